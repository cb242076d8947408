"""Splits a run into shards without a coordinator: names are sorted and assigned round-robin."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from config.yaml_file import ProblemsError

SHARD = "--shard"
_PATTERN = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True)
class Shard:
    """One of `count` parts; `index` starts at 1."""

    index: int
    count: int

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def read_shard(text: str) -> Shard:
    """Return the shard for a text such as `2/4`. Raises ProblemsError."""
    match = _PATTERN.fullmatch(text)
    shard = Shard(int(match[1]), int(match[2])) if match else None
    if shard is None or not 1 <= shard.index <= shard.count:
        problem = f"{text!r} is not a shard; write I/N, from 1/N to N/N: 2/4 is the second of four shards"
        raise ProblemsError.single(SHARD, problem)
    return shard


def select_shard(names: Iterable[str], shard: Shard) -> list[str]:
    """Return the names in a shard. Each name belongs to exactly one shard."""
    return sorted(set(names))[shard.index - 1 :: shard.count]


def hash_plan(*selections: Sequence[str]) -> str:
    """Return a hash of the selected names, which is the same for all shards of a run."""
    return sha256(dumps([sorted(set(selection)) for selection in selections]).encode()).hexdigest()
