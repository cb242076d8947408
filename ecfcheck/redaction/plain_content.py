"""Searches and redacts the content of one file that is not a zip."""

import json
from collections.abc import Iterator
from typing import IO, Any

from config.errors import EcfcheckError
from ecfcheck.redaction.pictures import list_views
from ecfcheck.redaction.redactor import Redactor

# A longer content is searched in pieces and cleaned line by line, so that memory stays bounded.
PIECE = 16 * 2**20
# Longer than any variant of a secret, so that each is whole in one piece.
_OVERLAP = 2**16
_COMPRESSED = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"%PDF": "PDF",
}


class OpaqueError(EcfcheckError):
    """A content that cannot be searched or cleaned; the text says why."""


def has_secret_in_plain(source: IO[bytes], redactor: Redactor) -> bool:
    """Return whether the bytes contain a secret, in the compressed texts of a PNG too."""
    return any(
        redactor.has_secret(view) for piece in _read_pieces(source) for view in list_views(piece, PIECE)
    )


def refuse_compressed(source: IO[bytes]) -> None:
    """Raise OpaqueError if the content is compressed in a format that is not unpacked here."""
    source.seek(0)
    head = source.read(8)
    for magic, kind in _COMPRESSED.items():
        if head.startswith(magic):
            raise OpaqueError(f"it is compressed ({kind}) and cannot be searched")


def redact_plain(source: IO[bytes], target: IO[bytes], redactor: Redactor) -> None:
    """Write the content without secrets. Raises OpaqueError."""
    source.seek(0)
    whole = source.read(PIECE + 1)
    if b"\0" in whole:
        # A binary with other bytes in it would not work.
        raise OpaqueError("it is a binary file that contains a secret")
    if len(whole) <= PIECE:
        target.write(_redact_text(whole, redactor))
        return
    source.seek(0)
    while line := source.readline(PIECE):
        if len(line) == PIECE:
            raise OpaqueError("it contains a secret in a line that is too long to be rewritten")
        target.write(_redact_line(line, redactor))


def _read_pieces(source: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    piece = source.read(PIECE)
    while piece:
        yield piece
        more = source.read(PIECE)
        piece = piece[-_OVERLAP:] + more if more else b""


def _redact_text(data: bytes, redactor: Redactor) -> bytes:
    """Return the text without secrets; JSON, in one document or on each line, stays JSON."""
    restricted = redactor.restrict_to(data)
    if restricted is None:
        return data
    clean = _redact_json(data, restricted)
    if clean is None:
        clean = b"".join(_redact_line(line, restricted) for line in data.splitlines(keepends=True))
    return restricted.clean_bytes(clean)


def _redact_line(line: bytes, redactor: Redactor) -> bytes:
    restricted = redactor.restrict_to(line)
    if restricted is None:
        return line
    end = line[len(line.rstrip(b"\r\n")) :]
    clean = _redact_json(line, restricted)
    return restricted.clean_bytes(line) if clean is None else restricted.clean_bytes(clean) + end


def _redact_json(data: bytes, redactor: Redactor) -> bytes | None:
    """Return the JSON without secrets in texts, keys and numbers; None if it is not JSON."""
    try:
        value = json.loads(data)
        if not isinstance(value, dict | list):
            return None
        many_lines = b"\n" in data.strip()
        return json.dumps(
            _redact_value(value, redactor),
            indent=2 if many_lines else None,
            separators=(",", ": " if many_lines else ":"),
        ).encode()
    except (ValueError, RecursionError):
        return None


def _redact_value(value: Any, redactor: Redactor) -> Any:
    match value:
        case str():
            return redactor.clean(value)
        case bool():
            return value
        case int() | float():
            return 0 if redactor.has_secret(repr(value).encode()) else value
        case list():
            return [_redact_value(item, redactor) for item in value]
        case dict():
            return {redactor.clean(key): _redact_value(item, redactor) for key, item in value.items()}
        case _:
            return value
