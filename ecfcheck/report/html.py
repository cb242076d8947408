"""Writes the report: one HTML file that mirrors the document, readable without network and without script."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment

from ecfcheck.atomic_write import write_atomically
from ecfcheck.report.coverage import CoveredEntry, State, build_coverage
from ecfcheck.report.environment import environment
from ecfcheck.report.failure import failing_part
from ecfcheck.report.model import build_report, verdict
from ecfcheck.report.pictures import find_sibling, picture, shown_run
from ecfcheck.report.read import read_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord, Record, Shown, StepRecord

_MARKS = {Outcome.OK: "✓", Outcome.NOT_RUN: "-"}
_TONES = {State.ASSERTED: "ok", State.FAILED: "failed", State.UNTOUCHED: "untouched"}


def write_report(folder: Path, target: Path) -> None:
    """Write the report of a run's folder; the target is the whole report or is left as it was."""
    reading = read_folder(folder)
    page = render(reading.records, folder, reading.torn, target.parent)
    write_atomically(target, page.encode())


def render(
    records: Iterable[Record], folder: Path, torn: Sequence[str] = (), place: Path | None = None
) -> str:
    """Return the report as HTML.

    `folder` is where the records' pictures and recordings lie, `torn` names lines left out, `place` is the
    folder of the report itself, if it is another.
    """
    story = build_report(records)
    pages = _environment()
    pages.globals["picture"] = partial(picture, folder)
    pages.globals["find_sibling"] = partial(find_sibling, place or folder, folder)
    template = pages.get_template("template.html.j2")
    return template.render(story=story, verdict=verdict(story), torn=torn, coverage=build_coverage(story))


def _environment() -> Environment:
    pages = environment()
    pages.globals.update(failing_part=failing_part, shown_run=shown_run)
    pages.filters.update(
        deed=_deed,
        form=_form,
        mark=lambda outcome: _MARKS.get(outcome, "✗"),
        spoken=lambda name: name.replace("_", " "),
        strange_to=_strange_to,
        tone=_tone,
    )
    return pages


def _form(value: Shown) -> str:
    """Return which of its forms a shown thing has: `text`, `entries`, `rows` or `sections`."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, tuple):
        return "entries"
    return "rows" if all(isinstance(entry, str) for entry in value.values()) else "sections"


def _strange_to(entry: str, other: Shown, label: str | None = None) -> bool:
    """Return whether the other side of a check has no such entry, under that label if there is one."""
    if isinstance(other, dict) and label is not None:
        under = other.get(label, ())
        return entry != under if isinstance(under, str) else entry not in under
    return entry not in other


def _tone(entries: Sequence[CoveredEntry]) -> str:
    """Return the colour of what entries have in common, of a failure if there is one."""
    tones = {_TONES.get(entry.state, "partial") for entry in entries}
    return "failed" if "failed" in tones else tones.pop() if len(tones) == 1 else "partial"


def _deed(part: PartRecord, step: StepRecord) -> str:
    """Return in words whether a screen's action was carried out."""
    if step.outcome is Outcome.UNKNOWN_STATE and part.effect != "read":
        return "perhaps sent: its answer is not known"
    if part.carried_on:
        return "not typed again: the session of before led on"
    return "carried out" if part.done else "not carried out"
