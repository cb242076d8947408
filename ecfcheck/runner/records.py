"""The records of a run: a JSON line for the run, one for each step, and one for the end."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, computed_field, model_validator

from config.court import Release
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.violations import AccessibilityMode, ScreenAccessibility

Shown = str | tuple[str, ...] | dict[str, str] | dict[str, tuple[str, ...]]
"""A value that a screen shows or a document names: a text, entries in order, rows, or sections."""

PASSED_THROUGH = "interrupted and was passed through"
LOGIN_AGAIN = "the login came again; its address was reloaded"
"""How the note on a screen ends that came between two others and was passed through."""


StepKey = tuple[str, str, int, str]
"""What identifies a step in a run: its flow, browser, run and entry."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NormalizedCheck(_Record):
    """A check that does not hold, without what is personal or different in each run of an unchanged court."""

    documented: Shown
    seen: Shown
    difference: str


class CheckRecord(_Record):
    """One check: what the document says, what the screen showed, and the difference in words."""

    check: str
    documented: Shown
    seen: Shown
    difference: str | None = None
    settings: tuple[str, ...] = ()
    """The settings of names that are not those on the screen, if nothing else differs."""
    normalized: NormalizedCheck | None = None
    """What a comparison of two runs shows of it, if it does not hold."""

    @property
    def holds(self) -> bool:
        """Whether the screen was as documented."""
        return self.difference is None

    @property
    def comparable(self) -> "CheckRecord":
        """The check with its normalized values, if it has any: records of earlier versions do not."""
        return self.model_copy(update=dict(self.normalized)) if self.normalized else self


class PartRecord(_Record):
    """One screen of a step: its checks and its action. A step may have several."""

    screen: str
    window: str = "first"
    url: str
    checks: tuple[CheckRecord, ...] = ()
    action: str | None = None
    effect: str | None = None
    done: bool = False
    session_reused: bool = False
    """Whether the action was a login that reused an earlier session, so that nothing was typed."""
    picture: str | None = None
    """Path of a JPEG of the screen as it was checked, relative to the record's folder."""
    snapshot: str | None = None
    """Path of the screen's structure at that moment, as JSON, by which two runs are compared."""
    picture_content: tuple[int, int, int, int] | None = None
    """The area of the picture without the empty rest: left, top, width and height in pixels."""
    picture_marks: tuple[tuple[int, int, int, int], ...] = ()
    """The areas of the picture that show what was not as documented, if they are known."""
    trace: str | None = None
    """Path of the window's trace, if it is kept; all screens of a window name the same file."""
    video: str | None = None
    notes: tuple[str, ...] = ()
    """Other events: a native dialog, a script that failed, a notice that was passed through."""
    accessibility: tuple[ScreenAccessibility, ...] = ()
    """What axe-core found here and on screens that interrupted; each state of a screen is tested once."""
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
    step_count: int = 0
    """How many steps its flow has; 0 in records of earlier versions."""
    outcome: Outcome
    outcome_without_effect: Outcome | None = None
    """With UNKNOWN_STATE: the outcome if nothing had been sent, such as DRIFT if another screen came."""
    provisional: bool = False
    """Whether the record is provisional: written before an effect was sent, in case the end is never seen.

    A later record of the same step replaces it: who counts steps takes the last record of each.
    """
    earlier_tries: tuple[str, ...] = ()
    """How earlier attempts at the flow ended, up to this step."""
    standing: str | None = None
    """The account's standing, in a word, if the court's words on it ended the step."""
    message: str | None = None
    """What was wrong: names what was documented and what was seen; may have several lines."""
    normalized_message: str | None = None
    """What a comparison of two runs shows of a failed step: its message without what is personal."""
    rehearsed: bool = False
    """Whether the flow ended here because an effect is closed at the court: not a failure."""
    reconciliation: str | None = None
    """After an unanswered effect: whether it took effect, as found by reading, in words."""
    next: str | None = None
    """What the reader should do next."""
    started: datetime
    milliseconds: int
    parts: tuple[PartRecord, ...] = ()

    @property
    def key(self) -> StepKey:
        """What identifies the step in its run."""
        return (self.flow, self.browser, self.run, self.step)

    @property
    def has_violations(self) -> bool:
        """Whether axe-core found a violation on one of its screens."""
        return any(tested.violations for part in self.parts for tested in part.accessibility)

    @property
    def comparable_message(self) -> str | None:
        """The message as a comparison of two runs shows it."""
        return self.normalized_message or self.message

    @computed_field
    def exit_status(self) -> int:
        """The exit status of a program that ends with this outcome."""
        return self.outcome.exit_status

    @computed_field
    def retry(self) -> str:
        """The outcome's retry rule in words."""
        return self.outcome.retry

    @model_validator(mode="before")
    @classmethod
    def _drop_computed_fields(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {key: value for key, value in values.items() if key not in cls.model_computed_fields}


class CourtRecord(_Record):
    """One court of a run."""

    name: str
    address: str
    """The CM/ECF address that was checked."""
    release: Release | None = None
    """The release that it runs: flows of this release go there."""
    effects: str = ""
    """The effects that were open there, and why, in words."""
    release_line: str = ""
    """The CM/ECF release that the court's front page names, if a flow read it."""


class RunRecord(_Record):
    """The head of a run: its courts, its browser, and the version of ecfcheck."""

    record: Literal["run"] = "run"
    started: datetime
    version: str
    courts: tuple[CourtRecord, ...]
    browser: str
    shard: tuple[int, int] | None = None
    """The shard's index, from 1, and the number of shards: (1, 4)."""
    plan: str | None = None
    """A hash of the chosen flows, courts, runs and browsers; it is the same for all shards of a run."""
    merged: bool = False
    """Whether the record is in a folder that `ecfcheck merge` wrote: shards may then be missing."""
    left_out: tuple[str, ...] = ()
    """The flows without an account that the user left out, each with the settings it needs."""
    accessibility: AccessibilityMode | None = None
    """Whether screens were tested with axe-core, and whether their violations fail the run."""
    axe_core: str = ""
    """The version of axe-core that tested them."""


class EndRecord(_Record):
    """The end of a run; a file without one belongs to a run that was cut short."""

    record: Literal["end"] = "end"
    finished: datetime
    interrupted: bool = False
    """Whether the user ended the run by Ctrl-C; after a second one, a step that had begun may be missing."""
    not_run: tuple[str, ...] = ()
    """The flows of an interrupted run that were not run, or not to their end."""


Record = RunRecord | StepRecord | EndRecord

RECORD: TypeAdapter[Record] = TypeAdapter(Annotated[Record, Field(discriminator="record")])
