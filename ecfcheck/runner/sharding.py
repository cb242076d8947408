"""Which part of a run this is: all of it, or a shard, which is on record even if it has nothing to run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from config.court_selection import Courts
from ecfcheck import __version__
from ecfcheck.flowfile.flow import Flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import EndRecord, RunRecord
from ecfcheck.shard import Shard, hash_plan, select_shard

NO_BROWSER = "none, for nothing was run"


@dataclass(frozen=True)
class RunShard:
    """The shard, if it is one, and the plan that all shards of a run have in common."""

    shard: Shard | None
    plan: str | None = None

    def of(self, flows: Sequence[Flow]) -> list[Flow]:
        """Return the share of the flows, in their order; all runs of a flow are in one shard."""
        if self.shard is None:
            return list(flows)
        mine = select_shard((flow.name for flow in flows), self.shard)
        return [flow for flow in flows if flow.name in mine]

    @property
    def recorded(self) -> tuple[int, int] | None:
        """The shard as a record has it."""
        return (self.shard.index, self.shard.count) if self.shard else None


WHOLE_RUN = RunShard(None)


def create_shard(
    shard: Shard | None, flows: Sequence[Flow], courts: Courts, runs: int, engines: Sequence[str]
) -> RunShard:
    """Return the share of a run for which this was chosen."""
    whats = [f"{flow.name} as {flow.persona}" for flow in flows]
    wheres = [f"{court.name} at {court.ecf}" for court in courts.values()]
    return RunShard(shard, hash_plan(whats, wheres, [str(runs)], engines))


def record_empty_shard(folder: Path, share: RunShard) -> None:
    """Put on record that there was nothing to run: else the shard would pass for one that is missing."""
    now = datetime.now(UTC)
    head = RunRecord(
        started=now,
        version=__version__,
        courts=(),
        browser=NO_BROWSER,
        shard=share.recorded,
        plan=share.plan,
    )
    with Records(folder, Redactor()) as records:
        records.write(head)
        records.write(EndRecord(finished=now))
