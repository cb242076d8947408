"""What a run leaves, and its way out: the gate that all of it passes when nobody writes there any more."""

from collections.abc import Iterable
from pathlib import Path

from ecfcheck.redaction import Redactor, redact_paths
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.signals import ignore_signals

EVIDENCE = "evidence"
"""The folder of pictures and recordings, within that of the run."""

RECORDS = "records-*.jsonl"


def redact_output(folder: Path, others: Iterable[Path], redactor: Redactor) -> tuple[str, ...]:
    """Take every secret out of what a run left in its folder and elsewhere.

    Return what is to be said of it: a line for each file that had to be deleted, or could not be.
    """
    # What else the user may keep in the folder is none of the run's.
    with ignore_signals():
        result = redact_paths([folder / EVIDENCE, *folder.glob(RECORDS), *others], redactor)
    return tuple(map(str, (*result.not_deleted, *result.deleted)))


def raise_exit_status(status: int, told: Iterable[str]) -> int:
    """Return the exit status of a run of which the gate had something to say: not to be overlooked."""
    return max(status, Outcome.HARNESS.exit_status) if any(told) else status
