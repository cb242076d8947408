"""Splits what is to be run into parts that need no coordinator: every machine deals the same names alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from config.yaml_file import ProblemsError

SHARD = "--shard"
_WRITTEN = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True)
class Shard:
    """One part of so many: the first is 1."""

    index: int
    count: int

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def read_shard(text: str) -> Shard:
    """Return the shard that is written as `2/4`. Raises Problems."""
    written = _WRITTEN.fullmatch(text)
    shard = Shard(int(written[1]), int(written[2])) if written else None
    if shard is None or not 1 <= shard.index <= shard.count:
        wrong = f"{text!r} is no shard; write I/N, from 1/N to N/N: 2/4 is the second part of four"
        raise ProblemsError.single(SHARD, wrong)
    return shard


def select_shard(names: Iterable[str], shard: Shard) -> list[str]:
    """Return the names that belong to a shard: sorted and dealt round, each name to one shard."""
    return sorted(set(names))[shard.index - 1 :: shard.count]


def hash_plan(*choices: Sequence[str]) -> str:
    """Return a hash of all that was chosen, whatever its order: the shards of one run have the same."""
    return sha256(dumps([sorted(set(choice)) for choice in choices]).encode()).hexdigest()
