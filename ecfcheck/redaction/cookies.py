"""Finds session cookies in recordings; each is a secret, because it logs anyone in."""

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
_MIN_LENGTH = 16


def find_session_secrets(path: Path) -> list[Secret]:
    """Return the session cookies in a HAR file or Playwright trace, or in all those of a folder."""
    return select_session_secrets(
        value
        for recording in _read_recordings(path)
        for document in _parse_documents(recording)
        for value in _list_cookie_values(document)
    )


def select_session_secrets(values: Iterable[str]) -> list[Secret]:
    """Return those cookie values that may be keys to a session, sorted and without duplicates."""
    return [Secret(value) for value in sorted(set(values)) if len(value) >= _MIN_LENGTH]


def _read_recordings(place: Path) -> Iterator[bytes]:
    for path in sorted([place, *place.rglob("*")]):
        if path.is_symlink() or not path.is_file():
            continue
        # A file that cannot be read is deleted later, when it is redacted.
        with suppress(OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        if name.endswith(_RECORDINGS):
                            yield archive.read(name)
            elif path.suffix in _RECORDINGS:
                yield path.read_bytes()


def _parse_documents(recording: bytes) -> Iterator[Any]:
    """Yield the JSON documents of a recording: one in the whole file, or one on each line."""
    for text in (recording, *recording.splitlines()):
        if b'"cookies"' in text:
            with suppress(ValueError, RecursionError):
                yield json.loads(text)


def _list_cookie_values(value: Any) -> Iterator[str]:
    match value:
        case {"cookies": [*cookies], **rest}:
            for cookie in cookies:
                match cookie:
                    case {"value": str(text)}:
                        yield text
            yield from _list_cookie_values(rest)
        case dict():
            for item in value.values():
                yield from _list_cookie_values(item)
        case list():
            for item in value:
                yield from _list_cookie_values(item)
