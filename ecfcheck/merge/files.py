"""Brings a shard's evidence into the folder of all, under a name of its own."""

import shutil
from pathlib import Path

from ecfcheck.runner.output import EVIDENCE
from ecfcheck.shard import Shard


def copy_evidence(folder: Path, out: Path, shard: Shard) -> None:
    """Copy a shard's pictures and recordings; no two shards' can collide."""
    if (folder / EVIDENCE).is_dir():
        shutil.copytree(folder / EVIDENCE, out / move_to_shard(EVIDENCE, shard))


def move_to_shard(path: str, shard: Shard) -> str:
    """Return where a file of a shard's evidence is in the folder of all, both relative to their folders."""
    whole = Path(path)
    if whole.parts[:1] != (EVIDENCE,):
        return path
    return Path(EVIDENCE, name_in_shard(shard), *whole.parts[1:]).as_posix()


def name_in_shard(shard: Shard) -> str:
    """Return what a shard is called in the names of files."""
    return f"{shard.index}-of-{shard.count}"
