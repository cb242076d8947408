"""Why a step failed, in plain text: the same block in the terminal and in pytest's output."""

import textwrap

from ecfcheck.report.model import VIEWER, list_recordings
from ecfcheck.report.text import one_line, strip_control_characters
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, StepRecord

_LABEL = 8
_LEAST_WIDTH = 40


def failing_part(step: StepRecord) -> PartRecord | None:
    """Return the screen on which a step failed: the first with a difference, else the last reached."""
    for part in step.parts:
        if not all(check.holds for check in part.checks):
            return part
    return step.parts[-1] if step.parts else None


def failure_text(step: StepRecord, width: int | None = None) -> str:
    """Return what was wrong, on which screen, and what to do next; lines are wrapped when a width is given.

    The caller writes the line above it: which step this is.
    """
    message = strip_control_characters(step.message or step.outcome.meaning)
    lines = _block(f"{step.outcome.value}  ", message.splitlines(), width)
    part = failing_part(step)
    if part is not None:
        lines += _block("screen".ljust(_LABEL), [_screen(part)], None)
        for kind, path in list_recordings(part):
            opens = f" · {VIEWER} opens it" if kind == "trace" else ""
            lines += _block(kind.ljust(_LABEL), [one_line(path) + opens], None)
        if part.notes:
            lines += _block("noted".ljust(_LABEL), [one_line(note) for note in part.notes], width)
    lines += earlier_lines(step, width)
    if step.since:
        lines += _block("since".ljust(_LABEL), [strip_control_characters(step.since)], width)
    if step.next:
        lines += _block("next".ljust(_LABEL), strip_control_characters(step.next).splitlines(), width)
    lines += _block("rule".ljust(_LABEL), [f"{step.retry} · exit status {step.exit_status}"], width)
    return "\n".join(lines)


def remark_lines(step: StepRecord, width: int | None = None) -> list[str]:
    """Return what is to be said of a step that did not fail: that it was rehearsed, or tried again."""
    rehearsed = step.message if step.rehearsed and step.outcome is Outcome.OK else None
    told = _block("", strip_control_characters(rehearsed).splitlines(), width) if rehearsed else []
    return [*told, *earlier_lines(step, width)]


def earlier_lines(step: StepRecord, width: int | None = None) -> list[str]:
    """Return how earlier tries ended, if the flow was tried again for this step, whatever came of it."""
    return [
        line
        for earlier in step.earlier
        for line in _block("earlier".ljust(_LABEL), strip_control_characters(earlier).splitlines(), width)
    ]


def _screen(part: PartRecord) -> str:
    """Return where it happened: never wrapped, so that the address and the path can be clicked."""
    where = one_line(part.url or part.screen)
    return f"{where} · picture {one_line(part.picture)}" if part.picture else where


def _block(label: str, paragraphs: list[str], width: int | None) -> list[str]:
    """Return paragraphs as lines that hang under the first one, behind a label."""
    lines = [line for paragraph in paragraphs for line in _wrapped(paragraph, len(label), width)]
    first = f"  {label}{lines[0]}" if lines else f"  {label}".rstrip()
    margin = " " * (len(label) + 2)
    return [first, *(f"{margin}{line}".rstrip() for line in lines[1:])]


def _wrapped(paragraph: str, label: int, width: int | None) -> list[str]:
    if width is None or width - label - 2 < _LEAST_WIDTH:
        return [paragraph.rstrip()]
    room = width - label - 2
    return textwrap.wrap(paragraph, room, break_long_words=False, break_on_hyphens=False) or [""]
