"""One fault at one place, what must become of the run, and what became of it."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from benchmarks.faults.places import Place
from ecfcheck.runner.outcome import Outcome
from tests.helpers.faulty_stage import FaultyStage

StageFault = Mapping[str, Any]
"""A fault in the form of the stage's control interface."""

Disk = Literal["small", "read-only"]


@dataclass(frozen=True)
class Expected:
    """How a run must end."""

    outcome: Outcome | None
    """The outcome of the step that fails; None if no step does."""
    status: int
    """The exit status."""
    may_pass: bool = False
    """Whether the step may also have been recorded before the fault could keep it from that."""

    def allows(self, outcome: Outcome | None, status: int | None) -> bool:
        """Return whether a run with this outcome and exit status ended as it must."""
        is_passed = self.may_pass and outcome is None
        return status == self.status and (outcome == self.outcome or is_passed)

    def __str__(self) -> str:
        return f"{self.outcome or 'no failed step'}, exit status {self.status}"


@dataclass(frozen=True)
class Running:
    """A run in progress, for what is done to it from outside."""

    process: subprocess.Popen[str]
    stage: FaultyStage
    stage_process: subprocess.Popen[str]
    folder: Path


@dataclass(frozen=True, kw_only=True)
class Case:
    """One fault at one place."""

    fault: str
    place: str
    expected: Expected
    flow: str = "link_account"
    stage_faults: tuple[StageFault, ...] = ()
    hold: StageFault | None = None
    """A fault that holds the run, until `act` has been called."""
    act: Callable[[Running], None] | None = None
    program: tuple[str, ...] = ("ecfcheck", "run")
    options: tuple[str, ...] = ()
    """Options of the program; texts here and below can use {port}, {closed_port}, {tls_port}, {folder}."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Texts of the court's file, and what replaces them."""
    settings: Mapping[str, str] = field(default_factory=dict)
    browser_flags: tuple[str, ...] = ()
    """Options that the browser is started with."""
    browser_script: str | None = None
    """A shell script in the place of the browser."""
    out: str = "{folder}/out"
    disk: Disk | None = None
    """A disk of its own that the output goes to, at {folder}/disk."""
    is_live: bool = False
    """Whether the court is not a staged one for ecfcheck, so that it has other addresses than the stage."""
    is_killed: bool = False
    """Whether the run cannot end by itself, and so leaves no report."""
    ends_early: bool = False
    """Whether the run ends before it writes records."""

    @property
    def name(self) -> str:
        """The name of the case in messages."""
        return f"{self.fault} at {self.place}"


@dataclass(frozen=True)
class Result:
    """What became of a run."""

    outcome: Outcome | None
    step: str
    message: str
    status: int | None
    """The exit status; None if the run did not end within the time limit."""
    seconds: float
    output: str
    record_faults: tuple[str, ...]
    """What is wrong with the records, a line each."""
    sent: Mapping[str, int]
    """How often each request that must be sent once was sent, as the stage counted."""
    applied: bool
    """Whether the fault was applied at all."""


def build_expected(outcome: Outcome | None) -> Expected:
    """Return an outcome with its own exit status."""
    return Expected(outcome, outcome.exit_status if outcome else 0)


def build_case(place: Place, fault: str, outcome: Outcome | None, **values: Any) -> Case:
    """Return a case at a place of a flow."""
    expected = values.pop("expected", None) or build_expected(outcome)
    return Case(fault=fault, place=place.name, flow=place.flow, expected=expected, **values)
