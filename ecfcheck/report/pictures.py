"""Embeds pictures, so that a report is one file: equal pictures once, and not more than it can carry."""

import base64
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from ecfcheck.runner.records import PartRecord

Area = tuple[int, int, int, int]

_JPEG = b"\xff\xd8\xff"
_START_OF_SCAN = 0xDA
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of the segments that have a JPEG's size."""

_CROP = (900, 520)
"""The largest area that the small picture of a screen shows: text in it can still be recognized."""
_MARGIN = 12


@dataclass(frozen=True)
class Picture:
    """A screen's picture as a data URL, or a note that says why there is none."""

    data: str | None
    note: str = ""
    id: str = ""
    """What its one element in the report is called, after its content."""
    size: tuple[int, int] = (0, 0)


def load_picture(folder: Path, path: str) -> Picture:
    """Return the picture of a path that is relative to the records' folder."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        return Picture(None, f"Picture not shown, because it is outside the run's folder: {path}")
    try:
        content = file.read_bytes()
    except OSError:
        return Picture(None, f"Picture missing: {path}")
    if not content.startswith(_JPEG):
        return Picture(None, f"Picture not shown, because it is not a JPEG: {path}")
    return Picture(
        f"data:image/jpeg;base64,{base64.b64encode(content).decode('ascii')}",
        id=f"picture-{blake2b(content, digest_size=6).hexdigest()}",
        size=_read_size(content),
    )


def _read_size(jpeg: bytes) -> tuple[int, int]:
    """Return a JPEG's width and height; 0 and 0 if it is broken.

    A segment is 0xff, its marker, its length (2 bytes) and its content.
    """
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _START_OF_SCAN:  # noqa: PLR2004
        if jpeg[at + 1] in _FRAMES:
            return int.from_bytes(jpeg[at + 7 : at + 9]), int.from_bytes(jpeg[at + 5 : at + 7])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return 0, 0


def find_sibling(report_folder: Path, folder: Path, path: str) -> str | None:
    """Return the path of a file, relative to the report's folder; None if it is missing."""
    file = folder / path
    return Path(os.path.relpath(file, report_folder)).as_posix() if file.is_file() else None


def choose_embedded(folder: Path, paths: Iterable[str], *, total: int, each: int) -> frozenset[str]:
    """Return the paths of the pictures to embed, the first ones first, within limits in bytes.

    Equal files count once. One that is missing is chosen: the report says so in its place.
    """
    chosen: set[str] = set()
    known: set[bytes] = set()
    for path in dict.fromkeys(paths):
        file = folder / path
        content = file.read_bytes() if file.is_file() else b""
        digest = blake2b(content, digest_size=16).digest()
        size = 0 if digest in known else len(content)
        if size <= min(each, total):
            chosen.add(path)
            known.add(digest)
            total -= size
    return frozenset(chosen)


@dataclass(frozen=True)
class Gallery:
    """The pictures that a report embeds."""

    folder: Path
    embedded: frozenset[str]
    _loaded: dict[str, Picture] = field(default_factory=dict)

    def get(self, path: str) -> Picture:
        """Return the picture of a path, or a note that says why there is none."""
        if path not in self._loaded:
            self._loaded[path] = load_picture(self.folder, path)
        return self._loaded[path]

    @cached_property
    def unique(self) -> tuple[Picture, ...]:
        """The embedded pictures, each once."""
        pictures = (self.get(path) for path in sorted(self.embedded))
        return tuple({picture.id: picture for picture in pictures if picture.data}.values())


def crop(part: PartRecord, size: tuple[int, int]) -> Area:
    """Return the area that the small picture of a screen shows: around its marks, or where its content is."""
    width, height = min(_CROP[0], size[0]), min(_CROP[1], size[1])
    if part.picture_marks:
        x, y, right, bottom = _unite(part.picture_marks)
        x, y = (x + right - width) // 2, (y + bottom - height) // 2
    elif part.picture_content:
        x, y, content_width, content_height = part.picture_content
        x, y = x - _MARGIN, y - _MARGIN
        width = min(max(content_width + 2 * _MARGIN, width // 2), size[0], _CROP[0])
        height = min(max(content_height + 2 * _MARGIN, height // 3), size[1], _CROP[1])
    else:
        x, y = 0, 0
    return max(min(x, size[0] - width), 0), max(min(y, size[1] - height), 0), width, height


def _unite(areas: Iterable[Area]) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of the areas together."""
    boxes = [(x, y, x + width, y + height) for x, y, width, height in areas]
    starts_x, starts_y, ends_x, ends_y = zip(*boxes, strict=True)
    return min(starts_x), min(starts_y), max(ends_x), max(ends_y)


def list_pictures(parts: Iterable[PartRecord]) -> Iterator[str]:
    """Yield the paths of the pictures of screens."""
    yield from (part.picture for part in parts if part.picture)
