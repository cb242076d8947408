"""Checks whether shards belong to one run or audit, and which are missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from config.address import is_loopback
from config.yaml_file import Problem
from ecfcheck.report.text import join_words, list_ranges
from ecfcheck.shard import Shard


@dataclass(frozen=True)
class ShardInfo:
    """What a shard's folder says about itself, to compare it with the other shards."""

    folder: Path
    kind: Literal["run", "audit"]
    shards: frozenset[tuple[int, int]]
    """The shards that wrote its records; it can be merged if it is one."""
    plan: str | None
    version: str
    courts: Mapping[str, str]
    """The courts' addresses by their names."""

    @property
    def shard(self) -> Shard:
        """The single shard that it is."""
        ((index, count),) = self.shards
        return Shard(index, count)


def find_incompatibilities(infos: Sequence[ShardInfo]) -> Iterator[Problem]:
    """Yield a problem for each folder that is not a single shard or does not match the first."""
    for info in infos:
        if len(info.shards) != 1:
            yield _build_problem(info, _MERGED if info.shards else _WHOLE.format(_KINDS[info.kind]))
    shards = [info for info in infos if len(info.shards) == 1]
    for position, info in enumerate(shards):
        yield from (_build_problem(info, text) for text in _compare(shards[0], info))
        twin = next((other for other in shards[:position] if other.shards == info.shards), None)
        if twin:
            yield _build_problem(
                info, f"is shard {info.shard}, and so is {twin.folder}; give only one of them"
            )


_KINDS = {"run": "a run", "audit": "an audit"}
_WHOLE = "is not a shard: it has the records of {} without --shard; give folders of shards"
_MERGED = "is not a shard: it was merged from several; give their folders instead"


def _compare(first: ShardInfo, info: ShardInfo) -> Iterator[str]:
    """Yield how a shard differs from the first one."""
    if info.kind != first.kind:
        yield f"is {_KINDS[info.kind]}, but {first.folder} is {_KINDS[first.kind]}; merge them separately"
        return
    if info.shard.count != first.shard.count:
        yield f"is one of {info.shard.count} shards, but {first.folder} is one of {first.shard.count}"
    if info.version != first.version:
        yield f"was written by ecfcheck {info.version}, but {first.folder} by {first.version}"
    if info.plan != first.plan:
        what = "flows, courts, runs or browsers" if info.kind == "run" else "people or courts"
        yield f"is not of the same {info.kind} as {first.folder}: the {what} differ"
    for name in info.courts.keys() & first.courts.keys():
        here, there = info.courts[name], first.courts[name]
        # Each staged court has a port of its own, on a machine of its own.
        if here != there and not (is_loopback(here) and is_loopback(there)):
            yield f"has {name} at {here}, but {first.folder} has it at {there}"


def find_missing_shards(infos: Sequence[ShardInfo]) -> list[Shard]:
    """Return the shards of the same run or audit that are missing."""
    present = {shard for info in infos for shard in info.shards}
    _, count = next(iter(present))
    return [Shard(index, count) for index in range(1, count + 1) if (index, count) not in present]


def describe_missing(shards: Sequence[Shard]) -> str:
    """Return in words which shards are missing, as in `shards 2 and 4 of 4 are missing`."""
    noun, verb = ("shard", "is") if len(shards) == 1 else ("shards", "are")
    numbers = join_words(list_ranges([shard.index for shard in shards]))
    return f"{noun} {numbers} of {shards[0].count} {verb} missing"


def _build_problem(info: ShardInfo, text: str) -> Problem:
    return Problem(str(info.folder), None, text)
