"""The table of an audit's results that every format is rendered from."""

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
    """The four kinds of answer, each with a color; the values are CSS classes of the reports."""

    GOOD = "ok"
    """The person may file."""
    AT_COURT = "partial"
    """The login works, but something remains to do at this court."""
    AT_LOGIN = "failed"
    """PACER does not let the account in, so nothing is known about its courts."""
    NO_ANSWER = "untouched"
    """The status is unknown."""


_SEVERITIES = {
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


def classify_severity(status: Status) -> Severity:
    """Return the severity of a status."""
    return _SEVERITIES[status]


@dataclass(frozen=True)
class AuditTable:
    """An audit with the changes since the previous one; `folder` holds its pictures."""

    folder: Path
    audit: Audit
    changes: Mapping[Pair, Change] = field(default_factory=dict)
    previous: datetime | None = None
    """When the previous audit started, if there is one."""

    @property
    def has_names(self) -> bool:
        """Whether any result shows a name."""
        return any(result.name for result in self.audit.results)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names; "name" is among them only if a result shows one."""
        name = ("name",) if self.has_names else ()
        return ("alias", *name, "court", "status", "next", "evidence", "when", "change")

    def get_change(self, result: Result) -> Change | None:
        """Return the change of a result, if there is one."""
        return self.changes.get((result.alias, result.court))

    def list_cells(self, result: Result) -> dict[str, str]:
        """Return the cells of a result's row, by column."""
        change = self.get_change(result)
        cells = {
            "alias": result.alias,
            "name": result.name or "",
            "court": result.court,
            "status": result.status,
            "next": result.next,
            "evidence": result.finding,
            "when": f"{result.when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "change": change.kind if change else "",
        }
        return {column: strip_control_characters(cells[column]) for column in self.columns}
