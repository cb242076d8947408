"""What the runner notes of one screen while it works on it, and of one step until it is on record."""

from dataclasses import dataclass, field
from time import monotonic

from pydantic import ConfigDict, PrivateAttr

from ecfcheck.browser.window import Window
from ecfcheck.runner.failures import Failure
from ecfcheck.runner.records import PartRecord


class PartDraft(PartRecord):
    """The notes of one part of a step: a record that still grows."""

    model_config = ConfigDict(frozen=False)

    url: str = ""
    _launch: float = PrivateAttr(default_factory=monotonic)

    def end(self, window: Window) -> None:
        """Note how long it took and what came up beside the screens."""
        self.milliseconds = round((monotonic() - self._launch) * 1000)
        self.notes = tuple(window.notes)
        window.notes.clear()

    def record(self) -> PartRecord:
        """Return the notes as a record."""
        return PartRecord(**dict(self))


@dataclass
class StepResult:
    """How a try at a step ended: what was noted of its screens, and why it ended before its time, if so."""

    notes: list[PartDraft] = field(default_factory=list)
    failure: Failure | None = None
    rehearsed: str | None = None
    """What was proven and not done, in words, where the step ended a rehearsal."""
    reconciled: str | None = None
    """After an effect whose answer was lost: how things stand, found out by reading, in words."""
    is_interrupted: bool = False
    """Whether the run was told to end at once."""

    @property
    def has_held(self) -> bool:
        """Whether the step was carried out to its end."""
        return self.failure is None and self.rehearsed is None
