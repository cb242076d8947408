"""Measures a process and its descendants: CPU seconds and memory, from /proc (Linux only)."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_USER_TICKS, _SYSTEM_TICKS = 11, 12
"""Fields of /proc/PID/stat behind the program's name."""


def list_process_tree(root: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has exited meanwhile
            continue
        for child in children:
            yield from list_process_tree(int(child))


def read_pss(pid: int) -> int:
    """Return a process's proportional share of memory (PSS), in kB; 0 if it has exited."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def read_cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process itself has used; 0 if it has exited."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS])) / _TICKS


class TreeSampler:
    """Samples a process tree in a thread, until it is closed."""

    def __init__(self, root: int, seconds: float) -> None:
        self.peak_kb = 0
        """The highest sum of PSS seen."""
        self._cpu: dict[int, float] = {}
        self._root = root
        self._seconds = seconds
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sample)

    @property
    def cpu_seconds(self) -> float:
        """The CPU time of all processes, each as it was last seen."""
        return sum(self._cpu.values())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._is_over.wait(self._seconds):
            pids = list(list_process_tree(self._root))
            self._cpu.update((pid, seconds) for pid in pids if (seconds := read_cpu_seconds(pid)))
            self.peak_kb = max(self.peak_kb, sum(map(read_pss, pids)))
