"""Renders a run for a pipeline: as Markdown, and as annotations at the lines of its flows."""

from collections.abc import Iterator
from pathlib import Path

from config.yaml_file import display_path
from ecfcheck.report.accessibility import describe_accessibility, list_tested_screens
from ecfcheck.report.failure import find_failing_part
from ecfcheck.report.model import ReportedRun, RunReport
from ecfcheck.report.tally import summarize
from ecfcheck.report.text import collapse_whitespace, count, format_duration, strip_control_characters
from ecfcheck.runner.records import StepRecord

FAILED_SIGN = "❌"
_SIGNS = {"ok": "✅", "failed": FAILED_SIGN, "partial": "⚠️"}


def render_markdown(report: RunReport) -> str:
    """Return a run as Markdown: the verdict, a table of its flows, and each failure in full."""
    lines = [f"## {_SIGNS[report.state]} {escape_markdown(_name_courts(report))}", ""]
    lines += [escape_markdown(summarize(report)), "", *map(escape_markdown, _list_gaps(report))]
    lines += [f"Left out, without an account: {escape_markdown(need)}." for need in report.left_out]
    lines.append("")
    if tested := list_tested_screens(report.flows):
        lines += [f"Accessibility: {escape_markdown(describe_accessibility(tested))}", ""]
    lines += ["| | flow | steps | time |", "|---|---|---|---|", *_list_rows(report), ""]
    for step in report.steps:
        if step.outcome.is_failure:
            lines += _describe_failure(step)
    return "\n".join(lines).rstrip() + "\n"


def _name_courts(report: RunReport) -> str:
    is_empty_shard = not report.steps and any(head.shard and not head.courts for head in report.heads)
    return report.court_names or ("Nothing to run in this shard" if is_empty_shard else "Court not recorded")


def format_annotation(title: str, text: str) -> str:
    """Return a workflow command of GitHub Actions that shows an error of the whole run."""
    return f"::error title={_escape_property(title)}::{_escape_command(strip_control_characters(text))}"


def list_annotations(report: RunReport) -> Iterator[str]:
    """Yield workflow commands of GitHub Actions: each failed step at its line, and what was not run."""
    for step in report.steps:
        if step.outcome.is_failure:
            place = f"file={_escape_property(_get_path(step))},line={step.line}"
            title = _escape_property(f"{step.outcome.value} · {step.flow}, step {step.step}")
            yield f"::error {place},title={title}::{_escape_command(_join_message(step))}"
    for gap in _list_gaps(report):
        yield format_annotation("the run is not complete", gap)


def _list_gaps(report: RunReport) -> Iterator[str]:
    """Yield in sentences what the run did not do."""
    if report.is_interrupted:
        yield "The run was interrupted; what follows is complete up to there."
    elif report.is_cut_short:
        yield "The run was cut short: its records have no end."
    if report.not_run:
        yield f"Not run, or not to the end: {', '.join(report.not_run)}."
    if report.missing_shards:
        yield f"Shards are missing: {', '.join(report.missing_shards)}."


def _list_rows(report: RunReport) -> Iterator[str]:
    for flow in report.flows:
        for run in flow.runs:
            name = flow.name if len(flow.runs) == 1 else f"{flow.name}, run {run.number}"
            cells = (
                _SIGNS[run.state],
                escape_markdown(name),
                _count_steps(run),
                format_duration(run.milliseconds),
            )
            yield f"| {' | '.join(cells)} |"


def _count_steps(run: ReportedRun) -> str:
    parts = [count(len(run.steps), "step")]
    parts += ["1 rehearsed" for step in run.steps if step.rehearsed]
    parts += [f"{step.outcome.value} at {step.step}" for step in run.failed_steps]
    if run.skipped_steps:
        parts.append(f"{len(run.skipped_steps)} not run")
    if run.unrecorded:
        parts.append(f"{run.unrecorded} not on record")
    return escape_markdown(", ".join(parts))


def _describe_failure(step: StepRecord) -> Iterator[str]:
    yield f"### {step.outcome.value}: {escape_markdown(step.flow)}, step {escape_markdown(step.step)}"
    yield ""
    yield f"{escape_markdown(collapse_whitespace(step.says))} (`{_get_path(step)}:{step.line}`)"
    yield ""
    # A fence that is longer than any in the text, which has the court's own words.
    fence = "`" * 3
    message = _join_message(step)
    while fence in message:
        fence += "`"
    yield from (f"{fence}text", message, fence, "")


def _join_message(step: StepRecord) -> str:
    part = find_failing_part(step)
    lines = [
        step.message or step.outcome.meaning,
        f"screen: {part.url or part.screen}" if part else "",
        f"picture: {part.picture}" if part and part.picture else "",
        f"since: {step.reconciliation}" if step.reconciliation else "",
        f"next: {step.next}" if step.next else "",
    ]
    return strip_control_characters("\n".join(filter(None, lines)))


def _get_path(step: StepRecord) -> str:
    return display_path(Path(step.path))


def escape_markdown(text: str) -> str:
    """Return text for Markdown on one line, in a table too."""
    plain = collapse_whitespace(text)
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in plain)


def _escape_command(text: str) -> str:
    """Return text for the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """Return text for a property of a workflow command."""
    return _escape_command(text).replace(":", "%3A").replace(",", "%2C")
