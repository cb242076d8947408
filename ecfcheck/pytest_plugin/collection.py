"""Makes a pytest module of a flow file: one documented step is one test."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.pytest_plugin.flow_steps import FlowSteps, ReplayedSteps
from ecfcheck.report.failure import format_failure
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord


def is_flow(path: Path) -> bool:
    """Whether a file is a flow: YAML in a folder called `flows`."""
    return path.suffix == ".yaml" and path.parent.name == "flows"


def collector(path: Path, parent: pytest.Collector, runs: int) -> pytest.Collector:
    """Return what collects a flow file: its module, or one module for each of several runs."""
    if runs == 1:
        return FlowModule.from_parent(parent, path=path)
    return FlowRuns.from_parent(parent, path=path, runs=runs)


class FlowRuns(pytest.File):
    """A flow that is run several times, each run a module of its own so that runs go in parallel."""

    def __init__(self, *, runs: int, **node: Any) -> None:
        super().__init__(**node)
        self._runs = runs

    def collect(self) -> Iterator[pytest.Collector]:
        """Yield a module for each run."""
        for number in range(1, self._runs + 1):
            nodeid = f"{self.nodeid}#{number}"
            yield FlowModule.from_parent(self, path=self.path, nodeid=nodeid, number=number)


class FlowModule(pytest.Module):
    """A flow as pytest sees it: a module with one test, parametrized by the flow's steps."""

    flow: Flow

    def __init__(self, *, number: int = 1, **node: Any) -> None:
        super().__init__(**node)
        self.number = number
        self.begun: dict[str, list[StepRecord]] = {}
        """What came of its steps, by the browser that they ran in."""

    def funcnamefilter(self, name: str) -> bool:
        """The one test of a flow is called by what it is."""
        return name == "step"

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Load the flow and collect its steps; a flow that is wrong is told without a traceback."""
        try:
            self.flow = load_flow(self.path)
        except ProblemsError as error:
            raise self.CollectError(str(error)) from None
        steps = range(len(self.flow.steps))
        parametrized = pytest.mark.parametrize("number", steps, ids=[step.slug for step in self.flow.steps])
        self.obj = ModuleType(self.flow.name)
        self.obj.__dict__["step"] = parametrized(_step_test(self.obj.__name__))
        return super().collect()


def step_number(item: pytest.Item) -> int:
    """Return the place of a step's test in its flow, from 0."""
    return int(str(item.callspec.params["number"])) if isinstance(item, pytest.Function) else 0


def _step_test(module: str) -> Any:
    def step(number: int, flow_steps: FlowSteps | ReplayedSteps, request: pytest.FixtureRequest) -> None:
        """One documented step."""
        record = flow_steps.result(number)
        # Not by the fixture record_property: it warns about a JUnit form that takes properties all the same.
        request.node.user_properties += [
            ("ecfcheck_outcome", record.outcome.value),
            ("ecfcheck_exit_status", record.exit_status),
            ("ecfcheck_retry", record.retry),
            ("ecfcheck_rehearsed", record.rehearsed),
        ]
        if record.outcome is Outcome.NOT_RUN:
            pytest.skip(f"not run: {record.message}")
        if record.outcome.failed:
            head = f"Step {record.step} · {record.says} · {record.path}:{record.line}"
            pytest.fail(f"{head}\n{format_failure(record)}", pytrace=False)

    step.__module__ = module
    return step
