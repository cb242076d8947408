"""What a run shows at its end, after everything it left was redacted, or if it could not start."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from config.errors import UserError
from ecfcheck.atomic_write import write_atomically
from ecfcheck.report.not_started import render_not_started
from ecfcheck.report.read import read_folder


@contextmanager
def report_failed_start(junit: Path | None) -> Iterator[None]:
    """Write to a run's JUnit file why it could not start, and raise the error again."""
    before = _get_identity(junit)
    try:
        yield
    except UserError as error:
        # A run that started has written its file, and one in the folder of another run must stay.
        is_own = _get_identity(junit) == before and junit and not any(junit.parent.glob("records-*.jsonl"))
        if junit and is_own:
            try:
                write_atomically(junit, render_not_started(str(error)))
            except OSError as fault:
                if "--junit" not in str(error):  # or the error says it
                    click.echo(f"--junit {junit}: cannot be written: {fault.strerror}", err=True)
        raise


def _get_identity(path: Path | None) -> int | None:
    return path.stat().st_ino if path and path.is_file() else None


def print_records(folder: Path) -> None:
    """Print the records of a run on standard output, a line of JSON each. Raises RecordsError."""
    # Not as they are written: what was learned to be a secret later is taken out of them only at the end.
    for record in read_folder(folder).records:
        click.echo(record.model_dump_json())


def describe_records(folder: Path) -> str:
    """Return where a run without a report has what it did on record."""
    if any(folder.glob("*.jsonl")):
        return f"see {folder}: what was done is on record there"
    return (
        f"the records were deleted from {folder} during the run: look at the court's screens for what it did"
    )


def open_report(report: Path) -> None:
    """Open the report in the user's browser, or say where it is."""
    if not report.is_file():
        return  # it could not be written, or was deleted: that was said
    if not webbrowser.open(report.resolve().as_uri()):
        click.echo(f"--open: no browser was found to open the report; open {report} yourself", err=True)
