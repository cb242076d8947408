"""Merges the records of a run's shards, as if processes of one run had written them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.merge.compatibility import ShardInfo
from ecfcheck.merge.files import copy_evidence, move_to_shard, name_shard
from ecfcheck.report.json_lines import RecordsError, read_lines
from ecfcheck.runner.output import RECORDS
from ecfcheck.runner.records import RECORD, PartRecord, Record, RunRecord, StepRecord
from ecfcheck.shard import Shard


@dataclass(frozen=True)
class RunShardRecords:
    """What a shard of a run recorded in its folder."""

    info: ShardInfo
    files: Mapping[str, Sequence[Record]]
    """The records by the names of their files."""
    torn: tuple[str, ...]


def read_run_shard(folder: Path) -> RunShardRecords:
    """Return the records of a run's shard from its folder. Raises RecordsError."""
    files = {path.name: read_lines(path, RECORD) for path in sorted(folder.glob(RECORDS))}
    records = [record for lines in files.values() for record in lines.records]
    heads = [record for record in records if isinstance(record, RunRecord)]
    if not heads:
        raise RecordsError(f"{folder}: this run was cut short before it began; run the shard again")
    info = ShardInfo(
        folder,
        "run",
        frozenset(head.shard for head in heads if head.shard),
        heads[0].plan,
        heads[0].version,
        {court.name: court.address for head in heads for court in head.courts},
    )
    torn = tuple(where for lines in files.values() for where in lines.torn)
    return RunShardRecords(info, {name: lines.records for name, lines in files.items()}, torn)


def write_run(out: Path, shards: Iterable[RunShardRecords]) -> None:
    """Write the records and evidence of all shards into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for one in sorted(shards, key=lambda one: one.info.shard.index):
        shard = one.info.shard
        copy_evidence(one.info.folder, out, shard)
        for name, records in one.files.items():
            lines = "".join(f"{_move_record(record, shard).model_dump_json()}\n" for record in records)
            target = out / name.replace("records-", f"records-{name_shard(shard)}-", 1)
            target.write_text(lines, encoding="utf-8")


def _move_record(record: Record, shard: Shard) -> Record:
    if isinstance(record, RunRecord):
        return record.model_copy(update={"merged": True})
    if not isinstance(record, StepRecord):
        return record
    return record.model_copy(update={"parts": tuple(_move_part(part, shard) for part in record.parts)})


def _move_part(part: PartRecord, shard: Shard) -> PartRecord:
    paths = {"picture": part.picture, "snapshot": part.snapshot, "trace": part.trace, "video": part.video}
    return part.model_copy(update={kind: move_to_shard(path, shard) for kind, path in paths.items() if path})
