"""Turns a flow file into a pytest module with one test for each documented step."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.browser.axe import OPTION
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.report.accessibility import format_step_violations
from ecfcheck.report.failure import format_failure
from ecfcheck.report.junit import list_properties
from ecfcheck.report.tally import describe_not_run
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord


def is_flow(path: Path) -> bool:
    """Return whether a file is a flow: YAML in a folder called `flows`."""
    return path.suffix == ".yaml" and path.parent.name == "flows"


def create_collector(path: Path, parent: pytest.Collector, runs: int) -> pytest.Collector:
    """Return the collector of a flow file: its module, or one module for each of several runs."""
    if runs == 1:
        return FlowModule.from_parent(parent, path=path)
    return FlowRuns.from_parent(parent, path=path, runs=runs)


class FlowRuns(pytest.File):
    """A flow that is run several times; each run is a module, so that runs can be parallel."""

    def __init__(self, *, runs: int, **node: Any) -> None:
        super().__init__(**node)
        self._runs = runs

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield a module for each run."""
        for number in range(1, self._runs + 1):
            nodeid = f"{self.nodeid}#{number}"
            yield FlowModule.from_parent(self, path=self.path, nodeid=nodeid, number=number)


class FlowModule(pytest.Module):
    """A flow as a pytest module with one test, parametrized by the flow's steps."""

    flow: Flow

    def __init__(self, *, number: int = 1, **node: Any) -> None:
        super().__init__(**node)
        self.number = number
        self.records: dict[str, list[StepRecord]] = {}
        """The records of the steps that were run, by the name of the browser."""

    def funcnamefilter(self, name: str) -> bool:
        """Collect the function `step`, whatever `python_functions` says."""
        return name == "step"

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Load the flow and collect its steps. Raises CollectError with all mistakes."""
        try:
            self.flow = load_flow(self.path)
        except ProblemsError as error:
            raise self.CollectError(str(error)) from None
        steps = range(len(self.flow.steps))
        parametrized = pytest.mark.parametrize("number", steps, ids=[step.slug for step in self.flow.steps])
        self.obj = ModuleType(self.flow.name)
        self.obj.__dict__["step"] = parametrized(_create_step_test(self.obj.__name__))
        return super().collect()


class FlowSteps:
    """The steps of one run: asking for a step runs those before it too, and runs none twice."""

    def __init__(self, run: FlowRun, records: Records, interrupt: Interrupt) -> None:
        self._run = run
        self._writer = records
        self._interrupt = interrupt
        self.records: list[StepRecord] = []

    def get_record(self, number: int) -> StepRecord:
        """Return the record of a step by its index in the flow, running what was not run yet.

        After Ctrl-C, no step follows the one during which it came. Raises KeyboardInterrupt if another was
        asked for.
        """
        for step in self._run.flow.steps[len(self.records) : number + 1]:
            with self._interrupt:
                self.records.append(self._writer.write(self._run.run(step)))
            if self._interrupt.asked and len(self.records) <= number:
                raise KeyboardInterrupt
        return self.records[number]

    @property
    def is_interrupted(self) -> bool:
        """Whether Ctrl-C came during a step; that step has its result."""
        return self._interrupt.asked


class ReplayedSteps:
    """The records of a run that has ended, for a plugin that sets up a test again to repeat it.

    Only reading may be repeated at a court, and a flow is run as a whole, so nothing is run again.
    """

    is_interrupted = False

    def __init__(self, records: list[StepRecord]) -> None:
        self._records = records

    def get_record(self, number: int) -> StepRecord:
        """Return the record of a step. Raises LookupError if the step was not run."""
        if number >= len(self._records):
            raise LookupError("this flow's run ended before this step, and a flow is not run a second time")
        return self._records[number]


def get_step_index(item: pytest.Item) -> int:
    """Return the index of a step's test in its flow."""
    return int(str(item.callspec.params["number"])) if isinstance(item, pytest.Function) else 0


def _create_step_test(module: str) -> Any:
    def step(number: int, flow_steps: FlowSteps | ReplayedSteps, request: pytest.FixtureRequest) -> None:
        """Check one documented step."""
        record = flow_steps.get_record(number)
        if flow_steps.is_interrupted:
            request.session.shouldstop = "Ctrl-C"  # after this test: its step has a result
        # Not by the fixture record_property: it warns about a JUnit form that takes properties all the same.
        request.node.user_properties += list_properties(record, Path(), Path())
        end_test(record, fails_on_violations=request.config.getoption(OPTION) == "fail")

    step.__module__ = module
    return step


def end_test(record: StepRecord, *, fails_on_violations: bool = False) -> None:
    """End a step's test as the step ended. Raises pytest's Failed or Skipped."""
    outcome, text = describe_end(record)
    if outcome == "skipped":
        pytest.skip(text)
    if outcome == "failed":
        pytest.fail(text, pytrace=False)
    if fails_on_violations and record.has_violations:
        head = f"Step {record.step} · OK, but its screens have accessibility violations"
        pytest.fail(f"{head}\n{format_step_violations(record)}", pytrace=False)


def describe_end(record: StepRecord) -> tuple[Literal["passed", "failed", "skipped"], str]:
    """Return pytest's outcome of a step, and what pytest prints of it."""
    if record.outcome is Outcome.NOT_RUN:
        return "skipped", describe_not_run(record)
    if record.outcome.is_failure:
        head = f"Step {record.step} · {record.says} · {record.path}:{record.line}"
        return "failed", f"{head}\n{format_failure(record)}"
    return "passed", ""
