"""Writes the report: one HTML file that follows the documents and needs no network and no other file."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shlex import quote

from jinja2 import Environment
from markupsafe import Markup

from config.yaml_file import display_path
from ecfcheck.atomic_write import write_atomically
from ecfcheck.program import name_program
from ecfcheck.report.accessibility import describe_accessibility, describe_rule, list_tested_screens
from ecfcheck.report.coverage import CoverageState, CoveredDocument, CoveredEntry, build_coverage
from ecfcheck.report.diff import compare_check
from ecfcheck.report.environment import SHARED, build_environment
from ecfcheck.report.failure import find_failing_part
from ecfcheck.report.model import ReportedFlow, ReportedRun, RunReport, build_report
from ecfcheck.report.pictures import Gallery, choose_embedded, crop, find_sibling, list_pictures
from ecfcheck.report.read import read_folder
from ecfcheck.report.summary import SUMMARY_NAME, summarize_run
from ecfcheck.report.tally import (
    classify_step,
    count_by_outcome,
    count_steps,
    describe_not_run,
    describe_result,
    summarize,
)
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord, PartRecord, Record, Shown, StepRecord

_MAX_BYTES_EACH = 400_000
_MAX_BYTES_TOTAL = 6_000_000
"""The bytes of all embedded pictures: a report of 300 flows opens at once, and fits into an email."""

_MARKS = {Outcome.OK: "✓", Outcome.NOT_RUN: "-"}
_TONES = {CoverageState.ASSERTED: "ok", CoverageState.FAILED: "failed", CoverageState.UNTOUCHED: "untouched"}
_WORD_TONES = {"OK": "ok", "rehearsed": "ok", "not run": "untouched", "retried": "partial"}
_KINDS = {
    "same": "the same",
    "changed": "changed",
    "missing": "not seen",
    "added": "not documented",
    "moved": "elsewhere in the list",
}


@dataclass(frozen=True)
class ReportedFailure:
    """A step that failed, and where the report has it."""

    flow: ReportedFlow
    run: ReportedRun
    step: StepRecord
    anchor: str


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
    coverage = build_coverage(report)
    script = (SHARED / "report.js").read_text(encoding="utf-8")
    return (
        _build_environment(report, coverage, folder, place or folder)
        .get_template("template.html.j2")
        .render(
            report=report,
            verdict=summarize(report),
            summary=summarize_run(report).model_dump_json(),
            summary_name=SUMMARY_NAME,
            counts=count_steps(report.steps),
            failures=_list_failures(report),
            torn=torn,
            coverage=coverage,
            tested_screens=list_tested_screens(report.flows),
            script=Markup(script),  # noqa: S704 - our own file, not input
            # The browser runs only this script, whatever the court's words contain.
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _build_environment(
    report: RunReport, coverage: Sequence[CoveredDocument], folder: Path, place: Path
) -> Environment:
    pages = build_environment()
    pages.globals.update(
        find_failing_part=find_failing_part,
        gallery=Gallery(folder, _choose_embedded(report, folder)),
        find_sibling=partial(find_sibling, place, folder),
        show_command=partial(_format_show_command, folder),
        outcomes=count_by_outcome(report.steps),
        kinds=_KINDS,
        titles={document.name: document.title for document in coverage},
        entries={
            (document.name, entry.name): entry
            for document in coverage
            for entry in document.entries
            if entry.is_in_document
        },
    )
    pages.filters.update(
        action_result=_describe_action,
        compare=compare_check,
        crop=crop,
        describe_accessibility=describe_accessibility,
        describe_rule=describe_rule,
        form=_get_form,
        holding=_list_holding,
        mark=lambda step: _MARKS.get(step.outcome, "✗"),
        not_run=describe_not_run,
        outcomes_of_flow=lambda flow: count_by_outcome(step for run in flow.runs for step in run.steps),
        result=describe_result,
        sign_of_outcome=lambda outcome: _MARKS.get(outcome, "✗"),
        tone=_choose_tone,
        tone_of_step=_choose_tone_of_step,
        word=classify_step,
        word_tone=lambda word: _WORD_TONES.get(word, "failed"),
        words=lambda name: name.replace("_", " "),
    )
    return pages


def _list_failures(report: RunReport) -> tuple[ReportedFailure, ...]:
    return tuple(
        ReportedFailure(flow, run, step, anchor)
        for flow in report.flows
        for run in flow.runs
        for anchor, step in run.anchored_steps
        if step.outcome.is_failure
    )


def _choose_embedded(report: RunReport, folder: Path) -> frozenset[str]:
    """Return the paths of the pictures to embed: of failures first, then of each flow's shown run."""
    failing = (find_failing_part(step) for step in report.steps if step.outcome.is_failure)
    parts = (part for flow in report.flows for step in flow.shown_run.steps for part in step.parts)
    paths = list_pictures([*filter(None, failing), *parts])
    return choose_embedded(folder, paths, total=_MAX_BYTES_TOTAL, each=_MAX_BYTES_EACH)


def _list_holding(checks: Sequence[CheckRecord]) -> list[CheckRecord]:
    """Return the checks that hold; that of the screen is left out unless it is the only one."""
    holding = [check for check in checks if check.holds]
    return holding if len(checks) == 1 else [check for check in holding if check.check != "screen"]


def _get_form(value: Shown) -> str:
    """Return the form of a value: `text`, `entries`, `rows` or `sections`."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, tuple):
        return "entries"
    return "rows" if all(isinstance(entry, str) for entry in value.values()) else "sections"


def _choose_tone(entries: Sequence[CoveredEntry]) -> str:
    """Return the color class of entries: `failed` if one failed, `partial` if they differ."""
    tones = {_TONES.get(entry.state, "partial") for entry in entries}
    return "failed" if "failed" in tones else tones.pop() if len(tones) == 1 else "partial"


def _choose_tone_of_step(step: StepRecord) -> str:
    return "failed" if step.outcome.is_failure else "partial" if step.outcome is Outcome.NOT_RUN else "ok"


def _describe_action(part: PartRecord, step: StepRecord) -> str:
    """Return in words whether a screen's action was carried out."""
    if step.outcome is Outcome.UNKNOWN_STATE and part.effect != "read":
        return "may have been sent; the answer is not known"
    if part.session_reused:
        return "not typed again: the previous session was still valid"
    if step.rehearsed and not part.done:
        return "rehearsed up to its last click"
    return "carried out" if part.done else "not carried out"


def _format_show_command(folder: Path, path: str) -> str:
    """Return the command that opens a recording, for the folder in which the run was started."""
    return f"{name_program()} show {quote(display_path(folder / path))}"
