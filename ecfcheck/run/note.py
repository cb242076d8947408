"""What the runner notes of one screen while it works on it; the record is made of it when it is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from ecfcheck.language.flow import FIRST_WINDOW
from ecfcheck.run.record import CheckRecord, PartRecord
from pages.recording import Kind
from pages.window import Window


@dataclass
class PartNote:
    """The notes of one part of a step: the only value of a run that grows."""

    screen: str
    window: str = FIRST_WINDOW
    url: str = ""
    checks: tuple[CheckRecord, ...] = ()
    action: str | None = None
    effect: str | None = None
    done: bool = False
    carried_on: bool = False
    picture: str | None = None
    recordings: Mapping[Kind, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    milliseconds: int = 0
    _started: float = field(default_factory=monotonic)

    def end(self, window: Window) -> None:
        """Note how long it took and what came up beside the screens."""
        self.milliseconds = round((monotonic() - self._started) * 1000)
        self.notes = tuple(window.notes)
        window.notes.clear()

    def record(self) -> PartRecord:
        """Return the notes as a record."""
        return PartRecord(
            screen=self.screen,
            url=self.url,
            checks=self.checks,
            action=self.action,
            effect=self.effect,
            done=self.done,
            carried_on=self.carried_on,
            picture=self.picture,
            trace=self.recordings.get("trace"),
            video=self.recordings.get("video"),
            window=self.window,
            notes=self.notes,
            milliseconds=self.milliseconds,
        )
