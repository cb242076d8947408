"""Formats why a step failed; the terminal and pytest show the same text."""

import textwrap
from pathlib import Path

from ecfcheck.program import name_program
from ecfcheck.report.model import list_recordings
from ecfcheck.report.text import collapse_whitespace, strip_control_characters
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, StepRecord

_LABEL = 8
_MIN_WIDTH = 40


def find_failing_part(step: StepRecord) -> PartRecord | None:
    """Return the screen on which a step failed: the first that differs, or else the last."""
    for part in step.parts:
        if not all(check.holds for check in part.checks):
            return part
    return step.parts[-1] if step.parts else None


def format_failure(step: StepRecord, width: int | None = None, folder: Path | None = None) -> str:
    """Return what was wrong, on which screen, and what to do next, wrapped if there is a width.

    The caller writes the line above it, which names the step. The files of a run are named from its folder,
    or with it if it is given.
    """
    message = strip_control_characters(step.message or step.outcome.meaning)
    lines = _format_block(f"{step.outcome.value}  ", message.splitlines(), width)
    part = find_failing_part(step)
    if part is not None:
        lines += _format_block("screen".ljust(_LABEL), [_format_screen(part, folder)], None)
        for kind, path in list_recordings(part):
            opens = f" · `{name_program()} show` opens it" if kind == "trace" else ""
            lines += _format_block(kind.ljust(_LABEL), [_name_file(path, folder) + opens], None)
        if part.notes:
            lines += _format_block(
                "noted".ljust(_LABEL), [collapse_whitespace(note) for note in part.notes], width
            )
    lines += _format_earlier_tries(step, width)
    if step.reconciliation:
        lines += _format_block("since".ljust(_LABEL), [strip_control_characters(step.reconciliation)], width)
    if step.next:
        lines += _format_block("next".ljust(_LABEL), strip_control_characters(step.next).splitlines(), width)
    lines += _format_block("rule".ljust(_LABEL), [f"{step.retry} · exit status {step.exit_status}"], width)
    return "\n".join(lines)


def format_remarks(step: StepRecord, width: int | None = None) -> list[str]:
    """Return the remarks on a step that did not fail: that it was rehearsed, or retried."""
    rehearsed = step.message if step.rehearsed and step.outcome is Outcome.OK else None
    remarks = _format_block("", strip_control_characters(rehearsed).splitlines(), width) if rehearsed else []
    return [*remarks, *_format_earlier_tries(step, width)]


def _format_earlier_tries(step: StepRecord, width: int | None = None) -> list[str]:
    """Return how earlier tries ended, if the flow was retried because of this step."""
    return [
        line
        for earlier in step.earlier_tries
        for line in _format_block(
            "earlier".ljust(_LABEL), strip_control_characters(earlier).splitlines(), width
        )
    ]


def _name_file(path: str, folder: Path | None) -> str:
    return collapse_whitespace(str(folder / path) if folder else path)


def _format_screen(part: PartRecord, folder: Path | None) -> str:
    """Return the address and picture. Never wrapped, so that a terminal makes them links."""
    where = collapse_whitespace(part.url or part.screen)
    return f"{where} · picture {_name_file(part.picture, folder)}" if part.picture else where


def _format_block(label: str, paragraphs: list[str], width: int | None) -> list[str]:
    """Return paragraphs as lines with a hanging indent after a label."""
    lines = [line for paragraph in paragraphs for line in _wrap(paragraph, len(label), width)]
    first = f"  {label}{lines[0]}" if lines else f"  {label}".rstrip()
    margin = " " * (len(label) + 2)
    return [first, *(f"{margin}{line}".rstrip() for line in lines[1:])]


def _wrap(paragraph: str, label: int, width: int | None) -> list[str]:
    if width is None or width - label - 2 < _MIN_WIDTH:
        return [paragraph.rstrip()]
    room = width - label - 2
    return textwrap.wrap(paragraph, room, break_long_words=False, break_on_hyphens=False) or [""]
