"""Pictures and recordings: of every screen and flow, of failures only, or none."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ecfcheck.browser.recording import Kind, Recorder
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Step
from ecfcheck.runner.output import EVIDENCE
from ecfcheck.runner.snapshot import Snapshot

Keep = Literal["none", "failure", "all"]
KEEP: tuple[Keep, ...] = get_args(Keep)


@dataclass(frozen=True)
class Evidence:
    """Where the pictures and recordings of one run of a flow go, and which are kept."""

    folder: Path
    flow: str
    run: int
    keep: Keep
    record: frozenset[Kind] = frozenset()

    def create_recorder(self, number: int) -> Recorder:
        """Return a recorder for the windows of an attempt, by its number; each has its own files."""
        name = f"{self.flow}-{self.run}" + (f"-try{number}" if number > 1 else "")
        return Recorder(
            self.folder, f"{EVIDENCE}/{name}", frozenset() if self.keep == "none" else self.record
        )

    def is_kept(self, *, failed: bool) -> bool:
        """Return whether to keep the recordings of an attempt."""
        return self.keep == "all" or (self.keep == "failure" and failed)

    def take_screen_picture(
        self, window: Window, step: Step, number: int, screen: str, *, has_masked: bool = True
    ) -> str | None:
        """Take a picture of a screen as it was checked; return its path within the folder.

        `has_masked` is False if its structure, read right before, has nothing in a field to mask.
        """
        name = f"{step.number}-{number}-{screen}"
        return self._take(window, name, has_masked=has_masked) if self.keep == "all" else None

    def take_failure_picture(self, window: Window, step: Step, number: int) -> str | None:
        """Take a picture of the window after a failure; return its path within the folder."""
        return None if self.keep == "none" else self._take(window, f"{step.number}-{number}-failed")

    def write_snapshot(self, snapshot: Snapshot, step: Step, number: int, screen: str) -> str:
        """Write a snapshot next to the picture of its screen; return its path within the folder."""
        path = Path(EVIDENCE, f"{self.flow}-{self.run}-{step.number}-{number}-{screen}.json")
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(snapshot.model_dump_json(exclude_defaults=True), encoding="utf-8")
        return path.as_posix()

    def _take(self, window: Window, name: str, *, has_masked: bool = True) -> str | None:
        path = Path(EVIDENCE, f"{self.flow}-{self.run}-{name}.jpg")
        return path.as_posix() if window.take_picture(self.folder / path, has_masked=has_masked) else None
