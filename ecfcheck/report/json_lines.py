"""Reads files of JSON lines, also of a writer that was killed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from config.errors import UserError

R = TypeVar("R")


class RecordsError(UserError):
    """Records cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Lines(Generic[R]):
    """The records of a file in order, and its torn last line, if any, as `path:line`."""

    records: Sequence[R]
    torn: tuple[str, ...] = ()


def read_lines(path: Path, kind: TypeAdapter[R]) -> Lines[R]:
    """Return the records of a file and its torn line. Raises RecordsError."""
    try:
        *whole, last = path.read_bytes().split(b"\n")
    except OSError as error:
        raise RecordsError(f"{path}: {error.strerror}") from error
    records = [
        _parse_record(path, number, line, kind) for number, line in enumerate(whole, 1) if line.strip()
    ]
    if not last.strip():
        return Lines(records)
    # Only a line without a line end can be torn, because a record is written together with it.
    try:
        records.append(_parse_record(path, len(whole) + 1, last, kind))
    except RecordsError as error:
        if not _is_torn(error):
            raise
        return Lines(records, (f"{path}:{len(whole) + 1}",))
    return Lines(records)


def _parse_record(path: Path, number: int, line: bytes, kind: TypeAdapter[R]) -> R:
    try:
        return kind.validate_json(line)
    except ValidationError as error:
        raise RecordsError(f"{path}:{number}: not a record: {_describe_error(error)}") from error


def _is_torn(error: RecordsError) -> bool:
    """Return whether the line is not JSON; complete JSON that is not a record is an error."""
    cause = error.__cause__
    return isinstance(cause, ValidationError) and cause.errors()[0]["type"] == "json_invalid"


def _describe_error(error: ValidationError) -> str:
    """Return the first error, without the invalid value, which may be long."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
