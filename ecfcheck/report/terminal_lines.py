"""Every line that the terminal shows, each from a record alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.model import failures, group_flows
from ecfcheck.report.text import count, duration, one_line, truncate
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RunRecord, StepRecord


@dataclass(frozen=True)
class Marks:
    """The signs in front of a step and between words."""

    ok: str
    failed: str
    not_run: str
    running: str
    ellipsis: str
    plain: bool = False
    """Whether the stream takes ASCII alone."""

    def of(self, outcome: Outcome) -> str:
        """Return the sign of an outcome."""
        return {Outcome.OK: self.ok, Outcome.NOT_RUN: self.not_run}.get(outcome, self.failed)

    def spell(self, text: str) -> str:
        """Return text with our own separators and quotes in ASCII, where nothing else can be shown."""
        return text.translate(_ASCII) if self.plain else text


_ASCII = str.maketrans({"·": "|", "“": '"', "”": '"', "…": "...", "\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_SIGNS = Marks(ok="✓", failed="✗", not_run="-", running="·", ellipsis="…")
_ASCII_SIGNS = Marks(ok="+", failed="x", not_run="-", running=".", ellipsis="...", plain=True)


def choose_marks(encoding: str | None) -> Marks:
    """Return the signs that a stream of this encoding can take."""
    try:
        "✓✗·…“”".encode(encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return _ASCII_SIGNS
    return _SIGNS


def run_lines(run: RunRecord) -> list[str]:
    """Return the first lines: what is checked, where, and with what."""
    courts = [
        one_line(" · ".join(filter(None, (court.name, court.address, court.effects)))) for court in run.courts
    ]
    return [*courts, one_line(f"{run.browser} · ecfcheck {run.version}")]


def heading_line(title: str, persona: str, run: int) -> str:
    """Return the line above a flow's steps; the run is named from the second on."""
    heading = f"{title} · {persona}"
    return one_line(heading if run == 1 else f"{heading} · run {run}")


def running_line(number: str, says: str, marks: Marks, width: int) -> str:
    """Return the line of the step that is running, short enough never to be wrapped."""
    line = f"  {marks.running} {number:<2} {one_line(says)}"
    return truncate(line, width - 1, marks.ellipsis)


def unfinished_line(number: str, says: str, marks: Marks) -> str:
    """Return the line of a step that had begun when the run was cut short."""
    return f"  {marks.failed} {number:<2} {one_line(says)}  cut short"


def step_line(step: StepRecord, marks: Marks, width: int, *, cut_long: bool) -> str:
    """Return a step's final line; a long text is cut to the width if so wanted, and never wrapped."""
    left = f"  {marks.of(step.outcome)} {step.step:<2} "
    says = one_line(step.says)
    right = _right(step)
    room = width - len(left) - len(right) - 3
    if cut_long:
        says = truncate(says, max(room, 10), marks.ellipsis)
    return f"{left}{says:<{max(room, 0)}}  {right}"


def _right(step: StepRecord) -> str:
    """Return what stands at the end of a step's line: its checks or its code, and its time."""
    if step.outcome is Outcome.NOT_RUN:
        return f"not run: {step.message or 'an earlier step failed'}"
    checks = sum(len(part.checks) for part in step.parts)
    told = count(checks, "check") if step.outcome is Outcome.OK else step.outcome.value
    if step.rehearsed:
        told = "rehearsed"
    return f"{told:>10}  {duration(step.milliseconds):>7}"


def where_line(step: StepRecord) -> str:
    """Return where the flow says it, for an editor to jump to."""
    return f"  flow    {step.path}:{step.line}"


def summary_lines(
    steps: Sequence[StepRecord],
    seconds: float,
    report: Path | None,
    marks: Marks,
    *,
    unfinished: bool = False,
) -> list[str]:
    """Return the verdict, then each step that failed, then the report's path."""
    flows = group_flows(steps)
    runs = sum(len(flow.runs) for flow in flows)
    parts = [_tally(steps, unfinished=unfinished), count(len(flows), "flow")]
    if runs > len(flows):
        parts.append(count(runs, "run"))
    lines = [" · ".join([*parts, _total(seconds)])]
    lines += [f"  {marks.failed} {failure}" for failure in failures(flows)]
    return [*lines, f"report  {report}"] if report else lines


def _tally(steps: Sequence[StepRecord], *, unfinished: bool) -> str:
    failed = sum(step.outcome.failed for step in steps)
    not_run = sum(step.outcome is Outcome.NOT_RUN for step in steps)
    total = len(steps) + unfinished
    rehearsed = sum(step.rehearsed and step.outcome is Outcome.OK for step in steps)
    ok = len(steps) - failed - not_run - rehearsed
    told = [f"{failed} of {count(total, 'step')} failed" if failed else f"{ok} of {count(total, 'step')} OK"]
    if rehearsed:
        told.append(f"{rehearsed} rehearsed")
    if not_run:
        told.append(f"{not_run} not run")
    if unfinished:
        told.append("1 cut short")
    return ", ".join(told)


def _total(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else duration(seconds * 1000)  # noqa: PLR2004  a minute
