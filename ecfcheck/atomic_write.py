"""Writes files atomically: a reader, or a crash, finds the old file or the new one, never half of it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

HALF_WRITTEN = ".half-written-"
"""How the name of an unfinished file begins; a process that is killed may leave one behind."""

_MODE = 0o666  # what `open` gives; the umask takes from it


def write_atomically(target: Path, content: bytes, *, mode: int = _MODE) -> None:
    """Write a file atomically; see `open_atomically`."""
    with open_atomically(target, mode=mode) as file:
        file.write(content)


@contextmanager
def open_atomically(target: Path, *, mode: int = _MODE) -> Iterator[BinaryIO]:
    """Yield a new file that replaces `target` when the block ends, or is removed when it raises.

    Creates the folder if needed. `mode` is the new file's permissions from the start, less the umask.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # In the target's folder, as only within one file system can a file be replaced in one step. The name is
    # not made of the target's, which may be as long as names can be.
    unfinished = target.with_name(f"{HALF_WRITTEN}{token_hex(8)}")
    try:
        with open(unfinished, "x+b", opener=partial(os.open, mode=mode)) as file:
            yield file
            # A crash of the system must not find the name replaced and the content not yet on disk.
            file.flush()
            os.fsync(file.fileno())
        # Closed before it is moved or removed: Windows does neither to an open file.
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
