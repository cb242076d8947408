"""Keeps the steps of a flow, and the flows of an account, in one worker of pytest-xdist."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from config.court_selection import Courts
from config.environ import read_environment
from config.settings import Settings
from config.yaml_file import ProblemsError
from ecfcheck.courts.persona_settings import PersonaSettings
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.pytest_plugin.flow_module import is_flow
from ecfcheck.pytest_plugin.state import STATE

_SPLITTING_MODES = ("load", "worksteal")
"""The modes of `--dist` that assign tests one by one; `load` is what `-n` alone means."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Return the scheduler for flows; None to let `--dist` choose, which keeps modules or was asked for."""
    courts, dist = config.stash[STATE].courts, config.getoption("dist")
    if dist == "each":
        return None
    if any(not court.staged for court in courts.values()):
        return AccountScheduling(config, log, courts)
    return FlowScheduling(config, log) if dist in _SPLITTING_MODES else None


class FlowScheduling(LoadScopeScheduling):
    """Assigns all steps of a flow to one worker, and other tests one by one.

    A worker that is asked for a step alone runs the flow's earlier steps too.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if is_flow(Path(path.partition("#")[0])) else nodeid

    def schedule(self) -> None:
        """Assign work to all workers; to one that replaces another, as much as it needs to begin."""
        super().schedule()
        for node in self.nodes if self.collection else ():
            # A worker runs a test when it has the next one, or knows that there is none.
            self._reschedule(node)

    def remove_node(self, node: Any) -> str | None:
        """Assign to others what a crashed worker has not run, except the test that it crashed in."""
        for unit in self.assigned_work[node].values():
            for nodeid, is_completed in unit.items():
                if not is_completed:
                    unit[nodeid] = True
                    super().remove_node(node)
                    return str(nodeid)
        return super().remove_node(node)


class AccountScheduling(LoadScopeScheduling):
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
        # A module of several runs of a flow is named for the file and its number.
        flow = _load_flow(self._root / module.partition("#")[0])
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


@cache
def _load_flow(path: Path) -> Flow | None:
    """Return a file's flow; None if it is not a flow, or has mistakes: workers report them."""
    try:
        return load_flow(path) if is_flow(path) else None
    except ProblemsError:
        return None
