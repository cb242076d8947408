"""Lists the runs and proofs in a folder, writes their index.html, and removes old ones."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.suggest import did_you_mean, find_closest
from ecfcheck.atomic_write import write_atomically
from ecfcheck.report.environment import build_environment
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.model import build_report
from ecfcheck.report.proofs import MUTANTS, summarize_proof
from ecfcheck.report.read import read_folder
from ecfcheck.report.summary import RunSummary, read_summary, summarize_run
from ecfcheck.runner.output import COMPARISON, COMPARISON_FILES, EVIDENCE, RECORDS

RUNS = "runs"
"""The folder that runs are written to unless another is named; its index is kept up to date."""

INDEX = "index.html"
REPORT = "report.html"

_SUGGESTIONS = 3

_MAY_STILL_RUN = timedelta(minutes=15)
"""How long a run may be silent, at the slowest court, and still be in progress."""


@dataclass(frozen=True)
class ListedRun:
    """A run's folder and its summary."""

    folder: Path
    summary: RunSummary

    @property
    def has_report(self) -> bool:
        """Whether its report is in its folder."""
        return (self.folder / REPORT).is_file()

    @property
    def sort_key(self) -> tuple[float, str]:
        """When it started, and its folder's name for runs that did not record it."""
        started = self.summary.started
        return (started.timestamp() if started else 0, self.folder.name)

    def may_be_running(self, now: datetime) -> bool:
        """Return whether it has no end and wrote something a short time ago."""
        if self.summary.is_complete:
            return False
        written = max((path.stat().st_mtime for path in _list_records(self.folder)), default=0)
        return now - datetime.fromtimestamp(written, UTC) < _MAY_STILL_RUN


@dataclass(frozen=True)
class Removal:
    """What was done with an old run."""

    folder: Path
    note: str


def find_run(name: Path) -> Path | None:
    """Return the path of a run or of a file in it, or None; a name alone may be one in runs/."""
    is_name = len(name.parts) == 1
    return next((path for path in (name, *([RUNS / name] if is_name else [])) if path.exists()), None)


def suggest_run(missing: Path) -> str:
    """Return "; did you mean ...?" for the path of a run that does not exist, or else the newest runs."""
    known = list_run_names(missing)
    close = find_closest(missing.name, known)
    # With the folder that the user named: a name alone is looked for here and in runs/.
    chosen = [str(missing.parent / name) for name in ([close] if close else known[-_SUGGESTIONS:])]
    return did_you_mean(str(missing), chosen)


def list_run_names(missing: Path) -> list[str]:
    """Return the names that could have been meant: of runs, the newest last; of files in a run; of traces."""
    parent = missing.parent
    if missing.suffix == ".zip":
        return sorted(path.name for path in parent.glob("*.zip"))
    if missing.parent != Path() and _is_run(parent):
        return sorted(path.name for path in parent.iterdir() if path.is_file())
    folders = [parent, *([Path(RUNS)] if len(missing.parts) == 1 else [])]
    runs = [path for folder in folders for path in folder.glob("*/") if _is_run(path)]
    return list(dict.fromkeys(path.name for path in sorted(runs, key=lambda path: path.stat().st_mtime)))


def _is_run(folder: Path) -> bool:
    return (folder / REPORT).is_file() or any(folder.glob(RECORDS))


def _list_records(folder: Path) -> list[Path]:
    """Return the files with the records of a run, or of a proof."""
    proof = folder / MUTANTS
    return [*folder.glob(RECORDS), *([proof] if proof.is_file() else [])]


def list_runs(folder: Path) -> list[ListedRun]:
    """Return the runs and proofs in a folder, the newest first."""
    folders = (path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    runs = [ListedRun(path, _read(path)) for path in folders if _list_records(path)]
    return sorted(runs, key=lambda run: run.sort_key, reverse=True)


def _read(folder: Path) -> RunSummary:
    """Return a run's summary from its report, or else from its records; a proof's from its mutants."""
    summary = read_summary(folder / REPORT)
    if summary:
        return summary
    if not any(folder.glob(RECORDS)):
        return summarize_proof(folder / MUTANTS)
    try:
        return summarize_run(build_report(read_folder(folder).records))
    except RecordsError as error:
        return RunSummary(verdict=f"cannot be read: {error}", state="failed")


def write_index(folder: Path) -> Path:
    """Write the index of the runs in a folder; return its path."""
    template = build_environment().get_template("runs.html.j2")
    page = template.render(runs=list_runs(folder), index=folder, report=REPORT)
    target = folder / INDEX
    write_atomically(target, page.encode())
    return target


def update_index(folder: Path) -> tuple[str, ...]:
    """Write the index again after a run, if its folder is one of `runs`.

    Returns a message if it cannot be written, which must not make the run fail.
    """
    if folder.parent.name == RUNS and folder.is_dir():
        try:
            write_index(folder.parent)
        except OSError as error:
            return (f"{folder.parent / INDEX}: cannot be written: {error.strerror}; the run is complete",)
    return ()


def remove_old_runs(runs: Sequence[ListedRun], keep: int, now: datetime) -> Iterator[Removal]:
    """Remove all runs but the newest `keep`; yield each that was old enough. Raises OSError.

    Only what runs write is removed: the user may keep files of their own in these folders.
    """
    for run in runs[keep:]:
        if run.may_be_running(now):
            yield Removal(run.folder, "not removed: it has no end and may still be running")
            continue
        _remove(run.folder)
        others = sorted(path.name for path in run.folder.iterdir())
        if not others:
            run.folder.rmdir()
        note = f"removed, but for what ecfcheck did not write: {', '.join(others)}" if others else "removed"
        yield Removal(run.folder, note)


def _remove(folder: Path) -> None:
    if (folder / EVIDENCE).is_dir() and not (folder / EVIDENCE).is_symlink():
        shutil.rmtree(folder / EVIDENCE)
    for path in (folder / REPORT, *_list_records(folder)):
        path.unlink(missing_ok=True)
    comparison = folder / COMPARISON
    if comparison.is_dir() and not comparison.is_symlink():
        for name in COMPARISON_FILES:
            (comparison / name).unlink(missing_ok=True)
        if not any(comparison.iterdir()):
            comparison.rmdir()
