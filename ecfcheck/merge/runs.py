"""Joins the records of a run's shards in one folder, as if processes of one run had left them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.merge.compatibility import ShardInfo
from ecfcheck.merge.files import copy_evidence, move_to_shard, name_in_shard
from ecfcheck.report.json_lines import RecordsError, read_lines
from ecfcheck.runner.output import RECORDS
from ecfcheck.runner.records import RECORD, PartRecord, Record, RunRecord, StepRecord
from ecfcheck.shard import Shard


@dataclass(frozen=True)
class RunShard:
    """A shard of a run, as it lies in its folder."""

    left: ShardInfo
    files: Mapping[str, Sequence[Record]]
    """The records, by the names of their files."""
    torn: tuple[str, ...]


def read_run(folder: Path) -> RunShard:
    """Return the shard of a run that a folder holds. Raises RecordsError."""
    files = {path.name: read_lines(path, RECORD) for path in sorted(folder.glob(RECORDS))}
    records = [record for lines in files.values() for record in lines.records]
    heads = [record for record in records if isinstance(record, RunRecord)]
    if not heads:
        raise RecordsError(f"{folder}: this run was cut short before it began; run the shard again")
    left = ShardInfo(
        folder,
        "run",
        frozenset(head.shard for head in heads if head.shard),
        heads[0].plan,
        heads[0].version,
        {court.name: court.address for head in heads for court in head.courts},
    )
    torn = tuple(where for lines in files.values() for where in lines.torn)
    return RunShard(left, {name: lines.records for name, lines in files.items()}, torn)


def write_run(out: Path, shards: Iterable[RunShard]) -> None:
    """Write the records and evidence of all shards into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for one in sorted(shards, key=lambda one: one.left.shard.index):
        shard = one.left.shard
        copy_evidence(one.left.folder, out, shard)
        for name, records in one.files.items():
            lines = "".join(f"{_moved(record, shard).model_dump_json()}\n" for record in records)
            target = out / name.replace("records-", f"records-{name_in_shard(shard)}-", 1)
            target.write_text(lines, encoding="utf-8")


def _moved(record: Record, shard: Shard) -> Record:
    if not isinstance(record, StepRecord):
        return record
    return record.model_copy(update={"parts": tuple(_moved_part(part, shard) for part in record.parts)})


def _moved_part(part: PartRecord, shard: Shard) -> PartRecord:
    paths = {"picture": part.picture, "trace": part.trace, "video": part.video}
    return part.model_copy(update={kind: move_to_shard(path, shard) for kind, path in paths.items() if path})
