"""Keeps what the plugin needs throughout a pytest session, in one object in `config.stash`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from config.court import Release
from config.court_selection import Courts
from ecfcheck.pytest_plugin.sharding import ShardPlugin
from ecfcheck.pytest_plugin.unusable_flow import UnusableFlow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.accessibility import Accessibility
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from pages.decorators import Effect


@dataclass(frozen=True, kw_only=True)
class SessionState:
    """The courts, the output and the secrets of one pytest process."""

    courts: Courts
    allowed: Mapping[Release, frozenset[Effect]]
    folder: Path
    """The output folder, which all workers of pytest-xdist share."""
    report: Path
    shard_plugin: ShardPlugin
    accessibility: Accessibility | None = None
    """How to test each screen for accessibility; None not to."""
    interrupt: Interrupt = field(default_factory=Interrupt)
    redactor: Redactor = field(default_factory=Redactor)
    records: list[Records] = field(default_factory=list)
    """The record files that this process writes, one for each browser."""
    unusable_flows: dict[str, UnusableFlow] = field(default_factory=dict)
    """The flows that lack settings, by name; none of their steps is run."""
    skipped_flows: list[str] = field(default_factory=list)
    """The file names of the flows for which no court was chosen."""


STATE = pytest.StashKey[SessionState]()


def get_worker_input(config: pytest.Config) -> dict[str, Any]:
    """Return what pytest-xdist sent to this worker; empty if this process is not a worker."""
    worker_input: dict[str, Any] = getattr(config, "workerinput", {})
    return worker_input
