"""Whether a content that is no zip holds a secret, and the same content without it."""

import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from ecfcheck.redaction.jpeg import taken_apart, without_pixels
from ecfcheck.redaction.redactor import Redactor

# What is longer is looked through in pieces and cleaned line by line, so that memory stays bounded.
PIECE = 16 * 2**20
# Longer than any form of a secret, so that each is whole in one piece.
_OVERLAP = 2**16
_SEALED = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"%PDF": "PDF",
}
_PNG = b"\x89PNG\r\n\x1a\n"


class OpaqueError(Exception):
    """A content that cannot be looked into or cannot be cleaned; the text says why."""


def holds(source: IO[bytes], redactor: Redactor) -> bool:
    """Whether a secret stands in the bytes, or in what a PNG says in compressed words."""
    return any(redactor.finds(view) for piece in _pieces(source) for view in _views(piece))


def refuse_sealed(source: IO[bytes]) -> None:
    """Raise OpaqueError for what is compressed in a way that is not undone here."""
    source.seek(0)
    head = source.read(8)
    for magic, kind in _SEALED.items():
        if head.startswith(magic):
            raise OpaqueError(f"what is compressed as {kind} is not looked into")


def clean(source: IO[bytes], target: IO[bytes], redactor: Redactor) -> None:
    """Write the content without secrets; a binary that holds one is opaque, for patched it would not work."""
    source.seek(0)
    whole = source.read(PIECE + 1)
    if b"\0" in whole:
        raise OpaqueError("a secret stands in a binary")
    if len(whole) <= PIECE:
        target.write(_clean_text(whole, redactor))
        return
    source.seek(0)
    while line := source.readline(PIECE):
        if len(line) == PIECE:
            raise OpaqueError("a secret stands in a line that is too long to be rewritten")
        target.write(_clean_line(line, redactor))


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    piece = source.read(PIECE)
    while piece:
        yield piece
        more = source.read(PIECE)
        piece = piece[-_OVERLAP:] + more if more else b""


def _views(piece: bytes) -> Iterator[bytes]:
    """Yield the bytes, then what they say to who reads UTF-16, or the texts of a PNG; pixels are left out."""
    for part in taken_apart(without_pixels(piece)):
        yield part
        if b"\0" in part:
            yield part.replace(b"\0", b"")
    if piece.startswith(_PNG):
        yield from _png_texts(piece)


def _png_texts(data: bytes) -> Iterator[bytes]:
    """Yield the compressed texts of a PNG; its pixels are safe only by what is masked when it is taken."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in {b"zTXt", b"iTXt"}:
            yield from _inflated(data[at + 8 : at + 8 + length])
        at += 12 + length


def _inflated(chunk: bytes) -> Iterator[bytes]:
    """Yield what is compressed in a chunk, wherever zlib's mark may begin it: after a keyword and more."""
    for mark in re.finditer(b"x", chunk):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(chunk[mark.start() :], PIECE)


def _clean_text(data: bytes, redactor: Redactor) -> bytes:
    """Clean as one JSON document, or else line by line: JSON stays JSON."""
    here = redactor.narrowed(data)
    if here is None:
        return data
    whole = _clean_json(data, here)
    if whole is None:
        whole = b"".join(_clean_line(line, here) for line in data.splitlines(keepends=True))
    return here.clean_bytes(whole)


def _clean_line(line: bytes, redactor: Redactor) -> bytes:
    here = redactor.narrowed(line)
    if here is None:
        return line
    end = line[len(line.rstrip(b"\r\n")) :]
    clean = _clean_json(line, here)
    return here.clean_bytes(line) if clean is None else here.clean_bytes(clean) + end


def _clean_json(data: bytes, redactor: Redactor) -> bytes | None:
    """Return the JSON without secrets in its texts, keys and numbers, or nothing if it is none."""
    try:
        value = json.loads(data)
        if not isinstance(value, dict | list):
            return None
        many_lines = b"\n" in data.strip()
        return json.dumps(
            _walk(value, redactor),
            indent=2 if many_lines else None,
            separators=(",", ": " if many_lines else ":"),
        ).encode()
    except (ValueError, RecursionError):
        return None


def _walk(value: Any, redactor: Redactor) -> Any:
    match value:
        case str():
            return redactor.clean(value)
        case bool():
            return value
        case int() | float():
            return 0 if redactor.finds(repr(value).encode()) else value
        case list():
            return [_walk(item, redactor) for item in value]
        case dict():
            return {redactor.clean(key): _walk(item, redactor) for key, item in value.items()}
        case _:
            return value
