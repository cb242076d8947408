"""Writes files atomically: a reader, or a crash, finds the old file or the whole new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

HALF_WRITTEN = ".half-written-"
"""The prefix of unfinished files; a killed process may leave one behind."""

_MODE = 0o666  # the default of `open`, before the umask


def write_atomically(target: Path, content: bytes, *, mode: int = _MODE) -> None:
    """Write a file atomically; see `open_atomically`."""
    with open_atomically(target, mode=mode) as file:
        file.write(content)


@contextmanager
def open_atomically(target: Path, *, mode: int = _MODE) -> Iterator[BinaryIO]:
    """Yield a new file that replaces `target` when the block ends, or is removed when it raises.

    Creates the folder if needed. The new file has the permissions `mode`, minus the umask, from the start.
    What a symbolic link leads to is replaced, and not the link.
    """
    target = target.resolve() if target.is_symlink() else target
    target.parent.mkdir(parents=True, exist_ok=True)
    # In the target's folder, because a file can be replaced atomically only within one file system. The name
    # does not contain the target's, which may have the maximum length already.
    unfinished = target.with_name(f"{HALF_WRITTEN}{token_hex(8)}")
    try:
        with open(unfinished, "x+b", opener=partial(os.open, mode=mode)) as file:
            yield file
            # Without this, a system crash could leave the name replaced but the content not on disk.
            file.flush()
            os.fsync(file.fileno())
        # The file is closed by now: Windows cannot move or remove an open file.
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
