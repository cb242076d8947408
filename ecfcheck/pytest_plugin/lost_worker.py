"""Reports the steps of a flow that have no result because their pytest-xdist worker ended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.pytest_plugin.flow_module import describe_end, is_flow
from ecfcheck.pytest_plugin.state import SessionState
from ecfcheck.report.junit import list_properties
from ecfcheck.report.read import read_folder
from ecfcheck.runner.not_run import create_not_run_record
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepKey, StepRecord

_LOST = (
    "the worker {} of pytest-xdist ended during this flow (it crashed, or was killed): how this step ended is"
    " not known, and no other worker runs the flow again"
)
_NEXT = (
    "find out why it ended: is the memory too small for as many workers? Before you run the flow again, make"
    " sure that its account can still log in: a password may have been sent without an answer"
)
_Outcome = Literal["passed", "failed", "skipped"]
_Phase = tuple[Literal["call", "teardown"], _Outcome, tuple[str, int, str] | str | None]


class ResultTracker:
    """A plugin that notes which tests have begun, have a result, and were torn down."""

    def __init__(self) -> None:
        self.begun: dict[str, None] = {}
        """The tests in the order in which they began."""
        self.ended: dict[str, pytest.TestReport] = {}
        """The report with the result of each test."""
        self.workers: dict[str, Any] = {}
        """The worker of each test that has a report, if workers run them."""
        self._torn_down = set[str]()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Note that a test has begun."""
        self.begun[nodeid] = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test has a result, or was torn down; its worker may end in between."""
        self.workers[report.nodeid] = getattr(report, "node", None)
        if report.when == "teardown":
            self._torn_down.add(report.nodeid)
        elif report.outcome in {"failed", "skipped"} or (report.passed and report.when == "call"):
            self.ended[report.nodeid] = report

    def list_without_teardown(self) -> list[pytest.TestReport]:
        """Return the results of the tests that were not torn down."""
        return [report for nodeid, report in self.ended.items() if nodeid not in self._torn_down]


PROGRESS = pytest.StashKey[ResultTracker]()


def load_flow_of_test(root: Path, nodeid: str) -> Flow | None:
    """Return the flow of a test; None if it is not a step of one, or has mistakes: workers report them."""
    # The module of one of several runs is named for the file and its number.
    return _load_flow(root / nodeid.partition("::")[0].partition("#")[0])


@cache
def _load_flow(path: Path) -> Flow | None:
    try:
        return load_flow(path) if is_flow(path) else None
    except ProblemsError:
        return None


def report_lost_steps(
    config: pytest.Config, state: SessionState, worker: Any, nodeids: Sequence[str]
) -> None:
    """Record and report the steps that a lost worker left without a result.

    A step that is on record ended as that says. Of a flow's others the first fails, and the rest are not run.
    """
    name = worker.gateway.id
    known = {one.key: one for one in _read_steps(state.folder)}
    with Records(state.folder, state.redactor, f"records-{name}.lost.jsonl") as writer:
        for _, run in groupby(nodeids, key=_get_run):
            for nodeid, record in _find_records(config, name, list(run), known):
                if record.key not in known:
                    writer.write(record)
                for report in _create_reports(nodeid, record, worker):
                    config.hook.pytest_runtest_logreport(report=report)


def report_recorded_steps(
    config: pytest.Config, folder: Path, nodeids: Iterable[str], workers: Mapping[str, Any]
) -> None:
    """Report the steps that an interrupted run has on record, and pytest has no result of."""
    known = {one.key: one for one in _read_steps(folder)}
    for nodeid in nodeids:
        flow = load_flow_of_test(config.rootpath, nodeid)
        record = known.get(_create_record(config, flow, nodeid).key) if flow else None
        if record and not record.provisional:
            for report in _create_reports(nodeid, record, workers.get(nodeid)):
                config.hook.pytest_runtest_logreport(report=report)


def report_teardown(config: pytest.Config, result: pytest.TestReport) -> None:
    """Report that a test was torn down: pytest's JUnit file takes a test's properties from there."""
    report = pytest.TestReport(
        result.nodeid, result.location, {}, "passed", None, "teardown", user_properties=result.user_properties
    )
    report.__dict__.update({key: value for key, value in vars(result).items() if key == "node"})
    config.hook.pytest_runtest_logreport(report=report)


def _read_steps(folder: Path) -> list[StepRecord]:
    records = read_folder(folder).records if any(folder.glob("*.jsonl")) else ()
    return [record for record in records if isinstance(record, StepRecord)]


def _get_run(nodeid: str) -> tuple[str, str]:
    """Return the module and the browser of a step's test."""
    return nodeid.partition("::")[0], nodeid.rpartition("[")[2].partition("-")[0]


def _find_records(
    config: pytest.Config, worker: str, nodeids: Sequence[str], known: Mapping[StepKey, StepRecord]
) -> Iterator[tuple[str, StepRecord]]:
    """Yield each test of a run of a flow with its record: the worker's own, or a new one."""
    failed = None
    flow = load_flow_of_test(config.rootpath, nodeids[0])
    if flow is None:
        return
    for nodeid in nodeids:
        record = _create_record(config, flow, nodeid)
        record = known.get(record.key, record)
        if record.outcome is Outcome.NOT_RUN and record.message is None:
            update = (
                {"message": f"step {failed} failed"}
                if failed
                else {"outcome": Outcome.HARNESS, "message": _LOST.format(worker), "next": _NEXT}
            )
            record = record.model_copy(update=update)
        failed = failed or (record.step if record.outcome.is_failure else None)
        yield nodeid, record


def _create_record(config: pytest.Config, flow: Flow, nodeid: str) -> StepRecord:
    """Return the record of a step that was not run, without the reason."""
    module, browser = _get_run(nodeid)
    browsers = config.getoption("--browser") or ["chromium"]
    run = int(module.partition("#")[2] or 1)
    slug = nodeid.rpartition("[")[2].removeprefix(f"{browser}-").removesuffix("]")
    step = next(step for step in flow.steps if step.slug == slug)
    return create_not_run_record(flow, step, browser, (run - 1) * len(browsers) + browsers.index(browser) + 1)


def _create_reports(nodeid: str, record: StepRecord, worker: Any) -> Iterator[pytest.TestReport]:
    """Yield the reports of a step as the worker would have sent them."""
    path = nodeid.partition("::")[0]
    outcome, text = describe_end(record)
    reason = (path, record.line, f"Skipped: {text}") if outcome == "skipped" else text or None
    phases: list[_Phase] = [("call", outcome, reason), ("teardown", "passed", None)]
    for when, phase_outcome, longrepr in phases:
        report = pytest.TestReport(
            nodeid=nodeid,
            location=(path, record.line - 1, "step"),
            keywords={},
            outcome=phase_outcome,
            longrepr=longrepr,
            when=when,
            # pytest's JUnit file takes them from the teardown.
            user_properties=list_properties(record, Path(), Path()),
        )
        if worker is not None:
            report.node = worker  # type: ignore[attr-defined]  # as pytest-xdist does with a worker's reports
        yield report
