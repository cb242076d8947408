"""Writes the report: one HTML file that follows the document, without network or scripts."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment

from ecfcheck.atomic_write import write_atomically
from ecfcheck.report.coverage import CoverageState, CoveredEntry, build_coverage
from ecfcheck.report.environment import build_environment
from ecfcheck.report.failure import find_failing_part
from ecfcheck.report.model import build_report, summarize
from ecfcheck.report.pictures import choose_shown_run, find_sibling, load_picture
from ecfcheck.report.read import read_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, Record, Shown, StepRecord

_MARKS = {Outcome.OK: "✓", Outcome.NOT_RUN: "-"}
_TONES = {CoverageState.ASSERTED: "ok", CoverageState.FAILED: "failed", CoverageState.UNTOUCHED: "untouched"}


def write_report(folder: Path, target: Path) -> None:
    """Write the report of a run's folder; the target is replaced at once, or not changed."""
    run = read_folder(folder)
    page = render_report(run.records, folder, run.torn, target.parent)
    write_atomically(target, page.encode())


def render_report(
    records: Iterable[Record], folder: Path, torn: Sequence[str] = (), place: Path | None = None
) -> str:
    """Return the report as HTML.

    `folder` has the records' pictures and recordings, `torn` are the lines that were left out, and `place` is
    the report's own folder if it is not `folder`.
    """
    report = build_report(records)
    pages = _build_pages()
    pages.globals["picture"] = partial(load_picture, folder)
    pages.globals["find_sibling"] = partial(find_sibling, place or folder, folder)
    template = pages.get_template("template.html.j2")
    return template.render(
        report=report, verdict=summarize(report), torn=torn, coverage=build_coverage(report)
    )


def _build_pages() -> Environment:
    pages = build_environment()
    pages.globals.update(find_failing_part=find_failing_part, choose_shown_run=choose_shown_run)
    pages.filters.update(
        action_result=_describe_action,
        form=_get_form,
        mark=lambda outcome: _MARKS.get(outcome, "✗"),
        words=lambda name: name.replace("_", " "),
        is_missing_from=_is_missing_from,
        tone=_choose_tone,
    )
    return pages


def _get_form(value: Shown) -> str:
    """Return the form of a value: `text`, `entries`, `rows` or `sections`."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, tuple):
        return "entries"
    return "rows" if all(isinstance(entry, str) for entry in value.values()) else "sections"


def _is_missing_from(entry: str, other: Shown, label: str | None = None) -> bool:
    """Return whether the other side of a check lacks an entry, under its label if it has one."""
    if isinstance(other, dict) and label is not None:
        under = other.get(label, ())
        return entry != under if isinstance(under, str) else entry not in under
    return entry not in other


def _choose_tone(entries: Sequence[CoveredEntry]) -> str:
    """Return the color class of entries: `failed` if one failed, `partial` if they differ."""
    tones = {_TONES.get(entry.state, "partial") for entry in entries}
    return "failed" if "failed" in tones else tones.pop() if len(tones) == 1 else "partial"


def _describe_action(part: PartRecord, step: StepRecord) -> str:
    """Return in words whether a screen's action was carried out."""
    if step.outcome is Outcome.UNKNOWN_STATE and part.effect != "read":
        return "may have been sent; the answer is not known"
    if part.session_reused:
        return "not typed again: the previous session was still valid"
    return "carried out" if part.done else "not carried out"
