"""Tells what is different since the previous audit of the same roster."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ecfcheck.audit.read import Audit, read_audit
from ecfcheck.audit.result import JOURNAL, AuditHead
from ecfcheck.audit.status import Status
from ecfcheck.report.json_lines import RecordsError

Pair = tuple[str, str]
"""An alias and a court's id."""

_NO_ANSWER = frozenset({Status.COURT_UNAVAILABLE, Status.NOT_KNOWN, Status.NOT_TRIED})


class Kind(StrEnum):
    """In which way an account stands otherwise than before; its value is what results show."""

    NEWLY_LINKED = "newly linked"
    NEWLY_BROKEN = "newly broken"
    OTHERWISE = "changed"
    NEW = "new in the roster"
    GONE = "gone from the roster"


@dataclass(frozen=True)
class Change:
    """What is different for one account at one court; a side is None where the roster did not have it."""

    kind: Kind
    before: Status | None
    now: Status | None


Changes = Mapping[Pair, Change]


def changes(audit: Audit, previous: Audit) -> dict[Pair, Change]:
    """Return what changed, in the audit's order, then who is gone; what stayed as it was has no entry.

    Where a court gave no answer in one of the two audits, nothing is said to be newly linked or newly broken.
    """
    before = {(result.alias, result.court): result.status for result in previous.results}
    now = {(result.alias, result.court): result.status for result in audit.results}
    audited = {court.id for court in audit.head.courts}
    found = {pair: _change(before.get(pair), status) for pair, status in now.items()}
    # Who was at a court that is not audited this time is not gone: nobody asked.
    gone = {
        (alias, court): Change(Kind.GONE, status, None)
        for (alias, court), status in before.items()
        if (alias, court) not in now and court in audited
    }
    return {pair: change for pair, change in found.items() if change} | gone


def find_previous(folder: Path) -> Path | None:
    """Return the newest finished audit before this one: a folder beside it, of the same roster and shard.

    Raises RecordsError if `folder` itself holds no audit that can be read.
    """
    head = read_audit(folder).head
    beside = (path.parent for path in folder.resolve().parent.glob(f"*/{JOURNAL}"))
    others = (_read_if_whole(other) for other in beside if other != folder.resolve())
    earlier = [found for found in others if found and _precedes(found[1].head, head)]
    return max(earlier, key=lambda found: found[1].head.started)[0] if earlier else None


def _change(before: Status | None, now: Status) -> Change | None:
    if before is None:
        return Change(Kind.NEW, None, now)
    if before is now:
        return None
    if _NO_ANSWER & {before, now}:
        return Change(Kind.OTHERWISE, before, now)
    kinds = {now: Kind.NEWLY_LINKED, before: Kind.NEWLY_BROKEN}
    return Change(kinds.get(Status.LINKED, Kind.OTHERWISE), before, now)


def _read_if_whole(folder: Path) -> tuple[Path, Audit] | None:
    """Return a neighbour's audit if it was finished."""
    try:
        audit = read_audit(folder)
    except RecordsError:
        # A neighbour's damaged journal is no fault of this audit, which just has less to compare with.
        return None
    return (folder, audit) if audit.finished else None


def _precedes(other: AuditHead, head: AuditHead) -> bool:
    return (other.roster, other.shard) == (head.roster, head.shard) and other.started < head.started
