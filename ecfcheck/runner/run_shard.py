"""Shards of a run. A shard without flows is recorded too."""

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

NO_BROWSER = "none, because nothing was run"


@dataclass(frozen=True)
class RunShard:
    """A shard, or None for the whole run, and the plan that all shards of a run share."""

    shard: Shard | None
    plan: str | None = None

    def select(self, flows: Sequence[Flow]) -> list[Flow]:
        """Return the shard's flows, in the given order; all runs of a flow are in one shard."""
        if self.shard is None:
            return list(flows)
        selected = select_shard((flow.name for flow in flows), self.shard)
        return [flow for flow in flows if flow.name in selected]

    def to_pair(self) -> tuple[int, int] | None:
        """Return the shard's index and the number of shards, as a record has them."""
        return (self.shard.index, self.shard.count) if self.shard else None


WHOLE_RUN = RunShard(None)


def create_shard(
    shard: Shard | None, flows: Sequence[Flow], courts: Courts, runs: int, engines: Sequence[str]
) -> RunShard:
    """Return the shard with the plan of the run: a hash of everything that was chosen."""
    chosen_flows = [f"{flow.name} as {flow.persona}" for flow in flows]
    chosen_courts = [f"{court.name} at {court.ecf}" for court in courts.values()]
    return RunShard(shard, hash_plan(chosen_flows, chosen_courts, [str(runs)], engines))


def record_empty_shard(folder: Path, run_shard: RunShard) -> None:
    """Write the record of a shard without flows, which would otherwise be reported as missing."""
    now = datetime.now(UTC)
    head = RunRecord(
        started=now,
        version=__version__,
        courts=(),
        browser=NO_BROWSER,
        shard=run_shard.to_pair(),
        plan=run_shard.plan,
    )
    with Records(folder, Redactor()) as records:
        records.write(head)
        records.write(EndRecord(finished=now))
