"""A run shows each step and remembers only what its summary needs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec
from weakref import ref

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.project import INCLUDED_FLOWS
from ecfcheck.cli import run_loop
from ecfcheck.cli.run_loop import RunLoop
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CheckRecord, StepRecord
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.fakes import STAGED
from tests.helpers.run_samples import HEAD, SAYS, step

RUNS = 3


class WatchedRecords(Records):
    """Records that know which checks are still in memory after they were written."""

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        super().__init__(folder, redactor)
        self.checks: list[ref[CheckRecord]] = []

    def write(self, record: Any) -> Any:
        clean = super().write(record)
        if isinstance(clean, StepRecord):
            self.checks += [ref(check) for part in clean.parts for check in part.checks]
        return clean

    def count_kept(self) -> int:
        return sum(check() is not None for check in self.checks)


@dataclass(frozen=True)
class SampleRun:
    """A run of a flow, without a browser; each step looks like a step of the link procedure."""

    flow: Flow
    number: int

    def run(self, documented: Step) -> StepRecord:
        index = self.flow.steps.index(documented)
        return step(str(1 + index % len(SAYS)), self.number)


@dataclass(frozen=True)
class NoAccounts:
    """Accounts that no run asks for."""

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of nothing."""

    def provide(self, persona: str) -> Account:
        raise NotImplementedError(persona)


def test_the_checks_of_a_step_are_forgotten_once_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are on record; in memory, those of a thousand runs would take 100 MB."""
    flow, kept = load_flow(INCLUDED_FLOWS / "link_account.yaml"), []

    @contextmanager
    def start(flow: Flow, number: int, _environment: RunEnvironment) -> Iterator[SampleRun]:
        kept.append(records.count_kept())
        yield SampleRun(flow, number)

    monkeypatch.setattr(run_loop, "start_flow_run", start)
    monkeypatch.setattr(run_loop, "make_head_record", lambda *_: HEAD)
    with WatchedRecords(tmp_path, Redactor()) as records:
        environment = RunEnvironment(
            browser=create_autospec(Browser),
            courts={flow.release: CourtSession(STAGED, NoAccounts(), READING)},
            folder=tmp_path,
            keep="none",
            records=records,
        )
        printed = StringIO()
        terminal = Terminal(printed, live=False, width=100)
        status = RunLoop(environment, tmp_path / "report.html", Interrupt(), terminal=terminal).run(
            [flow], RUNS
        )
    assert status == 0
    assert f"{RUNS * len(flow.steps)} of {RUNS * len(flow.steps)} steps OK" in printed.getvalue()
    assert len(records.checks) > RUNS * len(flow.steps)
    assert kept == [0] * RUNS
