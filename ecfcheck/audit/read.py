"""Reads an audit from its folder's journal, whether it is finished, resumed or interrupted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ecfcheck.audit.result import AUDIT_RECORD, JOURNAL, AuditEnd, AuditHead, AuditRecord, Result
from ecfcheck.audit.status import Status
from ecfcheck.report.json_lines import RecordsError, read_lines

_NOT_CHECKED = "the audit ended before this was checked"
"""The evidence of answers that are missing because the audit was interrupted."""


@dataclass(frozen=True)
class Audit:
    """The results of an audit, up to its end or interruption."""

    head: AuditHead
    """The head of the latest start, with the time of the first."""
    results: tuple[Result, ...]
    """One for each person and court: people in the roster's order, then courts in the head's order."""
    finished: datetime | None
    """When it ended; None if it was interrupted and not yet resumed to its end."""
    torn: tuple[str, ...] = ()
    """The line that a crash tore, as `path:line`."""


def read_audit(folder: Path) -> Audit:
    """Read the audit in a folder. Raises RecordsError."""
    path = folder / JOURNAL
    if not path.exists():
        raise RecordsError(f"{folder}: is not an audit's folder; it has no {JOURNAL}")
    lines = read_lines(path, AUDIT_RECORD)
    heads = [record for record in lines.records if isinstance(record, AuditHead)]
    if not heads:
        raise RecordsError(f"{path}: this audit was interrupted before it began; start it again")
    head = heads[-1].model_copy(update={"started": heads[0].started})
    return Audit(head, _list_results(head, lines.records), _find_end(lines.records), lines.torn)


def _find_end(records: Sequence[AuditRecord]) -> datetime | None:
    """Return when an audit ended, None if it was started again after that."""
    last = next(record for record in reversed(records) if isinstance(record, AuditHead | AuditEnd))
    return last.finished if isinstance(last, AuditEnd) else None


def _list_results(head: AuditHead, records: Sequence[AuditRecord]) -> tuple[Result, ...]:
    # A pair that was checked again has several results: the last one counts.
    written = {(record.alias, record.court): record for record in records if isinstance(record, Result)}
    names = {alias: result.name for (alias, _), result in written.items()}
    until = max(map(_get_time, records))
    return tuple(
        written.get((alias, court.id))
        or Result(
            alias=alias,
            name=names.get(alias),
            court=court.id,
            status=Status.NOT_TRIED,
            evidence=_NOT_CHECKED,
            when=until,
        )
        for alias, courts in head.people.items()
        for court in head.courts
        if court.id in courts
    )


def _get_time(record: AuditRecord) -> datetime:
    """Return when a record was written."""
    match record:
        case AuditHead():
            return record.started
        case AuditEnd():
            return record.finished
        case _:
            return record.when
