"""The session cookies that recordings of a run name: whoever has one is logged in, so each is a secret."""

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from config.secret import Secret

_RECORDINGS = (".har", ".network", ".trace")
# Shorter values are settings (`lang=en`), not keys to a session.
_LEAST = 16


def session_values(place: Path) -> list[Secret]:
    """Return the values of cookies in HAR files and Playwright traces of a folder, or in one of them."""
    return session_keys(
        value
        for recording in _recordings(place)
        for document in _documents(recording)
        for value in _cookies(document)
    )


def session_keys(values: Iterable[str]) -> list[Secret]:
    """Return those values of cookies that may be keys to a session."""
    return [Secret(value) for value in sorted(set(values)) if len(value) >= _LEAST]


def _recordings(place: Path) -> Iterator[bytes]:
    for path in sorted([place, *place.rglob("*")]):
        if path.is_symlink() or not path.is_file():
            continue
        # What cannot be read is deleted when its turn comes.
        with suppress(OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        if name.endswith(_RECORDINGS):
                            yield archive.read(name)
            elif path.suffix in _RECORDINGS:
                yield path.read_bytes()


def _documents(recording: bytes) -> Iterator[Any]:
    """Yield the JSON documents of a recording: one, or one a line."""
    for text in (recording, *recording.splitlines()):
        if b'"cookies"' in text:
            with suppress(ValueError, RecursionError):
                yield json.loads(text)


def _cookies(value: Any) -> Iterator[str]:
    match value:
        case {"cookies": [*cookies], **rest}:
            for cookie in cookies:
                match cookie:
                    case {"value": str(text)}:
                        yield text
            yield from _cookies(rest)
        case dict():
            for item in value.values():
                yield from _cookies(item)
        case list():
            for item in value:
                yield from _cookies(item)
