"""`ecfcheck runs`: lists the runs and proofs there are, and removes old ones."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from config.yaml_file import ProblemsError
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.report.runs import RUNS, ListedRun, list_runs, remove_old_runs, write_index
from ecfcheck.report.terminal_lines import Marks, choose_marks, format_seconds
from ecfcheck.report.text import collapse_whitespace, truncate


@click.command()
@click.argument("folder", default=RUNS, type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1), help="Remove all runs and proofs but this many, the newest.")
def runs(folder: Path, keep: int | None) -> None:
    """List the runs and proofs in FOLDER [runs], the newest first, and write its index.html.

    Example: ecfcheck runs --keep 20
    """
    with exit_on_user_error():
        if not folder.is_dir():
            text = "is not a folder; name the folder of runs, which `ecfcheck run` creates as runs"
            raise ProblemsError.single(str(folder), text)
        try:
            _list(folder, keep)
        except OSError as error:
            text = f"cannot be read or written: {error.strerror}; see who may write there, and try again"
            raise ProblemsError.single(str(error.filename or folder), text) from None


def _list(folder: Path, keep: int | None) -> None:
    marks = choose_marks(sys.stdout.encoding)
    found = list_runs(folder)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for run in found[:keep]:
        click.echo(marks.transliterate(_format(run, marks, width)))
    for removal in remove_old_runs(found, keep, datetime.now(UTC)) if keep else ():
        click.echo(f"{removal.folder}: {removal.note}")
    if not found:
        click.echo(f"{folder} has no runs; `ecfcheck run` makes one")
    click.echo(f"index  {write_index(folder)}")


def _format(run: ListedRun, marks: Marks, width: int | None) -> str:
    """Return a run's line: its sign, folder, verdict, shard, courts, releases and duration."""
    summary = run.summary
    sign = {"ok": marks.ok, "failed": marks.failed}.get(summary.state, marks.not_run)
    parts = [
        summary.verdict,
        summary.part,
        ", ".join(summary.courts),
        ", ".join(summary.releases),
        format_seconds(summary.seconds) if summary.seconds else "",
    ]
    line = collapse_whitespace(f"{sign} {run.folder.name}  {' · '.join(filter(None, parts))}")
    return truncate(line, width, marks.ellipsis) if width else line
