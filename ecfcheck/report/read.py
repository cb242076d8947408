"""Reads the records of a run back from its folder, whether it ended well or was cut short."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ecfcheck.run.record import RECORD, EndRecord, Record, StepRecord


class RecordsError(Exception):
    """A folder's records cannot be read; the message says where and why."""


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
    readings = [_read_file(path) for path in paths]
    records = [record for reading in readings for record in reading.records]
    torn = tuple(where for reading in readings for where in reading.torn)
    return Reading(tuple(sorted(records, key=_place)), torn)


def _read_file(path: Path) -> Reading:
    try:
        *whole, last = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}") from error
    records = [_record(path, number, line) for number, line in enumerate(whole, 1) if line.strip()]
    if not last.strip():
        return Reading(tuple(records))
    # Only a line without its line end can be torn: a record is written together with it.
    try:
        records.append(_record(path, len(whole) + 1, last))
    except RecordsError as error:
        if not _is_torn(error):
            raise
        return Reading(tuple(records), (f"{path}:{len(whole) + 1}",))
    return Reading(tuple(records))


def _record(path: Path, number: int, line: bytes) -> Record:
    try:
        return RECORD.validate_json(line)
    except ValidationError as error:
        raise RecordsError(f"{path}:{number}: not a record: {_reason(error)}") from error


def _is_torn(error: RecordsError) -> bool:
    """Return whether the line is not even JSON; whole JSON that is no record was written so on purpose."""
    cause = error.__cause__
    return isinstance(cause, ValidationError) and cause.errors()[0]["type"] == "json_invalid"


def _reason(error: ValidationError) -> str:
    """Return the first fault without the value at fault, which may be long."""
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]


def _place(record: Record) -> tuple[int, str, int]:
    """Return where a record belongs; sorting is stable, so that steps keep the order of their file."""
    if isinstance(record, StepRecord):
        return (1, record.flow, record.run)
    return (2 if isinstance(record, EndRecord) else 0, "", 0)
