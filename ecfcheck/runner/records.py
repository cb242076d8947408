"""What a run leaves behind: one line of JSON for the run, one for each step, one for the end."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, computed_field, model_validator

from config.court import Release
from ecfcheck.runner.outcome import Outcome

Shown = str | tuple[str, ...] | dict[str, str] | dict[str, tuple[str, ...]]
"""What a screen shows or a document says: a text, entries in order, rows, or entries by section."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckRecord(_Record):
    """One thing looked at: what the document says, what the screen showed, and the difference in words."""

    check: str
    documented: Shown
    seen: Shown
    difference: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the screen was as documented."""
        return self.difference is None


class PartRecord(_Record):
    """One screen of a step: what was checked on it and what was done there; a step may cross several."""

    screen: str
    window: str = "first"
    url: str
    checks: tuple[CheckRecord, ...] = ()
    action: str | None = None
    effect: str | None = None
    done: bool = False
    carried_on: bool = False
    """Whether the action was a login that was not typed again: the session of before led on."""
    picture: str | None = None
    """Path of a JPEG of the screen as it was checked, relative to the record's folder."""
    trace: str | None = None
    """Path of the window's trace, if it is to be kept; all screens of a window name the same."""
    video: str | None = None
    notes: tuple[str, ...] = ()
    """What came up beside the screen: a native dialog, a script that failed, a notice passed through."""
    milliseconds: int = 0


class StepRecord(_Record):
    """One documented step of one run of a flow."""

    record: Literal["step"] = "step"
    flow: str
    title: str
    document: str
    persona: str
    release: Release = "nextgen"
    browser: str = "chromium"
    run: int = 1
    step: str
    says: str
    path: str
    line: int
    outcome: Outcome
    foreseen: bool = False
    """Whether it was written before an effect was sent, for the case that no end of the step is ever seen."""
    earlier: tuple[str, ...] = ()
    """How earlier tries at the flow ended, up to this step."""
    standing: str | None = None
    """How the account stands, in a word, if it is what the court says of it that ended the step."""
    message: str | None = None
    """What was wrong, in words that name what was documented and what was seen; several lines possible."""
    rehearsed: bool = False
    """Whether the flow ended here, or before, since what follows was closed at the court: not a failure."""
    since: str | None = None
    """After an effect whose answer was lost: how things stand, found out by reading, in words."""
    next: str | None = None
    """What the reader should do about it."""
    started: datetime
    milliseconds: int
    parts: tuple[PartRecord, ...] = ()

    @computed_field
    def exit_status(self) -> int:
        """What a program that ends so returns to its caller."""
        return self.outcome.exit_status

    @computed_field
    def retry(self) -> str:
        """Whether a flow that ends so is tried again, in words."""
        return self.outcome.retry

    @model_validator(mode="before")
    @classmethod
    def _without_what_follows(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return written
        return {key: value for key, value in written.items() if key not in cls.model_computed_fields}


class CourtRecord(_Record):
    """One court of a run."""

    name: str
    address: str
    """The CM/ECF address that was checked."""
    effects: str = ""
    """Which effects were open there, and why, in words."""
    release_line: str = ""
    """Which CM/ECF the court's front page says it is on, if the run came by it."""


class RunRecord(_Record):
    """The head of a run: which courts, which browser, which version of ecfcheck."""

    record: Literal["run"] = "run"
    started: datetime
    version: str
    courts: tuple[CourtRecord, ...]
    browser: str
    shard: tuple[int, int] | None = None
    """Which part of the flows this is, of how many: (1, 4)."""
    plan: str | None = None
    """A hash of the flows, courts, runs and browsers that were chosen: shards of one run have the same."""


class EndRecord(_Record):
    """The end of a run; a file without one belongs to a run that was cut short."""

    record: Literal["end"] = "end"
    finished: datetime


Record = RunRecord | StepRecord | EndRecord

RECORD: TypeAdapter[Record] = TypeAdapter(Annotated[Record, Field(discriminator="record")])
