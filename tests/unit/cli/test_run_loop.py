"""A run shows each step and remembers only what its summary needs."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import create_autospec
from weakref import ref

import pytest
from junitparser import JUnitXml
from playwright.sync_api import Browser

from config.account import Account
from config.project import INCLUDED_FLOWS
from ecfcheck.cli import run_loop
from ecfcheck.cli.exits import INTERRUPTED
from ecfcheck.cli.run_loop import RunLoop
from ecfcheck.cli.run_output import describe_records
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.report.junit import read_key
from ecfcheck.report.model import RunReport, build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.tally import summarize
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.not_run import create_not_run_record
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import CheckRecord, StepRecord
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.fakes import STAGED
from tests.helpers.run_samples import HEAD, SAYS, step

RUNS = 3
FLOW = load_flow(INCLUDED_FLOWS / "link_account.yaml")
COUNT = len(FLOW.steps)


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
class StoppedRun:
    """A run of a flow that gets Ctrl-C in its third step, which ends as `end` says."""

    flow: Flow
    number: int
    interrupt: Interrupt
    records: Records
    end: str

    @property
    def has_ended(self) -> bool:
        return self.interrupt.asked and self.end == "DRIFT"

    def run(self, documented: Step) -> StepRecord:
        record = create_not_run_record(self.flow, documented, "chromium", self.number)
        if self.has_ended:
            return record.model_copy(update={"message": "step 3 failed"})
        is_third = self.flow.steps.index(documented) == 2
        self.interrupt.asked = is_third
        if is_third and self.end == "raised":
            values = {"outcome": Outcome.UNKNOWN_STATE, "provisional": True}
            self.records.write(record.model_copy(update=values))
            raise KeyboardInterrupt
        return record.model_copy(update={"outcome": Outcome(self.end) if is_third else Outcome.OK})


@dataclass(frozen=True)
class NoAccounts:
    """Accounts that no run asks for."""

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of nothing."""

    def provide(self, persona: str) -> Account:
        raise NotImplementedError(persona)


def create_environment(records: Records, folder: Path) -> RunEnvironment:
    browser = create_autospec(Browser)
    browser.browser_type.name = "chromium"
    courts = {FLOW.release: CourtSession(STAGED, NoAccounts(), READING)}
    return RunEnvironment(browser=browser, courts=courts, folder=folder, keep="none", records=records)


@dataclass(frozen=True)
class StoppedOutput:
    """What a run left that was interrupted in the third step of the first of two flows."""

    folder: Path
    printed: str

    @property
    def ends(self) -> list[tuple[str, str | None]]:
        """How each step ended, and its message."""
        return [(step.outcome.value, step.message) for step in self.report.steps]

    @property
    def report(self) -> RunReport:
        return build_report(read_folder(self.folder).records)

    def count_cases(self) -> tuple[int, int]:
        """Count the cases of steps in the JUnit file, and those of them that were skipped."""
        junit = JUnitXml.fromfile(str(self.folder / "junit.xml"))
        cases = [case for suite in junit for case in suite if read_key(case)]
        return len(cases), sum(case.is_skipped for case in cases)


