"""Copies a shard's evidence into the merged folder, under the shard's name."""

import shutil
from pathlib import Path

from ecfcheck.runner.output import EVIDENCE
from ecfcheck.shard import Shard


def copy_evidence(folder: Path, out: Path, shard: Shard) -> None:
    """Copy a shard's pictures and recordings to where no other shard's are."""
    if (folder / EVIDENCE).is_dir():
        shutil.copytree(folder / EVIDENCE, out / move_to_shard(EVIDENCE, shard))


def move_to_shard(path: str, shard: Shard) -> str:
    """Return the path in the merged folder of a path in the shard's folder."""
    parts = Path(path).parts
    if parts[:1] != (EVIDENCE,):
        return path
    return Path(EVIDENCE, name_shard(shard), *parts[1:]).as_posix()


def name_shard(shard: Shard) -> str:
    """Return a shard's name in the names of files, as in `2-of-4`."""
    return f"{shard.index}-of-{shard.count}"
