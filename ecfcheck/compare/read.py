"""Reads a run to compare: its records, and the snapshots and pictures of its screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from config.yaml_file import ProblemsError
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.model import RunReport, build_report
from ecfcheck.report.read import read_folder
from ecfcheck.report.runs import find_run, list_run_names, suggest_run
from ecfcheck.report.text import count
from ecfcheck.runner.output import RECORDS
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.snapshot import Snapshot

_LISTED = 3
"""How many runs a message names."""

StepKey = tuple[str, str, int, str]
"""Flow, browser if the run has several, number of the run, step."""


@dataclass(frozen=True)
class RecordedRun:
    """A run as its folder has it."""

    folder: Path
    report: RunReport

    @cached_property
    def steps(self) -> Mapping[StepKey, StepRecord]:
        """The steps in order; the browser counts only if the run has several."""
        several = len({step.browser for step in self.report.steps}) > 1
        return {
            (step.flow, step.browser if several else "", step.run, step.step): step
            for step in self.report.steps
        }

    @cached_property
    def incomplete(self) -> tuple[str, ...]:
        """Why the run is not complete, in words; nothing if it is."""
        paths = {part.snapshot for step in self.report.steps for part in step.parts if part.snapshot}
        missing = sum(not self._has_whole_file(path) for path in paths)
        found = f"{count(missing, 'snapshot')} {'is' if missing == 1 else 'are'} missing or cut off"
        return (*self.report.incomplete, found) if missing else self.report.incomplete

    def _has_whole_file(self, path: str) -> bool:
        """Return whether a snapshot is there to its end: a full disk tears it."""
        try:
            return (self.folder / path).read_bytes().rstrip().endswith(b"}")
        except OSError:
            return False

    def read_snapshot(self, path: str | None) -> Snapshot | None:
        """Return a snapshot by its path; None if there is none. Raises ProblemsError."""
        if path is None:
            return None
        file = (self.folder / path).resolve()
        if not file.is_relative_to(self.folder.resolve()):
            raise ProblemsError.single(str(self.folder), f"names a snapshot outside the folder: {path}")
        try:
            return Snapshot.model_validate_json(file.read_bytes())
        except OSError:
            return None  # deleted, by the redaction or by the user: the comparison says how many are missing
        except ValidationError as error:
            if not self._has_whole_file(path):
                return None
            fault = error.errors(include_url=False, include_input=False)[0]["msg"]
            text = f"is not a snapshot: {fault}. Run the flows again with this version of ecfcheck."
            raise ProblemsError.single(str(file), text) from None


def read_run(folder: Path) -> RecordedRun:
    """Return the run in a folder. Raises ProblemsError if it cannot be compared."""
    folder = _find_folder(folder)
    _require_one_run(folder)
    try:
        run = RecordedRun(folder, build_report(read_folder(folder).records))
    except RecordsError as error:
        where, _, text = str(error).partition(": ")
        raise ProblemsError.single(where, text) from None
    if _was_made_without_snapshots(run.report):
        text = (
            "has no snapshots of screens, so that it cannot be compared; run the flows again with"
            " --evidence all, and with this version of ecfcheck"
        )
        raise ProblemsError.single(str(folder), text)
    return run


def _find_folder(run: Path) -> Path:
    """Return a run's folder, by its path or by its name in runs/. Raises ProblemsError."""
    found = find_run(run)
    if found and found.is_dir():
        return found
    hint = "" if found or not list_run_names(run) else suggest_run(run)
    raise ProblemsError.single(str(run), f"is not a folder{hint}; name the folder of a run (runs/TIME)")


def _was_made_without_snapshots(report: RunReport) -> bool:
    """Return whether a run kept no snapshots although it checked screens.

    A run against a court that was down has none either, and how its steps ended can be compared.
    """
    parts = [part for step in report.steps for part in step.parts]
    if any(part.snapshot for part in parts):
        return False
    return not report.steps or any(part.done or part.checks for part in parts)


def _require_one_run(folder: Path) -> None:
    """Name the runs in a folder that has no records of its own. Raises ProblemsError."""
    if any(folder.glob("*.jsonl")):
        return
    runs = sorted({path.parent for path in folder.glob(f"*/{RECORDS}")}, key=lambda run: run.stat().st_mtime)
    if runs:
        names = ", ".join(str(run) for run in reversed(runs[-_LISTED:]))
        text = f"is a folder of {count(len(runs), 'run')}; name one of them, the newest first: {names}"
        raise ProblemsError.single(str(folder), text)