def stop_run(folder: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> StoppedOutput:
    """Run two flows and interrupt the third step of the first, which ends as `end` says."""
    interrupt, printed = Interrupt(), StringIO()

    @contextmanager
    def start(flow: Flow, number: int, environment: RunEnvironment) -> Iterator[StoppedRun]:
        yield StoppedRun(flow, number, interrupt, environment.records, end)

    monkeypatch.setattr(run_loop, "start_flow_run", start)
    monkeypatch.setattr(run_loop, "make_head_record", lambda *_: HEAD)
    flows = [FLOW, load_flow(INCLUDED_FLOWS / "verify_linked.yaml")]
    with Records(folder, Redactor()) as records:
        loop = RunLoop(
            create_environment(records, folder),
            folder / "report.html",
            interrupt,
            terminal=Terminal(printed, live=False, width=100),
            junit=folder / "junit.xml",
        )
        with suppress(KeyboardInterrupt):
            assert loop.run(flows, 1) == INTERRUPTED
    return StoppedOutput(folder, printed.getvalue())


REST = ("NOT_RUN", "the run was interrupted")


@pytest.mark.parametrize(
    ("end", "verdict", "steps"),
    [
        ("OK", f"3 of {COUNT} steps OK, {COUNT - 3} not run", [("OK", None)] * 3),
        ("HARNESS", f"2 of {COUNT} steps OK, {COUNT - 2} not run", [("OK", None)] * 2),
        (
            "raised",
            f"1 of {COUNT} steps failed, {COUNT - 3} not run",
            [*[("OK", None)] * 2, ("UNKNOWN_STATE", None)],
        ),
    ],
)
def test_the_steps_after_ctrl_c_are_not_run_in_all_output(
    end: str,
    verdict: str,
    steps: list[tuple[str, str | None]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    output = stop_run(tmp_path, monkeypatch, end)
    not_run = COUNT - len(steps)
    assert output.ends == [*steps, *[REST] * not_run]
    assert output.printed.count("not run: the run was interrupted") == not_run
    assert f"\n{verdict}, interrupted · 1 flow · " in output.printed
    assert summarize(output.report) == f"{verdict}, interrupted · 1 flow"
    assert output.count_cases() == (COUNT, not_run)
    assert output.report.not_begun == ("verify_linked",)
    assert output.report.flows[0].state == ("failed" if end == "raised" else "partial")
    *_, last = (tmp_path / "records-main.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(last)["record"] == "end"


def test_a_flow_that_failed_when_ctrl_c_came_has_its_own_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = stop_run(tmp_path, monkeypatch, "DRIFT")
    assert output.ends[2:] == [("DRIFT", None), *[("NOT_RUN", "step 3 failed")] * (COUNT - 3)]
    assert output.report.not_run == ("verify_linked",)


@pytest.mark.parametrize("lost", ["report.html", "junit.xml"])
def test_a_run_that_cannot_write_its_report_or_junit_writes_the_other_and_does_not_end_with_0(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def start(flow: Flow, number: int, _environment: RunEnvironment) -> Iterator[SampleRun]:
        yield SampleRun(flow, number)

    monkeypatch.setattr(run_loop, "start_flow_run", start)
    (tmp_path / lost).mkdir()  # where a file should be
    (tmp_path / lost / "file").touch()
    with Records(tmp_path, Redactor()) as records:
        loop = RunLoop(
            create_environment(records, tmp_path),
            tmp_path / "report.html",
            Interrupt(),
            terminal=Terminal(StringIO(), live=False, width=80),
            junit=tmp_path / "junit.xml",
        )
        assert loop.run([FLOW], 1, 1) == Outcome.HARNESS.exit_status
    (other,) = {"report.html", "junit.xml"} - {lost}
    assert (tmp_path / other).is_file()
    assert f"{tmp_path / lost}: " in capsys.readouterr().err


def test_a_run_that_lost_its_records_points_to_the_court_and_not_to_them(tmp_path: Path) -> None:
    assert describe_records(tmp_path) == (
        f"the records were deleted from {tmp_path} during the run:"
        " look at the court's screens for what it did"
    )
    (tmp_path / "records-main.jsonl").touch()
    assert describe_records(tmp_path) == f"see {tmp_path}: what was done is on record there"


def test_the_checks_of_a_step_are_forgotten_once_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are on record; in memory, those of a thousand runs would take 100 MB."""
    flow, kept = FLOW, list[int]()

    @contextmanager
    def start(flow: Flow, number: int, _environment: RunEnvironment) -> Iterator[SampleRun]:
        kept.append(records.count_kept())
        yield SampleRun(flow, number)

    monkeypatch.setattr(run_loop, "start_flow_run", start)
    monkeypatch.setattr(run_loop, "make_head_record", lambda *_: HEAD)
    with WatchedRecords(tmp_path, Redactor()) as records:
        environment = create_environment(records, tmp_path)
        printed = StringIO()
        terminal = Terminal(printed, live=False, width=100)
        status = RunLoop(environment, tmp_path / "report.html", Interrupt(), terminal=terminal).run(
            [flow], RUNS
        )
    assert status == 0
    assert f"{RUNS * len(flow.steps)} of {RUNS * len(flow.steps)} steps OK" in printed.getvalue()
    assert len(records.checks) > RUNS * len(flow.steps)
    assert kept == [0] * RUNS
