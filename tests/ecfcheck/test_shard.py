"""Parts of a run: every name is in one of them, the same each time."""

import pytest

from config.located import Problems
from ecfcheck.shard import Shard, part, read_shard

NAMES = ["d", "a", "e", "b", "c"]


def test_every_name_is_in_one_part_and_the_parts_are_of_a_size() -> None:
    parts = [part(NAMES, Shard(index, 3)) for index in (1, 2, 3)]
    assert parts == [["a", "d"], ["b", "e"], ["c"]]


def test_the_order_of_the_names_does_not_matter() -> None:
    assert part(NAMES, Shard(1, 2)) == part(sorted(NAMES), Shard(1, 2))


def test_more_parts_than_names_leave_some_empty() -> None:
    assert part(["a"], Shard(2, 2)) == []


def test_a_shard_is_written_as_its_number_and_how_many_there_are() -> None:
    assert read_shard("2/4") == Shard(2, 4)


@pytest.mark.parametrize("text", ["0/4", "5/4", "a/b", "1", "1/0", "-1/4", "1/4/2", ""])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Problems) as error:
        read_shard(text)
    assert str(error.value) == (
        f"--shard: {text!r} is no shard; write I/N, from 1/N to N/N: 2/4 is the second part of four"
    )
