"""Reads the records of a run back from its folder, whether it ended well or was cut short."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.json_lines import RecordsError, read_lines
from ecfcheck.runner.records import RECORD, EndRecord, Record, RunRecord, StepRecord


@dataclass(frozen=True)
class Reading:
    """The records of a folder, in order, and the lines that a crash left torn, each as `path:line`."""

    records: tuple[Record, ...]
    torn: tuple[str, ...] = ()


def read_folder(folder: Path) -> Reading:
    """Return the records of all `*.jsonl` of a folder together, and which lines were torn."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise RecordsError(f"{folder}: no records here (a run's folder holds at least one .jsonl file)")
    files = [read_lines(path, RECORD) for path in paths]
    records = [record for lines in files for record in _seen(lines.records)]
    torn = tuple(where for lines in files for where in lines.torn)
    return Reading(tuple(sorted(records, key=_place)), torn)


def _seen(records: Iterable[Record]) -> list[Record]:
    """Return the records without those that a later one of the same file replaces.

    That is what was only foreseen of a step, where its end was seen, and the head of before it was known on
    which release a court is.
    """
    seen: list[Record] = []
    head: RunRecord | None = None
    foreseen: dict[object, Record] = {}
    for record in records:
        if isinstance(record, RunRecord):
            head = record
            continue
        if not isinstance(record, StepRecord):
            seen.append(record)
            continue
        step = (record.flow, record.browser, record.run, record.step)
        foreseen.pop(step, None)
        if record.foreseen:
            foreseen[step] = record
        else:
            seen.append(record)
    return [*([head] if head else []), *seen, *foreseen.values()]


def _place(record: Record) -> tuple[int, str, int]:
    """Return where a record belongs; sorting is stable, so that steps keep the order of their file."""
    if isinstance(record, StepRecord):
        return (1, record.flow, record.run)
    return (2 if isinstance(record, EndRecord) else 0, "", 0)
