"""Joins the journals of an audit's shards into one, as if it had been one audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import (
    AUDIT_RECORD,
    JOURNAL,
    Accepted,
    AuditedCourt,
    AuditEnd,
    AuditHead,
    AuditRecord,
    Result,
    Typed,
    hash_plan,
)
from ecfcheck.merge.compatibility import ShardInfo
from ecfcheck.merge.files import copy_evidence, move_to_shard
from ecfcheck.report.json_lines import read_lines
from ecfcheck.shard import Shard

AuditLine = Typed | Accepted | Result


@dataclass(frozen=True)
class AuditShard:
    """A shard of an audit, as it lies in its folder."""

    left: ShardInfo
    head: AuditHead
    told: Sequence[AuditLine]
    finished: datetime | None
    torn: tuple[str, ...]


def read_shard_of_audit(folder: Path) -> AuditShard:
    """Return the shard of an audit that a folder holds. Raises RecordsError."""
    audit = read_audit(folder)
    records = read_lines(folder / JOURNAL, AUDIT_RECORD).records
    head = audit.head
    left = ShardInfo(
        folder,
        "audit",
        frozenset([head.shard] if head.shard else ()),
        head.plan,
        head.version,
        {court.id: court.address for court in head.courts},
    )
    told = [record for record in records if isinstance(record, Typed | Accepted | Result)]
    return AuditShard(left, head, told, audit.finished, audit.torn)


def has_everybody(shards: Sequence[AuditShard]) -> bool:
    """Whether the shards have all people of the roster: then the others had nobody, and left nothing."""
    return all(hash_plan(_people(shards)) == one.head.plan for one in shards)


def write_audit(out: Path, shards: Sequence[AuditShard], lacks: Sequence[Shard]) -> None:
    """Write the journal and the pictures of all shards into a folder; without an end if one had none.

    The people are in the order of their aliases: the roster's own is not known to its shards.
    """
    out.mkdir(parents=True, exist_ok=True)
    for one in shards:
        copy_evidence(one.left.folder, out, one.left.shard)
    lines = "".join(f"{record.model_dump_json()}\n" for record in _journal(shards, lacks))
    (out / JOURNAL).write_text(lines, encoding="utf-8")


def _journal(shards: Sequence[AuditShard], lacks: Sequence[Shard]) -> list[AuditRecord]:
    courts: dict[str, AuditedCourt] = {court.id: court for one in shards for court in one.head.courts}
    changes = {
        "started": min(one.head.started for one in shards),
        "shard": None,
        "lacks": tuple((shard.index, shard.count) for shard in lacks),
        "people": _people(shards),
        "courts": tuple(courts.values()),
    }
    told = chain.from_iterable(_told(one) for one in shards)
    ends = [one.finished for one in shards if one.finished]
    ended = [AuditEnd(finished=max(ends))] if len(ends) == len(shards) and not lacks else []
    head = shards[0].head.model_copy(update=changes)
    return [head, *sorted(told, key=lambda record: record.when), *ended]


def _people(shards: Sequence[AuditShard]) -> Mapping[str, tuple[str, ...]]:
    return dict(sorted(chain.from_iterable(one.head.people.items() for one in shards)))


def _told(one: AuditShard) -> list[AuditLine]:
    return [
        record.model_copy(update={"picture": move_to_shard(record.picture, one.left.shard)})
        if isinstance(record, Result) and record.picture
        else record
        for record in one.told
    ]
