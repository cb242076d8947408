"""Puts pictures into the report itself, so that it is one file; decides which, so that it stays small."""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.model import ReportedFlow, ReportedRun

_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Picture:
    """A screen's picture as the report shows it: embedded, or why it is not."""

    data: str | None
    note: str = ""


def picture(folder: Path, path: str) -> Picture:
    """Return a picture by its path as the record gives it, relative to the record's folder."""
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()):
        return Picture(None, f"Picture outside the run's folder, not shown: {path}")
    try:
        content = place.read_bytes()
    except OSError:
        return Picture(None, f"Picture missing: {path}")
    if not content.startswith(_JPEG):
        return Picture(None, f"Not a JPEG picture, not shown: {path}")
    return Picture(f"data:image/jpeg;base64,{base64.b64encode(content).decode('ascii')}")


def find_sibling(place: Path, folder: Path, path: str) -> str | None:
    """Return the way from the report's folder to what is too big to be embedded, if it is there."""
    there = (folder / path).is_file()
    return Path(os.path.relpath(folder / path, place)).as_posix() if there else None


def shown_run(flow: ReportedFlow) -> ReportedRun:
    """Return the run of a flow that is shown with all its pictures: the first that failed, else the first."""
    return (*flow.failed_runs, *flow.runs)[0]
