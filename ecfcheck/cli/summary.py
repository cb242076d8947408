"""`ecfcheck summary`: renders a run for a pipeline. `ecfcheck changes`: compares two runs."""

from pathlib import Path

import click

from config.environ import read_environment
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.notify import NOTIFY, send_notification
from ecfcheck.report.changes import describe_changes, describe_first, describe_gap, find_changes
from ecfcheck.report.junit import render_junit
from ecfcheck.report.model import build_report
from ecfcheck.report.pipeline import list_annotations, render_markdown
from ecfcheck.report.read import read_folder

_FOLDER = click.Path(path_type=Path, file_okay=False)
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
        records = read_folder(folder).records
        if form == "junit":
            click.echo(render_junit(records, folder, folder), nl=False)
        elif form == "annotations":
            for line in list_annotations(build_report(records)):
                click.echo(line)
        else:
            click.echo(render_markdown(build_report(records)), nl=False)


@click.command()
@click.argument("previous", type=_FOLDER)
@click.argument("current", type=_FOLDER)
@click.option("--notify", is_flag=True, help=_NOTIFY_HELP)
def changes(previous: Path, current: Path, notify: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Print the steps with another outcome, between the runs in PREVIOUS and CURRENT.

    If PREVIOUS does not exist, this is the first run, and whatever failed counts.

    Example: ecfcheck changes runs/yesterday runs/today --notify
    """
    with exit_on_user_error():
        report = build_report(read_folder(current).records)
        before = build_report(read_folder(previous).records) if previous.exists() else None
        found = find_changes(before, report)
        head = describe_changes(found) if before else describe_first(previous, found)
        gap = describe_gap(before, report, current)
        text = "\n".join([head, *filter(None, [gap]), *map(str, found)])
        click.echo(text)
        # A run that stopped early says nothing about the rest: silence would pass for good news.
        if (found or gap) and notify:
            sent = send_notification(f"ecfcheck: {report.court_names}: {head}", text, read_environment())
            click.echo(f"notified {sent}")
