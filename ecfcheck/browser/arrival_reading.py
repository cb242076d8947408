"""Keeps what the look that found a screen has read there, until the screen is read or anything is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ecfcheck.browser.snapshot import parse_structure
from pages.screen_reader import Query, ReadingPlan

NOTHING = "null"
"""The script of a look that only finds screens."""

NO_STRUCTURE = "() => null"
"""The script of a reading without the screen's structure."""

Document = tuple[str, int]
"""The address of a tab, and how many documents it has loaded."""


@dataclass(frozen=True)
class _Plan:
    screen: str
    readings: tuple[ReadingPlan, ...]
    structure_script: str

    @property
    def reading(self) -> ReadingPlan:
        """All that the readings need, each query once."""
        return ReadingPlan(tuple(dict.fromkeys(query for one in self.readings for query in one.queries)))


@dataclass
class _Reading:
    screen: str
    document: Document
    waiting: list[ReadingPlan]
    """The readings that have not been taken, in order."""
    answers: dict[Query, list[Any]]
    structure: str | None


class ArrivalReading:
    """What is read of the next screen in the look that finds it, for each of the parts that begin there.

    It counts for that document only, and once for each part.
    """

    def __init__(self) -> None:
        self._plan: _Plan | None = None
        self._reading: _Reading | None = None
        self._structure: str | None = None

    def plan(self, screen: str, readings: Sequence[ReadingPlan], structure_script: str) -> None:
        """Have a screen read on arrival, if it is the next to come; `readings` are taken in this order."""
        self._plan = _Plan(screen, tuple(readings), structure_script)

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
            plan, self._plan = self._plan, None
            answers = dict(zip(plan.reading.queries, found[0], strict=True))
            self._reading = _Reading(plan.screen, document, list(plan.readings), answers, found[1])

    def forget(self) -> None:
        """Keep nothing, since something was done or has changed."""
        self._reading = self._structure = None

    def has_reading(self, screen: str, document: Document) -> bool:
        """Return whether a reading of that screen and document was not taken yet."""
        kept = self._reading
        return kept is not None and bool(kept.waiting) and (kept.screen, kept.document) == (screen, document)

    def take(self, screen: str, reading: ReadingPlan, document: Document) -> list[list[Any]] | None:
        """Return what was read, if this reading is the next one, and of that screen and document."""
        kept = self._reading
        if kept is None or not self.has_reading(screen, document) or kept.waiting[0] != reading:
            self.forget()
            return None
        kept.waiting.pop(0)
        self._structure = kept.structure
        return [kept.answers[query] for query in reading.queries]

    def take_structure(self) -> dict[str, Any] | None:
        """Return the structure that was read together with the reading in use; None if there is none."""
        structure, self._structure = self._structure, None
        return parse_structure(structure) if structure else None
