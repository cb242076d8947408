"""Reads the records of a run from its folder, also if the run was cut short."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.json_lines import RecordsError, read_lines
from ecfcheck.runner.output import AUDIT_JOURNAL
from ecfcheck.runner.records import RECORD, EndRecord, Record, RunRecord, StepKey, StepRecord

_IS_AN_AUDIT = "is an audit, not a run; compare audits with `ecfcheck audit ROSTER --previous DIR`"


@dataclass(frozen=True)
class FolderRecords:
    """The records of a folder in order, and the torn last lines, each as `path:line`."""

    records: tuple[Record, ...]
    torn: tuple[str, ...] = ()


def read_folder(folder: Path) -> FolderRecords:
    """Return the records of all `*.jsonl` files of a folder. Raises RecordsError."""
    if (folder / AUDIT_JOURNAL).exists():
        raise RecordsError(f"{folder}: {_IS_AN_AUDIT}")
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise RecordsError(
            f"{folder}: has no records; name the folder of a run, which has at least one .jsonl file"
        )
    files = [read_lines(path, RECORD) for path in paths]
    records = [record for lines in files for record in _drop_replaced(lines.records)]
    torn = tuple(where for lines in files for where in lines.torn)
    return FolderRecords(tuple(sorted(records, key=_build_sort_key)), torn)


def _drop_replaced(records: Iterable[Record]) -> list[Record]:
    """Return the records of a file without those that a later one replaces.

    A step's final record takes the place of the provisional one. The last head replaces the others, which
    were written before a court's release was known.
    """
    kept: list[Record] = []
    head: RunRecord | None = None
    provisional: dict[StepKey, int] = {}
    for record in records:
        if isinstance(record, RunRecord):
            head = record
        elif isinstance(record, StepRecord) and record.key in provisional:
            kept[provisional[record.key]] = record
        else:
            if isinstance(record, StepRecord) and record.provisional:
                provisional[record.key] = len(kept)
            kept.append(record)
    return [*([head] if head else []), *kept]


def _build_sort_key(record: Record) -> tuple[int, str, int]:
    """Return the sort key of a record; steps of a run keep the order of their file."""
    if isinstance(record, StepRecord):
        return (1, record.flow, record.run)
    return (2 if isinstance(record, EndRecord) else 0, "", 0)
