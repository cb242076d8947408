"""Reads files of JSON lines back, whether their writer ended well or was cut short."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

R = TypeVar("R")


class RecordsError(Exception):
    """A folder's records cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Lines(Generic[R]):
    """The records of a file, in order, and the line that a crash left torn, if any, as `path:line`."""

    records: Sequence[R]
    torn: tuple[str, ...] = ()


def read_lines(path: Path, kind: TypeAdapter[R]) -> Lines[R]:
    """Return the records of a file, and which line was torn. Raises RecordsError."""
    try:
        *whole, last = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}") from error
    records = [_record(path, number, line, kind) for number, line in enumerate(whole, 1) if line.strip()]
    if not last.strip():
        return Lines(records)
    # Only a line without its line end can be torn: a record is written together with it.
    try:
        records.append(_record(path, len(whole) + 1, last, kind))
    except RecordsError as error:
        if not _is_torn(error):
            raise
        return Lines(records, (f"{path}:{len(whole) + 1}",))
    return Lines(records)


def _record(path: Path, number: int, line: bytes, kind: TypeAdapter[R]) -> R:
    try:
        return kind.validate_json(line)
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
