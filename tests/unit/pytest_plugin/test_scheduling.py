"""A worker that is lost: what it had begun is not begun again, and what it had not is run by others."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from ecfcheck.pytest_plugin import scheduling
from ecfcheck.pytest_plugin.lost_worker import PROGRESS, ResultTracker
from ecfcheck.pytest_plugin.scheduling import FlowScheduling, GroupScheduling, SingleTestScheduling
from ecfcheck.pytest_plugin.state import STATE

LINK = [f"flows/link_account.yaml::step[chromium-{step}]" for step in ("1-open_e_filing", "2-log_in")]
VERIFY = [f"flows/verify_linked.yaml::step[chromium-{step}]" for step in ("one-login-log_in", "6-check")]
OTHERS = ["tests/test_a.py::test_one", "tests/test_a.py::test_two"]


class FakeNode:
    """A worker that notes what it is asked to run."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.shutting_down = False
        self.asked: list[int] = []

    def send_runtest_some(self, indices: list[int]) -> None:
        assert indices, "a worker waits for ever for the tests of an empty list"
        self.asked += indices

    def shutdown(self) -> None:
        self.shutting_down = True


class Run:
    """A scheduler with one worker for each module of tests, and the steps that it reported as lost."""

    def __init__(
        self,
        request: pytest.FixtureRequest,
        kind: type[FlowScheduling],
        tests: Sequence[str],
        workers: int,
    ) -> None:
        self.progress = ResultTracker()
        config: Any = SimpleNamespace(
            rootpath=request.config.rootpath,
            option=SimpleNamespace(loadscopereorder=False),
            getoption=lambda _: None,
            getvalue=lambda _: [],
            stash={STATE: None, PROGRESS: self.progress},
        )
        self.tests = list(tests)
        self.scheduler = kind(config, None)
        self.scheduler.numnodes = workers
        self.nodes = [self.add_worker(f"gw{number}") for number in range(workers)]
        self.scheduler.schedule()

    def add_worker(self, name: str) -> Any:
        node: Any = FakeNode(name)
        self.scheduler.add_node(node)
        self.scheduler.add_node_collection(node, self.tests)
        return node

    def begin(self, test: str) -> None:
        self.progress.pytest_runtest_logstart(test)

    def end(self, test: str) -> None:
        self.begin(test)
        report: Any = SimpleNamespace(nodeid=test, when="call", outcome="passed", passed=True)
        self.progress.pytest_runtest_logreport(report)


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the steps that are reported as lost."""
    found: list[str] = []
    monkeypatch.setattr(
        scheduling, "report_lost_steps", lambda _config, _state, _node, nodeids: found.extend(nodeids)
    )
    return found


@pytest.fixture
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("xdist.scheduler.loadscope.parse_tx_spec_config", lambda _: ["popen", "popen"])
    return lambda kind, tests, workers=2: Run(request, kind, tests, workers)


def test_the_steps_of_a_begun_flow_are_lost_and_its_replacement_gets_nothing(
    run: Any, lost: list[str]
) -> None:
    here = run(FlowScheduling, [*LINK, *VERIFY])
    here.begin(LINK[0])
    assert here.scheduler.remove_node(here.nodes[0]) is None
    assert lost == LINK
    replacement = here.add_worker("gw2")
    here.scheduler.schedule()
    assert (replacement.asked, replacement.shutting_down) == ([], True)


def test_a_step_with_a_result_is_not_lost_although_its_worker_ended_before_its_teardown(
    run: Any, lost: list[str]
) -> None:
    here = run(FlowScheduling, [*LINK, *VERIFY])
    here.end(LINK[0])
    here.end(LINK[1])
    assert here.scheduler.remove_node(here.nodes[0]) is None
    assert lost == []
    assert not here.scheduler.workqueue


def test_a_flow_that_was_not_begun_is_run_by_another_worker(run: Any, lost: list[str]) -> None:
    here = run(FlowScheduling, [*LINK, *VERIFY])
    assert here.scheduler.remove_node(here.nodes[0]) is None
    assert lost == []
    replacement = here.add_worker("gw2")
    here.scheduler.schedule()
    assert replacement.asked == [0, 1]


def test_of_other_tests_only_the_one_that_ran_is_lost(run: Any, lost: list[str]) -> None:
    here = run(FlowScheduling, [*OTHERS, *VERIFY])
    here.begin(OTHERS[0])
    assert here.scheduler.remove_node(here.nodes[0]) == OTHERS[0]
    assert lost == []
    replacement = here.add_worker("gw2")
    here.scheduler.schedule()
    assert replacement.asked == [1]


@pytest.mark.parametrize("kind", [SingleTestScheduling, GroupScheduling])
def test_modes_that_split_modules_keep_the_steps_of_a_flow_in_one_worker(
    kind: type[FlowScheduling], run: Any
) -> None:
    here = run(kind, [*LINK, *OTHERS])
    assigned = here.scheduler.assigned_work
    units = [list(unit) for node in here.nodes for unit in assigned[node].values()]
    waiting = [list(unit) for unit in here.scheduler.workqueue.values()]
    assert sorted([*units, *waiting]) == sorted([LINK, OTHERS[:1], OTHERS[1:]])
