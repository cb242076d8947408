"""Runs flows with snapshots, and compares the runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

from ecfcheck.cli.flow_selection import assign_persona
from ecfcheck.compare.comparison import Comparison, compare_runs
from ecfcheck.compare.read import read_run
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import EndRecord
from ecfcheck.runner.run_shard import WHOLE_RUN
from ecfcheck.runner.setup import RunEnvironment, make_head_record, start_flow_run
from tests.helpers.flow_runs import FLOWS

SECONDS = 3.0
"""How much slower counts: more than a busy machine delays an answer of the staged court."""


@dataclass(frozen=True)
class ComparedRuns:
    """Runs flows against staged courts; each run has a folder of its own."""

    browser: Browser
    courts: Sequence[CourtSession]
    folder: Path

    def run(self, name: str, *flows: str, persona: str | None = None) -> Path:
        """Run flows and return the folder."""
        folder = self.folder / name
        courts = {session.court.release: session for session in self.courts}
        with Records(folder, Redactor()) as records:
            environment = RunEnvironment(
                browser=self.browser,
                courts=courts,
                folder=folder,
                keep="all",
                records=records,
                pause=lambda _: None,
            )
            records.write(make_head_record(self.browser, courts, WHOLE_RUN))
            for flow in assign_persona([load_flow(FLOWS / f"{one}.yaml") for one in flows], persona):
                with start_flow_run(flow, 1, environment) as run:
                    for step in flow.steps:
                        records.write(run.run(step))
            records.write(EndRecord(finished=datetime.now(UTC)))
        return folder


def compare(before: Path, after: Path) -> Comparison:
    """Return what differs between the runs in two folders."""
    return compare_runs(read_run(before), read_run(after), SECONDS)
