"""A flow as the runner knows it: frozen, complete, every verb bound to its page object."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.court import Release
from config.persona import load_personas
from ecfcheck.flowfile.placeholder import find_placeholders
from ecfcheck.flowfile.registry import Action, Check, Screen
from pages.decorators import Effect

FIRST_WINDOW = "first"
"""The window of a part that names none."""


@dataclass(frozen=True)
class ActionCall:
    """An action with its arguments; texts may still hold placeholders of the account."""

    action: Action
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One screen of a step: opened by its address or there already, what it must show, what is done there."""

    screen: Screen
    opens: bool
    checks: tuple[tuple[Check, Any], ...]
    act: ActionCall | None
    window: str = FIRST_WINDOW

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of what it takes from the account."""
        documented = tuple(value for _, value in self.checks)
        arguments = tuple(self.act.arguments.values()) if self.act else ()
        return frozenset(find_placeholders((documented, arguments)))


@dataclass(frozen=True)
class Step:
    """One documented step."""

    number: str
    says: str
    parts: tuple[Part, ...]
    line: int

    @property
    def slug(self) -> str:
        """The step's name in test ids: its number and the first thing done, or else the screen."""
        acts = [part.act.action.name for part in self.parts if part.act]
        return f"{self.number}-{acts[0] if acts else self.parts[0].screen.name}"


@dataclass(frozen=True)
class Flow:
    """One documented procedure."""

    name: str
    title: str
    document: str
    release: Release
    persona: str
    steps: tuple[Step, ...]
    path: Path
    reconcile: "Flow | None" = None
    """The flow that finds out by reading how things stand, should the answer to an effect be lost."""

    @property
    def effects(self) -> frozenset[Effect]:
        """What its actions leave behind at the court."""
        return frozenset(self.find_effect(part.act) for part in self.parts() if part.act)

    def find_effect(self, act: ActionCall) -> Effect:
        """Return what an action leaves behind when this persona does it.

        To type a wrong password is no mere reading: the court counts it, and may lock the account.
        """
        wrong = load_personas()[self.persona].wrong_passwords
        counted = wrong.intersection(find_placeholders(tuple(act.arguments.values())))
        return "reversible" if counted and act.action.effect == "read" else act.action.effect

    def parts(self) -> Iterator[Part]:
        """Yield every part of every step, in the order they are met."""
        for step in self.steps:
            yield from step.parts

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of what it takes from the account."""
        return frozenset().union(*(part.placeholders for part in self.parts()))
