"""Each name is in exactly one shard, shards are balanced, and the split is deterministic."""

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.shard import Shard, hash_plan, read_shard, select_shard

NAMES = [f"flow_{number}" for number in range(23)]


@pytest.mark.parametrize("count", [1, 2, 4, 23, 30])
def test_every_name_is_in_exactly_one_shard_and_shards_are_balanced(count: int) -> None:
    shards = [select_shard(NAMES, Shard(index, count)) for index in range(1, count + 1)]
    assert sorted(name for shard in shards for name in shard) == sorted(NAMES)
    sizes = [len(shard) for shard in shards]
    assert max(sizes) - min(sizes) <= 1


def test_a_shard_does_not_depend_on_the_order_of_names() -> None:
    assert select_shard(reversed(NAMES), Shard(2, 4)) == select_shard([*NAMES, NAMES[0]], Shard(2, 4))


def test_shards_are_numbered_from_1() -> None:
    assert read_shard("2/4") == Shard(2, 4)
    assert str(Shard(2, 4)) == "2/4"


@pytest.mark.parametrize("text", ["0/4", "5/4", "1/0", "a/b", "-1/4", "2", "1/2/3", " 1/2", "", "\u0662/4"])
def test_an_invalid_shard_is_reported_with_the_correct_format(text: str) -> None:
    with pytest.raises(ProblemsError) as error:
        read_shard(text)
    assert str(error.value) == (
        f"--shard: {text!r} is not a shard; write I/N, from 1/N to N/N: 2/4 is the second of four shards"
    )


def test_equal_selections_have_the_same_plan_and_others_do_not() -> None:
    assert hash_plan(["a", "b"], ["x"]) == hash_plan(["b", "a", "a"], ["x"])
    assert len({hash_plan(["a", "b"], ["x"]), hash_plan(["a"], ["b", "x"]), hash_plan(["a", "b", "x"])}) == 3
