"""What is done to a run from outside: signals, killed processes, a disk that fills."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.faults.case import Running
from benchmarks.process_tree import list_process_tree

_CHUNK = b"\0" * 4096


def press_ctrl_c(run: Running) -> None:
    """Send SIGINT as a terminal does: to all processes of the command."""
    os.killpg(run.process.pid, signal.SIGINT)


def press_ctrl_c_twice(run: Running) -> None:
    """Send two different signals, because two of the same kind may be merged."""
    press_ctrl_c(run)
    run.process.terminate()


def terminate(run: Running) -> None:
    """Send SIGTERM as a scheduler does."""
    run.process.terminate()


def kill_run(run: Running) -> None:
    """Kill all processes of the command."""
    os.killpg(run.process.pid, signal.SIGKILL)


def kill_stage(run: Running) -> None:
    """Kill the court's server."""
    run.stage_process.kill()
    run.stage_process.wait()


def fill_disk(run: Running) -> None:
    """Write to the run's disk until it is full."""
    with (run.folder / "disk" / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(_CHUNK)
        except OSError:
            return


def _is_browser(command: str) -> bool:
    return "--remote-debugging" in command and "--type=" not in command and "/bin/sh" not in command


def _is_renderer(command: str) -> bool:
    return "--type=renderer" in command


def _is_driver(command: str) -> bool:
    return "run-driver" in command


def _is_worker(command: str) -> bool:
    return "import sys;exec(eval(sys.stdin.readline()))" in command


def _list_processes(root: int, is_wanted: Callable[[str], bool]) -> Iterator[int]:
    for pid in list_process_tree(root):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has exited meanwhile
            continue
        if is_wanted(command.replace("\0", " ")):
            yield pid


def _kill(run: Running, is_wanted: Callable[[str], bool]) -> None:
    pids = list(_list_processes(run.process.pid, is_wanted))
    if not pids:
        raise LookupError("no process to kill was found")
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def kill_browser(run: Running) -> None:
    """Kill the browser."""
    _kill(run, _is_browser)


def crash_renderer(run: Running) -> None:
    """Kill the processes of the browser that render pages, as a crash does."""
    _kill(run, _is_renderer)


def kill_driver(run: Running) -> None:
    """Kill Playwright's driver."""
    _kill(run, _is_driver)


def kill_worker(run: Running) -> None:
    """Kill pytest's worker processes."""
    _kill(run, _is_worker)
