"""What a run shows at its end, after everything it left was redacted."""

import webbrowser
from pathlib import Path

import click

from ecfcheck.report.read import read_folder


def print_records(folder: Path) -> None:
    """Print the records of a run on standard output, a line of JSON each. Raises RecordsError."""
    # Not as they are written: what was learned to be a secret later is taken out of them only at the end.
    for record in read_folder(folder).records:
        click.echo(record.model_dump_json())


def open_report(report: Path) -> None:
    """Open the report in the user's browser, or say where it is."""
    if not report.is_file():
        return  # it could not be written, or was deleted: that was said
    if not webbrowser.open(report.resolve().as_uri()):
        click.echo(f"--open: no browser was found to open the report; open {report} yourself", err=True)
