"""What every format of an audit's results is written from, and how it stands in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from ecfcheck.audit.compare import Change, Pair
from ecfcheck.audit.read import Audit
from ecfcheck.audit.result import Result
from ecfcheck.audit.status import Status
from ecfcheck.report.text import strip_control_characters


class Severity(StrEnum):
    """The four kinds of answer, each with a colour; the values are the reports' classes of style."""

    GOOD = "ok"
    """May file."""
    AT_COURT = "partial"
    """The login works, and something is left to do at this court."""
    AT_LOGIN = "failed"
    """The account itself is not let in: nothing is known of its courts."""
    NO_ANSWER = "untouched"
    """Nobody knows."""


_TONES = {
    Status.LINKED: Severity.GOOD,
    Status.NOT_LINKED: Severity.AT_COURT,
    Status.NOT_ENTITLED: Severity.AT_COURT,
    Status.NOT_UPGRADED: Severity.AT_LOGIN,
    Status.PASSCODE_NEEDED: Severity.AT_LOGIN,
    Status.UPDATE_REQUIRED: Severity.AT_LOGIN,
    Status.CLIENT_CODE_NEEDED: Severity.AT_LOGIN,
    Status.REFUSED: Severity.AT_LOGIN,
    Status.LOCKED: Severity.AT_LOGIN,
    Status.COURT_UNAVAILABLE: Severity.NO_ANSWER,
    Status.NOT_KNOWN: Severity.NO_ANSWER,
    Status.NOT_TRIED: Severity.NO_ANSWER,
}


def tone(status: Status) -> Severity:
    """Return which kind of answer a status is."""
    return _TONES[status]


@dataclass(frozen=True)
class AuditTable:
    """An audit with what changed since the previous one; `folder` is where its pictures lie."""

    folder: Path
    audit: Audit
    changes: Mapping[Pair, Change] = field(default_factory=dict)
    previous: datetime | None = None
    """When the previous audit began, if there is one."""

    @property
    def named(self) -> bool:
        """Whether anybody is shown by name."""
        return any(result.name for result in self.audit.results)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of a table's columns; there is none for names where nobody is shown by name."""
        name = ("name",) if self.named else ()
        return ("alias", *name, "court", "status", "next", "evidence", "when", "change")

    def change(self, result: Result) -> Change | None:
        """Return what changed for a result."""
        return self.changes.get((result.alias, result.court))

    def cells(self, result: Result) -> dict[str, str]:
        """Return a result as the cells of a table's row by their columns' names."""
        change = self.change(result)
        cells = {
            "alias": result.alias,
            "name": result.name or "",
            "court": result.court,
            "status": result.status,
            "next": result.next,
            "evidence": result.evidence,
            "when": f"{result.when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "change": change.kind if change else "",
        }
        return {column: strip_control_characters(cells[column]) for column in self.columns}
