"""Merges the journals of an audit's shards into one, as if it had been one audit."""

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
class AuditShardRecords:
    """What a shard of an audit recorded in its folder."""

    info: ShardInfo
    head: AuditHead
    records: Sequence[AuditLine]
    finished: datetime | None
    torn: tuple[str, ...]


def read_audit_shard(folder: Path) -> AuditShardRecords:
    """Return the records of an audit's shard from its folder. Raises RecordsError."""
    audit = read_audit(folder)
    lines = read_lines(folder / JOURNAL, AUDIT_RECORD).records
    head = audit.head
    info = ShardInfo(
        folder,
        "audit",
        frozenset([head.shard] if head.shard else ()),
        head.plan,
        head.version,
        {court.id: court.address for court in head.courts},
    )
    records = [record for record in lines if isinstance(record, Typed | Accepted | Result)]
    return AuditShardRecords(info, head, records, audit.finished, audit.torn)


def has_all_people(shards: Sequence[AuditShardRecords]) -> bool:
    """Return whether the shards have all people of the roster.

    Then any other shard had no people, and wrote nothing.
    """
    return all(hash_plan(_collect_people(shards)) == one.head.plan for one in shards)


def write_audit(out: Path, shards: Sequence[AuditShardRecords], lacks: Sequence[Shard]) -> None:
    """Write the journal and the evidence of all shards into a folder.

    The journal has no end if a shard is missing (`lacks`) or has no end. People are sorted by alias, because
    shards do not know the roster's order.
    """
    out.mkdir(parents=True, exist_ok=True)
    for one in shards:
        copy_evidence(one.info.folder, out, one.info.shard)
    lines = "".join(f"{record.model_dump_json()}\n" for record in _merge_journals(shards, lacks))
    (out / JOURNAL).write_text(lines, encoding="utf-8")


def _merge_journals(shards: Sequence[AuditShardRecords], lacks: Sequence[Shard]) -> list[AuditRecord]:
    courts: dict[str, AuditedCourt] = {court.id: court for one in shards for court in one.head.courts}
    changes = {
        "started": min(one.head.started for one in shards),
        "shard": None,
        "lacks": tuple((shard.index, shard.count) for shard in lacks),
        "people": _collect_people(shards),
        "courts": tuple(courts.values()),
        "previous": None,  # that of a shard has only the shard's people
    }
    records = chain.from_iterable(_move_pictures(one) for one in shards)
    ends = [one.finished for one in shards if one.finished]
    end = [AuditEnd(finished=max(ends))] if len(ends) == len(shards) and not lacks else []
    head = shards[0].head.model_copy(update=changes)
    return [head, *sorted(records, key=lambda record: record.when), *end]


def _collect_people(shards: Sequence[AuditShardRecords]) -> Mapping[str, tuple[str, ...]]:
    return dict(sorted(chain.from_iterable(one.head.people.items() for one in shards)))


def _move_pictures(one: AuditShardRecords) -> list[AuditLine]:
    return [
        record.model_copy(update={"picture": move_to_shard(record.picture, one.info.shard)})
        if isinstance(record, Result) and record.picture
        else record
        for record in one.records
    ]
