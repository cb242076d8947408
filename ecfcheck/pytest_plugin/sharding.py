"""`--shard` under pytest: leaves out the modules of the other shards, flows and tests alike."""

import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pytest

from config.court_selection import Courts
from ecfcheck.flowfile.flow import Flow
from ecfcheck.pytest_plugin.collection import FlowModule
from ecfcheck.runner.sharding import RunShard, create_shard, record_empty_shard
from ecfcheck.shard import SHARD, Shard, read_shard, select_shard

_LACKS = "ecfcheck_shard_lacks"


@dataclass(frozen=True)
class _EmptyShard:
    """What a shard does not have, of what there is."""

    everything: bool = False
    group_flows: str | None = None
    """The plan of a run of which it has no flow."""


def read_shard_option(config: pytest.Config) -> Shard | None:
    """Return the shard that the command line asks for. Raises Problems."""
    text = config.getoption(SHARD)
    return read_shard(text) if text else None


class ShardPlugin:
    """A plugin: what this shard has to run, of all that is collected; the same in every worker."""

    def __init__(self, shard: Shard | None, folder: Path) -> None:
        self.share = RunShard(shard)
        self._folder = folder
        self._lacks = _EmptyShard()

    def keep(self, items: list[pytest.Item], courts: Courts) -> None:
        """Leave in the list what belongs to this shard, whole modules each."""
        if not items:
            return
        config, shard = items[0].config, self.share.shard
        flows = _flows(items)
        engines = config.getoption("--browser") or ["chromium"]
        self.share = create_shard(shard, [*flows.values()], courts, config.getoption("--runs"), engines)
        if shard is None:
            return
        mine = set(select_shard(map(_module, items), shard))
        config.hook.pytest_deselected(items=[item for item in items if _module(item) not in mine])
        items[:] = [item for item in items if _module(item) in mine]
        lacks_flows = bool(flows) and not _flows(items)
        self._lacks = _EmptyShard(everything=not items, group_flows=self.share.plan if lacks_flows else None)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Hear from a worker of pytest-xdist, which alone collects, what there was not to run."""
        told = getattr(node, "workeroutput", {}).get(_LACKS)
        self._lacks = _EmptyShard(*told) if told else self._lacks

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Let a shard without anything to run end well, and on record, unless nothing was chosen at all."""
        told: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if told is not None:
            told[_LACKS] = astuple(self._lacks)
            return
        if self._lacks.group_flows:
            record_empty_shard(self._folder, RunShard(self.share.shard, self._lacks.group_flows))
        if self._lacks.everything and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say that there was nothing."""
        if self._lacks.everything:
            terminalreporter.write_line(
                f"shard {self.share.shard}: nothing to run; none of what was collected falls to it"
            )


def _flows(items: Iterable[pytest.Item]) -> dict[str, Flow]:
    """Return the flows whose steps are among the tests, by their modules."""
    found = ((_module(item), item.parent) for item in items)
    return {module: parent.flow for module, parent in found if isinstance(parent, FlowModule)}


def _module(item: pytest.Item) -> str:
    """Return what is never split: a file, with all runs of its flow."""
    return Path(os.path.relpath(item.path, item.config.rootpath)).as_posix()
