"""The summary of a run: what a list of runs shows of it. The report carries it in its head."""

import html
import re
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ecfcheck.report.model import RELEASE_NOT_READ, RunReport
from ecfcheck.report.tally import summarize

SUMMARY_NAME = "ecfcheck-run"
"""The name of the element that has the summary in a report's head."""

_HEAD_BYTES = 16_000
_ELEMENT = re.compile(rf'<meta name="{SUMMARY_NAME}" content="([^"]*)">')


class RunSummary(BaseModel):
    """How a run went, where and when."""

    model_config = ConfigDict(frozen=True)

    verdict: str
    state: str
    courts: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    missing_release: str = RELEASE_NOT_READ
    """Why no release is named, if none is."""
    part: str = ""
    """Which part of a run it is, or of how many it was merged."""
    browser: str = ""
    version: str = ""
    started: datetime | None = None
    seconds: float = 0
    is_complete: bool = True


def summarize_run(report: RunReport) -> RunSummary:
    """Return the summary of a run."""
    started, finished = report.started, report.finished
    return RunSummary(
        verdict=summarize(report),
        state=report.state,
        courts=tuple(dict.fromkeys(court.name for court in report.courts)),
        releases=tuple(dict.fromkeys(court.release_line for court in report.courts if court.release_line)),
        missing_release=report.missing_release,
        part=report.part,
        browser=report.heads[0].browser if report.heads else "",
        version=report.heads[0].version if report.heads else "",
        started=started,
        seconds=(finished - started).total_seconds() if started and finished else 0,
        is_complete=not report.incomplete,
    )


def read_summary(report: Path) -> RunSummary | None:
    """Return the summary in a report's head; None if the file has none.

    A head is read in a millisecond, all records of a run in many.
    """
    if not report.is_file():
        return None
    with report.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    found = _ELEMENT.search(head)
    if not found:
        return None
    try:
        return RunSummary.model_validate_json(html.unescape(found[1]))
    except ValidationError:
        return None  # of another version: the records say the same
