"""`ecfcheck summary`: renders a run for a pipeline. `ecfcheck changes`: compares two runs."""

from pathlib import Path
from typing import NoReturn

import click

from config.environ import read_environment
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.notify import NOTIFY, send_notification
from ecfcheck.report.changes import (
    describe_absent,
    describe_changes,
    describe_first,
    describe_gap,
    find_changes,
)
from ecfcheck.report.junit import render_junit
from ecfcheck.report.model import build_report
from ecfcheck.report.not_started import find_not_started, render_not_started
from ecfcheck.report.pipeline import (
    FAILED_SIGN,
    escape_markdown,
    format_annotation,
    list_annotations,
    render_markdown,
)
from ecfcheck.report.read import read_folder
from ecfcheck.runner.outcome import Outcome

_FOLDER = click.Path(path_type=Path, file_okay=False)
_UNKNOWN_REASON = (
    "next  see what `ecfcheck run` printed; with --junit {folder}/junit.xml it leaves the reason there"
)
_NOTIFY_HELP = f"If an outcome changed, or CURRENT is not complete, tell the addresses in {NOTIFY}."


@click.command()
@click.argument("folder", type=_FOLDER)
@click.option(
    "--as",
    "form",
    type=click.Choice(["markdown", "annotations", "junit"]),
    default="markdown",
    show_default=True,
    help="Markdown; GitHub's annotations at the lines of the flows; or JUnit XML.",
)
def summary(folder: Path, form: str) -> None:
    """Print the run in FOLDER, or a merged one, in a form for pipelines.

    Example: ecfcheck summary all >> "$GITHUB_STEP_SUMMARY"
    """
    with exit_on_user_error():
        if reason := find_not_started(folder):
            click.echo(_render_not_started(folder, reason, form), nl=False)
            return
        records = read_folder(folder).records
        if form == "junit":
            click.echo(render_junit(records, folder, folder), nl=False)
        elif form == "annotations":
            for line in list_annotations(build_report(records)):
                click.echo(line)
        else:
            click.echo(render_markdown(build_report(records)), nl=False)


def _render_not_started(folder: Path, reason: str, form: str) -> str:
    head = f"the run in {folder} did not start"
    if form == "junit":
        return render_not_started(reason).decode()
    if form == "annotations":
        return f"{format_annotation(head, reason)}\n"
    return f"## {FAILED_SIGN} {escape_markdown(head)}\n\n```\n{reason}\n```\n"


@click.command()
@click.argument("previous", type=_FOLDER)
@click.argument("current", type=_FOLDER)
@click.option("--notify", is_flag=True, help=_NOTIFY_HELP)
def changes(previous: Path, current: Path, notify: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Print the steps with another outcome, between the runs in PREVIOUS and CURRENT.

    If PREVIOUS has no run, this is the first one, and whatever failed counts. A run that did not start ends
    with 4, and is notified with its reason.

    Example: ecfcheck changes runs/yesterday runs/today --notify
    """
    with exit_on_user_error():
        if not any(current.glob("*.jsonl")):
            _report_not_started(current, notify=notify)
        report = build_report(read_folder(current).records)
        before = build_report(read_folder(previous).records) if any(previous.glob("*.jsonl")) else None
        found = find_changes(before, report)
        head = describe_changes(found) if before else describe_first(previous, found)
        gap = describe_gap(before, report, current)
        absent = describe_absent(before, report)
        text = "\n".join([head, *filter(None, [gap, absent]), *map(str, found)])
        click.echo(text)
        # A run that stopped early says nothing about the rest: silence would pass for good news.
        if (found or gap or absent) and notify:
            _notify(f"{report.court_names}: {head}", text)


def _report_not_started(folder: Path, *, notify: bool) -> NoReturn:
    """Print and send that a run did not start, and why. Raises SystemExit."""
    head = f"the run in {folder} did not start: nothing was checked"
    reason = find_not_started(folder) or _UNKNOWN_REASON.format(folder=folder)
    text = f"{head}\n{reason}"
    click.echo(text)
    if notify:
        _notify(head, text)
    raise SystemExit(Outcome.HARNESS.exit_status)


def _notify(head: str, text: str) -> None:
    click.echo(f"notified {send_notification(f'ecfcheck: {head}', text, read_environment())}")
