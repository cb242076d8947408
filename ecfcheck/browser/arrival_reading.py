"""Keeps what the look that found a screen has read there, until the screen is read or anything is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ecfcheck.browser.snapshot import parse_structure
from pages.screen_reader import ReadingPlan

NOTHING = "null"
"""The script of a look that only finds screens."""

NO_STRUCTURE = "() => null"
"""The script of a reading without the screen's structure."""

Document = tuple[str, int]
"""The address of a tab, and how many documents it has loaded."""


@dataclass(frozen=True)
class _Plan:
    screen: str
    reading: ReadingPlan
    structure_script: str


@dataclass(frozen=True)
class _Reading:
    plan: _Plan
    found: list[list[Any]]
    structure: str | None
    document: Document


class ArrivalReading:
    """What is read of the next screen in the look that finds it; it counts once, for that document only."""

    def __init__(self) -> None:
        self._plan: _Plan | None = None
        self._reading: _Reading | None = None
        self._structure: str | None = None

    def plan(self, screen: str, reading: ReadingPlan, structure_script: str) -> None:
        """Have a screen read on arrival, if it is the next to come."""
        self._plan = _Plan(screen, reading, structure_script)

    def build_script(self, screen: str) -> str:
        """Return the script that reads a screen that is awaited."""
        plan = self._plan
        if plan is None or plan.screen != screen:
            return NOTHING
        return f"() => [({plan.reading.script})(), ({plan.structure_script})()]"

    def keep(self, found: Sequence[Any] | None, document: Document) -> None:
        """Keep what the look has read, None if it has read nothing."""
        self.forget()
        if found and self._plan:
            self._reading = _Reading(self._plan, found[0], found[1], document)
            self._plan = None

    def forget(self) -> None:
        """Keep nothing, since something was done."""
        self._reading = self._structure = None

    def take(self, screen: str, reading: ReadingPlan, document: Document) -> list[list[Any]] | None:
        """Return what was read, if it is of that screen and document; it counts only once."""
        kept = self._reading
        self.forget()
        if not kept or (kept.plan.screen, kept.plan.reading, kept.document) != (screen, reading, document):
            return None
        self._structure = kept.structure
        return kept.found

    def take_structure(self) -> dict[str, Any] | None:
        """Return the structure that was read together with the reading in use; None if there is none."""
        structure, self._structure = self._structure, None
        return parse_structure(structure) if structure else None
