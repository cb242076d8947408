"""What a shard left, and whether several belong together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from config.address import is_loopback
from config.yaml_file import Problem
from ecfcheck.report.text import join_words
from ecfcheck.shard import Shard


@dataclass(frozen=True)
class ShardInfo:
    """What one folder holds, as far as it has to be the same in all shards, or other in each."""

    folder: Path
    kind: Literal["run", "audit"]
    shards: frozenset[tuple[int, int]]
    """The shards that its records are of: one, if it can be merged."""
    plan: str | None
    version: str
    courts: Mapping[str, str]
    """The courts' addresses, by their names."""

    @property
    def shard(self) -> Shard:
        """The one shard it is."""
        ((index, of),) = self.shards
        return Shard(index, of)


def faults(all_left: Sequence[ShardInfo]) -> Iterator[Problem]:
    """Yield all that does not belong together: each folder is held against the first."""
    for left in all_left:
        if len(left.shards) != 1:
            yield _problem(left, _MERGED if left.shards else f"is a whole {left.kind}, and no shard of one")
    shards = [left for left in all_left if len(left.shards) == 1]
    for place, left in enumerate(shards):
        yield from (_problem(left, text) for text in _differs(shards[0], left))
        twin = next((other for other in shards[:place] if other.shards == left.shards), None)
        if twin:
            yield _problem(left, f"is the shard {left.shard}, and so is {twin.folder}: give one of them")


_MERGED = "was merged already, for it holds several shards: give the folders that it was merged of"


def _differs(first: ShardInfo, left: ShardInfo) -> Iterator[str]:
    if left.kind != first.kind:
        yield f"holds {_a(left.kind)}, and {first.folder} {_a(first.kind)}: merge them apart"
        return
    if left.shard.count != first.shard.count:
        yield f"is one of {left.shard.count} shards, and {first.folder} is one of {first.shard.count}"
    if left.version != first.version:
        yield f"was left by ecfcheck {left.version}, and {first.folder} by {first.version}"
    if left.plan != first.plan:
        what = "flows, courts, runs or browsers" if left.kind == "run" else "people or courts"
        yield f"is of another {left.kind} than {first.folder}: other {what} were chosen"
    for name in left.courts.keys() & first.courts.keys():
        here, there = left.courts[name], first.courts[name]
        # Each staged court has a port of its own, on a machine of its own.
        if here != there and not (is_loopback(here) and is_loopback(there)):
            yield f"has {name} at {here}, and {first.folder} at {there}"


def missing(all_left: Sequence[ShardInfo]) -> list[Shard]:
    """Return the shards that are not there, of those that belong to the ones that are."""
    there = {shard for left in all_left for shard in left.shards}
    of = next(iter(there))[1]
    return [Shard(index, of) for index in range(1, of + 1) if (index, of) not in there]


def told_missing(shards: Sequence[Shard]) -> str:
    """Return in words which shards are missing."""
    noun, verb = ("shard", "is") if len(shards) == 1 else ("shards", "are")
    numbers = join_words([str(shard.index) for shard in shards])
    return f"{noun} {numbers} of {shards[0].count} {verb} missing"


def _problem(left: ShardInfo, text: str) -> Problem:
    return Problem(str(left.folder), None, text)


def _a(kind: str) -> str:
    return "an audit" if kind == "audit" else "a run"
