"""Formats each line that the terminal shows, from the records alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.accessibility import format_accessibility
from ecfcheck.report.model import CUT_SHORT, group_flows
from ecfcheck.report.tally import classify_step, describe_not_run, list_failures, summarize_flows
from ecfcheck.report.text import collapse_whitespace, count, format_duration, truncate
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RunRecord, StepRecord


@dataclass(frozen=True)
class Marks:
    """The signs before a step and between words."""

    ok: str
    failed: str
    not_run: str
    running: str
    ellipsis: str
    plain: bool = False
    """Whether the stream takes only ASCII."""

    def get_sign(self, outcome: Outcome) -> str:
        """Return the sign of an outcome."""
        return {Outcome.OK: self.ok, Outcome.NOT_RUN: self.not_run}.get(outcome, self.failed)

    def transliterate(self, text: str) -> str:
        """Return text with separators and quotes in ASCII if the stream takes nothing else."""
        return to_plain(text) if self.plain else text


def to_plain(text: str) -> str:
    """Return text with separators, quotes and signs in ASCII."""
    return text.translate(_ASCII)


_ASCII = str.maketrans(
    {
        "·": "|",
        "“": '"',
        "”": '"',
        "…": "...",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "✓": "+",
        "✗": "x",
        "→": "->",
        "✅": "+",
        "❌": "x",
        "⚠": "!",
    }
)
_SIGNS = Marks(ok="✓", failed="✗", not_run="-", running="·", ellipsis="…")
_ASCII_SIGNS = Marks(ok="+", failed="x", not_run="-", running=".", ellipsis="...", plain=True)


def choose_marks(encoding: str | None) -> Marks:
    """Return the signs that can be shown in an encoding."""
    try:
        "✓✗·…“”".encode(encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return _ASCII_SIGNS
    return _SIGNS


def format_run(run: RunRecord) -> list[str]:
    """Return the first lines: courts, addresses, browser and version."""
    courts = [
        collapse_whitespace(" · ".join(filter(None, (court.name, court.address, court.effects))))
        for court in run.courts
    ]
    return [*courts, collapse_whitespace(f"{run.browser} · ecfcheck {run.version}")]


def format_heading(title: str, persona: str, run: int, place: str = "") -> str:
    """Return the line above a flow's steps, with the number of the run from the second on."""
    return collapse_whitespace(
        " · ".join(filter(None, (title, persona, "" if run == 1 else f"run {run}", place)))
    )


def format_running_step(number: str, says: str, marks: Marks, width: int) -> str:
    """Return the line of the running step, too short to be wrapped."""
    line = f"  {marks.running} {number:<2} {collapse_whitespace(says)}"
    return truncate(line, width - 1, marks.ellipsis)


def format_unfinished_step(number: str, says: str, marks: Marks) -> str:
    """Return the line of a step that was running when the run was cut short."""
    return f"  {marks.failed} {number:<2} {collapse_whitespace(says)}  {CUT_SHORT}"


def format_step(step: StepRecord, marks: Marks, width: int, *, cut_long: bool) -> str:
    """Return a step's final line, never wrapped; with `cut_long`, cut to the width."""
    start = f"  {marks.get_sign(step.outcome)} {step.step:<2} "
    says = collapse_whitespace(step.says)
    end = _format_result(step)
    room = width - len(start) - len(end) - 3
    if cut_long:
        says = truncate(says, max(room, 10), marks.ellipsis)
    return f"{start}{says:<{max(room, 0)}}  {end}"


def _format_result(step: StepRecord) -> str:
    """Return the end of a step's line: its checks or its outcome, and its time."""
    if step.outcome is Outcome.NOT_RUN:
        return describe_not_run(step)
    checks = sum(len(part.checks) for part in step.parts)
    word = classify_step(step)
    result = count(checks, "check") if word == Outcome.OK else word
    return f"{result:>10}  {format_duration(step.milliseconds):>7}"


def format_flow_line(step: StepRecord) -> str:
    """Return the line that says where the flow has the step, for an editor to jump to."""
    return f"  flow    {step.path}:{step.line}"


def format_summary(
    steps: Sequence[StepRecord],
    seconds: float,
    report: Path | None,
    marks: Marks,
    *,
    incomplete: Sequence[str] = (),
) -> list[str]:
    """Return the totals, each failed step, and the report's path."""
    flows = group_flows(steps)
    lines = [f"{summarize_flows(flows, incomplete)} · {format_seconds(seconds)}"]
    lines += [f"  {marks.failed} {failure}" for failure in list_failures(flows)]
    lines += format_accessibility(flows)
    return [*lines, f"report  {report}"] if report else lines


def format_seconds(seconds: float) -> str:
    """Return the duration of a run, as in `1.4 s`."""
    return f"{seconds:.1f} s" if seconds < 60 else format_duration(seconds * 1000)  # noqa: PLR2004  a minute
