"""A run's output, and its redaction after all writers have finished (docs/adr/0015)."""

from collections.abc import Iterable
from pathlib import Path

from ecfcheck.redaction import Redactor, redact_paths
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.signals import ignore_signals

EVIDENCE = "evidence"
"""The folder of pictures and recordings, within the run's folder."""

RECORDS = "records-*.jsonl"

AUDIT_JOURNAL = "audit.jsonl"
"""By this file, the folder of an audit differs from that of a run."""

COMPARISON = "comparison"
"""The folder in a run's folder that `ecfcheck run --against` writes."""

COMPARISON_FILES = ("comparison.html", "comparison.jsonl", "comparison.xml")
"""The files of a comparison: a page, JSON lines, JUnit XML."""


def redact_output(folder: Path, others: Iterable[Path], redactor: Redactor) -> tuple[str, ...]:
    """Redact every secret in a run's folder and in other files.

    Returns a line for each file that could not be deleted, and then for each that was.
    """
    # The user may keep files of their own in the folder; they are not redacted.
    with ignore_signals():
        result = redact_paths([folder / EVIDENCE, *folder.glob(RECORDS), *others], redactor)
    return tuple(map(str, (*result.not_deleted, *result.deleted)))


def find_exit_status(status: int, lines: Iterable[str]) -> int:
    """Return a run's exit status; it is at least HARNESS's if the redaction returned any line."""
    return max(status, Outcome.HARNESS.exit_status) if any(lines) else status
