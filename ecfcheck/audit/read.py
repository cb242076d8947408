"""Reads an audit back from its folder's journal, whether it ended, was resumed, or was cut short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ecfcheck.audit.result import AUDIT_RECORD, JOURNAL, AuditEnd, AuditHead, AuditRecord, Result
from ecfcheck.audit.status import Status
from ecfcheck.report.json_lines import RecordsError, read_lines

ENDED_BEFORE = "the audit ended before"
"""The evidence of whoever is not tried since the audit was cut short."""


@dataclass(frozen=True)
class Audit:
    """What an audit found out, as far as it came."""

    head: AuditHead
    """Of the latest start, but with the moment of the first."""
    results: tuple[Result, ...]
    """One for each person and court: people in the roster's order, each one's courts in the head's."""
    finished: datetime | None
    """When it ended; None if it was cut short and not yet resumed to its end."""
    torn: tuple[str, ...] = ()
    """The line that a crash left torn, as `path:line`."""


def read_audit(folder: Path) -> Audit:
    """Return the audit of a folder. Raises RecordsError."""
    path = folder / JOURNAL
    if not path.exists():
        raise RecordsError(f"{folder}: no audit here (an audit's folder holds {JOURNAL})")
    lines = read_lines(path, AUDIT_RECORD)
    heads = [record for record in lines.records if isinstance(record, AuditHead)]
    if not heads:
        raise RecordsError(f"{path}: this audit was cut short before it began; begin it again")
    head = heads[-1].model_copy(update={"started": heads[0].started})
    return Audit(head, _results(head, lines.records), _finished(lines.records), lines.torn)


def _finished(records: Sequence[AuditRecord]) -> datetime | None:
    """Return when an audit ended, if nothing was begun after it."""
    last = next(record for record in reversed(records) if isinstance(record, AuditHead | AuditEnd))
    return last.finished if isinstance(last, AuditEnd) else None


def _results(head: AuditHead, records: Sequence[AuditRecord]) -> tuple[Result, ...]:
    # A pair that was tried again has several: the last one counts.
    written = {(record.alias, record.court): record for record in records if isinstance(record, Result)}
    names = {alias: result.name for (alias, _), result in written.items()}
    until = max(map(_when, records))
    return tuple(
        written.get((alias, court.id))
        or Result(
            alias=alias,
            name=names.get(alias),
            court=court.id,
            status=Status.NOT_TRIED,
            evidence=ENDED_BEFORE,
            when=until,
        )
        for alias, courts in head.people.items()
        for court in head.courts
        if court.id in courts
    )


def _when(record: AuditRecord) -> datetime:
    """Return the moment at which a record was written."""
    match record:
        case AuditHead():
            return record.started
        case AuditEnd():
            return record.finished
        case _:
            return record.when
