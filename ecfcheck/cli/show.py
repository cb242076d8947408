"""`ecfcheck show`: opens a run's report, or its traces in Playwright's trace viewer."""

import subprocess
import sys
import webbrowser
from pathlib import Path

import click

from config.yaml_file import ProblemsError, display_path
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.read import read_folder
from ecfcheck.report.runs import find_run, suggest_run
from ecfcheck.runner.output import RECORDS
from ecfcheck.runner.records import EndRecord

_REPORT = "report.html"
_TRACES = "evidence/*-trace.zip"
_COPY = "copy the run to a folder that you may write to, and show that"
_WRITE_NOW = (
    "{}: the run was ended before its report was written, or is still running; it is written now, from the"
    " records"
)
_MAKE_TRACES = "run the flow again with --record trace"


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--trace", metavar="NAME", help="Open the trace with NAME in its file name.")
@click.option("--list", "is_list", is_flag=True, help="List the report and the traces; open nothing.")
def show(run: Path, *, trace: str | None, is_list: bool) -> None:
    """Open the report of RUN, a folder, its name in runs/, or a file in it; a trace opens in its viewer.

    Uses what is installed: your browser, and the trace viewer that comes with Playwright.

    Example: ecfcheck show runs/20260105-093000 --trace link_account
    """
    with exit_on_user_error():
        run = _find_run(run)
        if is_list:
            click.echo("\n".join(map(display_path, _list_files(run))))
        elif trace is not None:
            _open_trace(_find_trace(run, trace))
        elif run.suffix == ".zip":
            _open_trace(run)
        else:
            _open(run if run.is_file() else _find_report(run))


def _find_run(run: Path) -> Path:
    """Return the path of a run; a name alone may be one that `ecfcheck runs` prints. Raises ProblemsError."""
    found = find_run(run)
    if found:
        return found
    text = f"no such run{suggest_run(run)}; name a run's folder, its report or a trace"
    raise ProblemsError.single(display_path(run), text)


def _list_files(run: Path) -> list[Path]:
    folder = run if run.is_dir() else run.parent
    return [path for path in [folder / _REPORT, *sorted(folder.glob(_TRACES))] if path.is_file()]


def _find_report(folder: Path) -> Path:
    """Return the report of a run; one that was ended before it was written is written now, from the records.

    Raises ProblemsError.
    """
    report = folder / _REPORT
    if not report.is_file():
        _require_begun(folder)
        click.echo(_WRITE_NOW.format(display_path(folder)), err=True)
        try:
            write_report(folder, report)
        except OSError as error:
            text = f"the report cannot be written: {error.strerror}; {_COPY}"
            raise ProblemsError.single(display_path(folder), text) from None
    return report


def _require_begun(folder: Path) -> None:
    """Make sure that a folder has the records of a run that has begun and not ended. Raises ProblemsError."""
    text = f"has no {_REPORT}; if the run wrote it elsewhere (--report), name that file"
    if any(folder.glob(RECORDS)):
        try:
            records = read_folder(folder).records
        except RecordsError as error:
            raise ProblemsError.single(display_path(folder), f"has no {_REPORT}: {error}") from None
        if not records:
            text = f"has no {_REPORT}: the run was ended before its first step; run it again"
        elif not any(isinstance(record, EndRecord) for record in records):
            return
    raise ProblemsError.single(display_path(folder), text)


def _find_trace(run: Path, name: str) -> Path:
    traces = [path for path in _list_files(run) if path.suffix == ".zip"]
    found = [path for path in traces if name in path.name]
    if len(found) == 1:
        return found[0]
    if not traces:
        text = f"has no traces; {_MAKE_TRACES}"
    elif not found:
        text = f"has no trace with {name!r} in its name; it has {', '.join(path.name for path in traces)}"
    else:
        text = f"has several such traces: {', '.join(path.name for path in found)}; name one of them"
    raise ProblemsError.single(display_path(run), text)


def _open(path: Path) -> None:
    """Open a file with the program that the system uses for it, or say where it is."""
    click.echo(display_path(path))
    if not webbrowser.open(path.resolve().as_uri()):
        click.echo("next  no browser with a window was found here: copy the file to where one is", err=True)


def _open_trace(path: Path) -> None:
    """Serve the trace viewer on loopback, in a tab of the user's browser, until Ctrl-C.

    A tab needs no browser of Playwright's own, which may not be installed with a window.
    """
    command = [sys.executable, "-m", "playwright", "show-trace", "--host", "127.0.0.1", "--port", "0"]
    click.echo(f"{display_path(path)}: Ctrl-C ends the viewer")
    try:
        # Our own interpreter and module; the path is the user's argument, and a single one.
        subprocess.run([*command, str(path.resolve())], check=False)  # noqa: S603
    except KeyboardInterrupt:
        click.echo()
