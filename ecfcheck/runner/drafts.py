"""Drafts of records: a part's notes while the runner works on it, and a step's result."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from pydantic import ConfigDict, PrivateAttr

from ecfcheck.browser.picture_areas import Area, PictureAreas
from ecfcheck.browser.window import Window
from ecfcheck.runner.compare import list_unexpected_words
from ecfcheck.runner.failure import Failure
from ecfcheck.runner.records import PartRecord


class PartDraft(PartRecord):
    """The record of one part of a step while it is still incomplete."""

    model_config = ConfigDict(frozen=False)

    url: str = ""
    _started: float = PrivateAttr(default_factory=monotonic)

    def find_areas(self, window: Window, words: Sequence[str] = (), *, content: Area | None = None) -> None:
        """Add the areas of its picture, if it has one; `words` are the texts to mark on it.

        If there is nothing to mark, and the area with `content` is known, the page is not asked.
        """
        if self.picture:
            marked = [*list_unexpected_words(self.checks), *words]
            areas = PictureAreas(content) if content and not marked else window.find_areas(marked)
            self.picture_content, self.picture_marks = areas.content, areas.marks

    def end(self, window: Window) -> None:
        """Add the duration, and the notes that the window collected."""
        self.milliseconds = round((monotonic() - self._started) * 1000)
        self.notes = tuple(window.notes)
        window.notes.clear()

    def to_record(self) -> PartRecord:
        """Return the finished record."""
        return PartRecord(**dict(self))


@dataclass
class StepResult:
    """How an attempt at a step ended: the notes on its parts, and the failure if there was one."""

    notes: list[PartDraft] = field(default_factory=list)
    failure: Failure | None = None
    rehearsed: str | None = None
    """If the step ended a rehearsal: what was ready and not done, in words."""
    reconciliation: str | None = None
    """After an unanswered effect: whether it took effect, as found by reading, in words."""
    is_interrupted: bool = False
    """Whether the user asked the run to end at once."""

    @property
    def has_passed(self) -> bool:
        """Whether the whole step was carried out."""
        return self.failure is None and self.rehearsed is None
