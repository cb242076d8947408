"""Shards: each name in exactly one, their sizes alike, the same each time."""

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.shard import Shard, hash_plan, read_shard, select_shard

NAMES = [f"flow_{number}" for number in range(23)]


@pytest.mark.parametrize("of", [1, 2, 4, 23, 30])
def test_every_name_is_in_exactly_one_shard_and_shards_are_alike_in_size(of: int) -> None:
    shares = [select_shard(NAMES, Shard(index, of)) for index in range(1, of + 1)]
    assert sorted(name for share in shares for name in share) == sorted(NAMES)
    sizes = [len(share) for share in shares]
    assert max(sizes) - min(sizes) <= 1


def test_a_share_is_the_same_in_whatever_order_the_names_come() -> None:
    assert select_shard(reversed(NAMES), Shard(2, 4)) == select_shard([*NAMES, NAMES[0]], Shard(2, 4))


def test_shards_are_counted_from_1() -> None:
    assert read_shard("2/4") == Shard(2, 4)
    assert str(Shard(2, 4)) == "2/4"


@pytest.mark.parametrize("text", ["0/4", "5/4", "1/0", "a/b", "-1/4", "2", "1/2/3", " 1/2", "", "\u0662/4"])
def test_what_is_no_shard_is_told_with_how_one_is_written(text: str) -> None:
    with pytest.raises(ProblemsError) as wrong:
        read_shard(text)
    assert str(wrong.value) == (
        f"--shard: {text!r} is no shard; write I/N, from 1/N to N/N: 2/4 is the second part of four"
    )


def test_a_plan_is_the_same_for_the_same_choice_and_no_other() -> None:
    assert hash_plan(["a", "b"], ["x"]) == hash_plan(["b", "a", "a"], ["x"])
    assert len({hash_plan(["a", "b"], ["x"]), hash_plan(["a"], ["b", "x"]), hash_plan(["a", "b", "x"])}) == 3
