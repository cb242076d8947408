"""Implements `--shard` for pytest: deselects the flows and tests of the other shards."""

import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pytest

from config.court_selection import Courts
from ecfcheck.flowfile.flow import Flow
from ecfcheck.pytest_plugin.flow_module import FlowModule
from ecfcheck.runner.run_shard import RunShard, create_shard, record_empty_shard
from ecfcheck.shard import SHARD, Shard, read_shard, select_shard

_WORKER_OUTPUT_KEY = "ecfcheck_missing_from_shard"


@dataclass(frozen=True)
class _MissingFromShard:
    """What was collected, but not for this shard."""

    everything: bool = False
    plan_without_flows: str | None = None
    """The plan of a run that has flows, but none in this shard."""


def read_shard_option(config: pytest.Config) -> Shard | None:
    """Return the shard of the command line, if any. Raises ProblemsError."""
    text = config.getoption(SHARD)
    return read_shard(text) if text else None


class ShardPlugin:
    """Selects the tests of this shard from all collected; every worker selects the same."""

    def __init__(self, shard: Shard | None, folder: Path) -> None:
        self.run_shard = RunShard(shard)
        self._folder = folder
        self._missing = _MissingFromShard()

    def keep_shard(self, items: list[pytest.Item], courts: Courts) -> None:
        """Remove from the list what is in other shards, by whole modules."""
        if not items:
            return
        config, shard = items[0].config, self.run_shard.shard
        flows = _find_flows(items)
        engines = config.getoption("--browser") or ["chromium"]
        self.run_shard = create_shard(shard, [*flows.values()], courts, config.getoption("--runs"), engines)
        if shard is None:
            return
        modules = set(select_shard(map(_get_module, items), shard))
        config.hook.pytest_deselected(items=[item for item in items if _get_module(item) not in modules])
        items[:] = [item for item in items if _get_module(item) in modules]
        has_lost_flows = bool(flows) and not _find_flows(items)
        self._missing = _MissingFromShard(not items, self.run_shard.plan if has_lost_flows else None)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take from a worker of pytest-xdist what is missing: only workers collect tests."""
        output = getattr(node, "workeroutput", {}).get(_WORKER_OUTPUT_KEY)
        self._missing = _MissingFromShard(*output) if output else self._missing

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Record an empty shard, and end it with status 0 unless nothing was collected at all."""
        worker_output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if worker_output is not None:
            worker_output[_WORKER_OUTPUT_KEY] = astuple(self._missing)
            return
        if self._missing.plan_without_flows:
            record_empty_shard(self._folder, RunShard(self.run_shard.shard, self._missing.plan_without_flows))
        if self._missing.everything and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print that the shard is empty."""
        if self._missing.everything:
            terminalreporter.write_line(
                f"shard {self.run_shard.shard}: nothing to run; all that was collected is in other shards"
            )


def _find_flows(items: Iterable[pytest.Item]) -> dict[str, Flow]:
    """Return the flows that have steps among the tests, by module."""
    found = ((_get_module(item), item.parent) for item in items)
    return {module: parent.flow for module, parent in found if isinstance(parent, FlowModule)}


def _get_module(item: pytest.Item) -> str:
    """Return the unit that is never split: a file, with all runs of its flow."""
    return Path(os.path.relpath(item.path, item.config.rootpath)).as_posix()
