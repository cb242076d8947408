"""Compares an audit with the previous audit of the same roster."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from config.yaml_file import ProblemsError, display_path
from ecfcheck.audit.read import Audit, read_audit
from ecfcheck.audit.result import JOURNAL, AuditHead
from ecfcheck.audit.status import Status
from ecfcheck.report.json_lines import RecordsError

Pair = tuple[str, str]
"""An alias and a court's id."""

_NO_ANSWER = frozenset({Status.COURT_UNAVAILABLE, Status.NOT_KNOWN, Status.NOT_TRIED})


class ChangeKind(StrEnum):
    """How the status of an account changed; results show the value."""

    NEWLY_LINKED = "newly linked"
    NEWLY_BROKEN = "newly broken"
    CHANGED = "changed"
    NEW = "new in the roster"
    GONE = "gone from the roster"


@dataclass(frozen=True)
class Change:
    """One account's change at one court; a side is None if the roster lacked the pair."""

    kind: ChangeKind
    before: Status | None
    now: Status | None


def find_changes(audit: Audit, previous: Audit) -> dict[Pair, Change]:
    """Return the changes in the audit's order, then the pairs that are gone.

    Unchanged pairs have no entry, nor have those of people who are in another shard in one of the two audits.
    If a court gave no answer in one of them, the kind is CHANGED: that answer says nothing about the link.
    """
    before = {(result.alias, result.court): result.status for result in previous.results}
    now = {(result.alias, result.court): result.status for result in audit.results}
    audited = {court.id for court in audit.head.courts}
    has_same_shard = audit.head.shard == previous.head.shard
    pairs = now if has_same_shard or previous.head.shard is None else now.keys() & before.keys()
    compared = {pair: _compare(before.get(pair), status) for pair, status in now.items() if pair in pairs}
    # A pair is not gone if its court, or the person's shard, is not audited this time.
    gone = {
        (alias, court): Change(ChangeKind.GONE, status, None)
        for (alias, court), status in before.items()
        if (alias, court) not in now and court in audited and (has_same_shard or audit.head.shard is None)
    }
    return {pair: change for pair, change in compared.items() if change} | gone


def find_previous(folder: Path) -> Path | None:
    """Return the folder of the newest finished earlier audit of the same roster and shard.

    Returns None if there is none among the folders next to `folder`. Raises RecordsError if the audit in
    `folder` cannot be read.
    """
    head = read_audit(folder).head
    siblings = (path.parent for path in folder.resolve().parent.glob(f"*/{JOURNAL}"))
    others = (_read_if_finished(other) for other in siblings if other != folder.resolve())
    earlier = [other for other in others if other and _precedes(other[1].head, head)]
    return max(earlier, key=lambda other: other[1].head.started)[0] if earlier else None


def describe_previous(folder: Path, previous: Path) -> str:
    """Return the folder of a previous audit for the journal in `folder`, whatever the current folder is."""
    try:
        return Path(os.path.relpath(previous.resolve(), folder.resolve())).as_posix()
    except ValueError:  # Windows: another drive
        return str(previous.resolve())


def locate_previous(folder: Path, head: AuditHead | None) -> Path | None:
    """Return the folder of the audit that the one in `folder` was started to be compared with, if any.

    Raises ProblemsError if that audit cannot be read.
    """
    if head is None or head.previous is None:
        return None
    previous = Path(os.path.normpath(folder.resolve() / head.previous))
    try:
        read_audit(previous)
    except RecordsError as error:
        text = f"the audit that this one is compared with cannot be read ({error}); name one with --previous"
        raise ProblemsError.single(display_path(folder), text) from None
    return previous


def _compare(before: Status | None, now: Status) -> Change | None:
    if before is None:
        return Change(ChangeKind.NEW, None, now)
    if before is now:
        return None
    if _NO_ANSWER & {before, now}:
        return Change(ChangeKind.CHANGED, before, now)
    kinds = {now: ChangeKind.NEWLY_LINKED, before: ChangeKind.NEWLY_BROKEN}
    return Change(kinds.get(Status.LINKED, ChangeKind.CHANGED), before, now)


def _read_if_finished(folder: Path) -> tuple[Path, Audit] | None:
    """Return a sibling folder and its audit, None if that is not finished."""
    try:
        audit = read_audit(folder)
    except RecordsError:
        # A damaged journal next to this audit must not make it fail; it is just not compared with.
        return None
    return (folder, audit) if audit.finished else None


def _precedes(other: AuditHead, head: AuditHead) -> bool:
    return (other.roster, other.shard) == (head.roster, head.shard) and other.started < head.started
