"""Keeps the steps of a flow, and the flows of an account, in one worker of pytest-xdist."""

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling, LoadGroupScheduling, LoadScopeScheduling

from config.court_selection import Courts
from config.environ import read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.persona_settings import PersonaSettings
from ecfcheck.pytest_plugin.flow_module import is_flow
from ecfcheck.pytest_plugin.lost_worker import PROGRESS, load_flow_of_test, report_lost_steps
from ecfcheck.pytest_plugin.state import STATE


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Return the scheduler for flows, which assigns other tests as `--dist` says; None for another mode."""
    courts, dist = config.stash[STATE].courts, config.getoption("dist")
    if dist not in _SCHEDULERS:
        return None
    if any(not court.staged for court in courts.values()):
        return AccountScheduling(config, log, courts)
    return _SCHEDULERS[dist](config, log)


class FlowScheduling(LoadScopeScheduling):
    """Assigns whole modules, so all steps of a flow to one worker, and never to a second one.

    A worker that is asked for a step alone runs the flow's earlier steps too.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        self._progress = config.stash[PROGRESS]

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        # A module of one of several runs is named for the file and its number.
        return path if is_flow(Path(path.partition("#")[0])) else str(super()._split_scope(nodeid))

    def schedule(self) -> None:
        """Assign work to all workers; to one that replaces another, as much as it needs to begin."""
        super().schedule()
        for node in self.nodes if self.collection else ():
            # A worker runs a test when it has the next one, or knows that there is none.
            self._reschedule(node)

    def remove_node(self, node: Any) -> str | None:
        """Assign to others the units that a lost worker has not begun; return the test that it crashed in.

        Steps without a result, of flows that it had begun, are reported here: what it sent must not be sent
        again. Other tests, except the one that it crashed in, are run by others.
        """
        if hasattr(node, "workeroutput"):  # it has ended by itself
            return super().remove_node(node)
        units, lost, crashed = self.assigned_work[node], list[str](), None
        for scope, unit in list(units.items()):
            has_begun = not self._progress.begun.keys().isdisjoint(unit)
            for nodeid in [nodeid for nodeid, is_completed in unit.items() if not is_completed]:
                is_step = has_begun and load_flow_of_test(self.config.rootpath, nodeid) is not None
                has_ended = nodeid in self._progress.ended
                if is_step and not has_ended:
                    lost.append(nodeid)
                elif nodeid in self._progress.begun and not has_ended:
                    crashed = nodeid
                unit[nodeid] = is_step or nodeid in self._progress.begun
            if all(unit.values()):
                del units[scope]  # or it is assigned to a worker that then waits for its tests
        super().remove_node(node)
        if lost:
            report_lost_steps(self.config, self.config.stash[STATE], node, lost)
        return crashed


class _SingleTests(LoadScopeScheduling):
    """Assigns tests one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid


class SingleTestScheduling(FlowScheduling, _SingleTests):
    """Assigns all steps of a flow to one worker, and other tests one by one."""


class FileScheduling(FlowScheduling, LoadFileScheduling):
    """Assigns whole files."""


class GroupScheduling(FlowScheduling, LoadGroupScheduling):
    """Assigns the groups that tests are marked with."""


_SCHEDULERS = {
    "load": SingleTestScheduling,  # what `-n` alone means
    "worksteal": SingleTestScheduling,
    "loadscope": FlowScheduling,
    "loadfile": FileScheduling,
    "loadgroup": GroupScheduling,
}
"""The scheduler for each mode of `--dist`; the mode `each` keeps pytest-xdist's own."""


class AccountScheduling(FlowScheduling):
    """Assigns all modules of an account and a browser to one worker.

    Otherwise it assigns whole modules, as `--dist loadscope` does. Workers share no memory: each would have
    to log in again. On a staged court each run of a flow has its own account, so it can run in any worker.
    """

    def __init__(self, config: pytest.Config, log: Any, courts: Courts) -> None:
        super().__init__(config, log)
        self._root = config.rootpath
        self._courts = courts
        self._settings = _read_settings()

    def _split_scope(self, nodeid: str) -> str:
        module: str = super()._split_scope(nodeid)
        flow = load_flow_of_test(self._root, nodeid)
        if flow is None or flow.release not in self._courts or self._courts[flow.release].staged:
            return module
        browser = nodeid.rpartition("[")[2].partition("-")[0]
        return f"{self._find_holder(flow.persona)} in {browser}"

    def _find_holder(self, persona: str) -> str:
        """Return the persona with the account that this persona has, by the settings."""
        return PersonaSettings(persona, self._settings).lender or persona


def reject_repeating_options(config: pytest.Config, courts: Courts) -> None:
    """Keep pytest-xdist from repeating tests at a real court. Raises UsageError."""
    if all(court.staged for court in courts.values()):
        return
    # A worker that replaces a crashed one would repeat what the crashed one did, and may have sent.
    config.option.maxworkerrestart = "0"
    for option, name in (("looponfail", "--looponfail"), ("dist", "--dist each")):
        if config.getoption(option, None) in {True, "each"}:
            text = f"{name} runs flows more than once, and a court that is not staged must not be asked twice"
            raise pytest.UsageError(f"{text}; leave it out, or use a staged court")


def _read_settings() -> Settings:
    """Return the settings; none if they have mistakes: workers report them."""
    try:
        return Settings(read_environment())
    except ProblemsError:
        return Settings({})
