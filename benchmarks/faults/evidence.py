"""Reads what a run has left: the verdict of its records, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.case import Case
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.read import FolderRecords, read_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import RunRecord, StepRecord


@dataclass(frozen=True)
class Verdict:
    """How a run ended, by its records and its standard error."""

    outcome: Outcome | None
    step: str
    message: str
    seconds: float | None
    """The seconds of the step that failed; None if no step did."""
    record_faults: tuple[str, ...]


def read_verdict(case: Case, out: Path, errors: str) -> Verdict:
    """Return how a run ended."""
    if case.ends_early:
        has_records = any(file.stat().st_size for file in out.glob("*.jsonl"))
        faults: tuple[str, ...] = ("records were written",) if has_records else ()
        return Verdict(None, "", _find_message(errors), None, faults)
    try:
        records = read_folder(out)
    except RecordsError as error:
        return Verdict(None, "", _find_message(errors), None, (f"records: {error}",))
    wrong = tuple(_find_record_faults(case, out, records))
    steps = [record for record in records.records if isinstance(record, StepRecord)]
    failed = next((step for step in steps if step.outcome.is_failure), None)
    if failed is None:
        return Verdict(None, "", _find_message(errors), None, wrong)
    tries = f" ({len(failed.earlier_tries) + 1} tries)" if failed.earlier_tries else ""
    message = f"{failed.message}{tries}"
    if failed.reconciliation:
        message += f"; {failed.reconciliation}"
    return Verdict(failed.outcome, failed.step, message, failed.milliseconds / 1000, wrong)


def _find_message(errors: str) -> str:
    lines = (line.strip() for line in errors.splitlines())
    return next((line for line in lines if line), "")


def _find_record_faults(case: Case, out: Path, records: FolderRecords) -> Iterator[str]:
    if not any(isinstance(record, RunRecord) for record in records.records):
        yield "the records have no head"
    if records.torn and case.disk is None:
        yield f"a record is torn: {', '.join(records.torn)}"
    if not case.is_killed and case.disk is None and not (out / "report.html").is_file():
        yield "the report is missing"
    steps = [record for record in records.records if isinstance(record, StepRecord)]
    failed = [step.step for step in steps if step.outcome.is_failure]
    if len(failed) > 1:
        yield f"several steps failed: {', '.join(failed)}"
