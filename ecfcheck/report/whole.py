"""Writes files that are whole or left as they were."""

import os
from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it; its folder is made if it is not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target: only within one file system is a replacement a single deed.
    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
