"""Keeps what shows how a screen was when it was checked: its picture and its structure, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ecfcheck.browser.picture_areas import find_content
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Part, Step
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.evidence import Evidence
from ecfcheck.runner.normalize import Normalizer


@dataclass(frozen=True)
class _Screen:
    """A screen as it was when its evidence was written."""

    place: tuple[str, str]
    """The window and the screen."""
    structure: Mapping[str, Any]
    snapshot: str
    picture: str | None = None


class ScreenEvidence:
    """Writes the evidence of an attempt's screens; one that has not changed since is not written again."""

    def __init__(self, evidence: Evidence, normalizer: Normalizer) -> None:
        self._evidence = evidence
        self._normalizer = normalizer
        self._last: _Screen | None = None

    def plan_reading(self, parts: Sequence[Part], window: Window) -> None:
        """Have the checks of a screen's parts, and what evidence needs, read in the look that finds it."""
        checks = [[check.name for check, _ in part.checks] for part in parts]
        window.plan_reading(parts[0].screen.name, checks, with_structure=self._evidence.keep == "all")

    def keep(self, part: Part, step: Step, notes: Sequence[PartDraft], window: Window) -> None:
        """Note a picture of the screen, if the part checks it, and a snapshot of its structure."""
        note = notes[-1]
        if self._evidence.keep != "all":
            return
        place, structure = (part.window, note.screen), window.read_structure(note.screen)
        has_masked = structure is None or structure.pop("has_masked")
        last = self._last
        # The structure has the document's own time, so another document is never the same.
        if last is None or (last.place, last.structure) != (place, structure):
            last = None
        picture = last.picture if last else None
        if part.checks:
            note.picture = picture = picture or self._evidence.take_screen_picture(
                window, step, len(notes), note.screen, has_masked=has_masked
            )
            note.find_areas(window, content=find_content(structure) if structure else None)
        if structure:
            snapshot = last.snapshot if last else self._write(structure, step, len(notes), note.screen)
            note.snapshot = snapshot
            self._last = _Screen(place, structure, snapshot, picture)

    def _write(self, structure: dict[str, Any], step: Step, number: int, screen: str) -> str:
        snapshot = self._normalizer.normalize(structure)
        return self._evidence.write_snapshot(snapshot, step, number, screen)
