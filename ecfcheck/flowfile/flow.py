"""Defines a loaded flow: frozen and complete, with every verb bound to its page object."""

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
"""The default window of a part."""


@dataclass(frozen=True)
class ActionCall:
    """An action with its arguments, which may contain placeholders of the account."""

    action: Action
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One screen of a step: opened by address or already shown, its checks, and the action."""

    screen: Screen
    opens: bool
    checks: tuple[tuple[Check, Any], ...]
    act: ActionCall | None
    window: str = FIRST_WINDOW

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the placeholders in checks and arguments."""
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
    rule: str = ""
    """The document's entry that the step cites: its place and what it says."""

    @property
    def slug(self) -> str:
        """The step's name in test ids: its number with its first action, or else its screen."""
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
    """The read-only flow that determines the account's state if the answer to an effect is lost."""

    @property
    def effects(self) -> frozenset[Effect]:
        """The effects of all its actions."""
        return frozenset(self.find_effect(part.act) for part in self.parts() if part.act)

    def find_effect(self, act: ActionCall) -> Effect:
        """Return the effect of an action for this flow's persona.

        Typing a wrong password is not a read: the court counts it and may lock the account.
        """
        wrong_passwords = load_personas()[self.persona].wrong_passwords
        typed = wrong_passwords.intersection(find_placeholders(tuple(act.arguments.values())))
        return "reversible" if typed and act.action.effect == "read" else act.action.effect

    def parts(self) -> Iterator[Part]:
        """Yield every part of every step, in order."""
        for step in self.steps:
            yield from step.parts

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the placeholders in all parts."""
        return frozenset().union(*(part.placeholders for part in self.parts()))
