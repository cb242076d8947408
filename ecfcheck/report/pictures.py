"""Embeds pictures, so that the report is one file, and selects them, so that it is small."""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.report.model import ReportedFlow, ReportedRun

_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Picture:
    """A screen's picture as a data URL, or a note that says why there is none."""

    data: str | None
    note: str = ""


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
    return Picture(f"data:image/jpeg;base64,{base64.b64encode(content).decode('ascii')}")


def find_sibling(report_folder: Path, folder: Path, path: str) -> str | None:
    """Return the path of a file, relative to the report's folder; None if it is missing."""
    file = folder / path
    return Path(os.path.relpath(file, report_folder)).as_posix() if file.is_file() else None


def choose_shown_run(flow: ReportedFlow) -> ReportedRun:
    """Return the run to show with all its pictures: the first that failed, or else the first."""
    return (*flow.failed_runs, *flow.runs)[0]
