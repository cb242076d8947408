"""Runs one program to its end, or to the end of our patience, and keeps what it said."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

GRACE = 10  # an installer that is told to stop may tidy up for so many seconds


@dataclass(frozen=True)
class Done:
    """How a program ended; `output` is for showing when it did not end well."""

    ok: bool
    output: str


def run(arguments: Sequence[str], *, seconds: float, extra: dict[str, str] | None = None) -> Done:
    """Run the program with `extra` environment variables; it and its children are stopped after `seconds`."""
    with tempfile.TemporaryFile(
        "w+", encoding="utf-8", errors="replace"
    ) as said:  # a pipe waits for grandchildren
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed commands of our own, no shell
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=os.environ | (extra or {}),
                start_new_session=True,  # so that grandchildren can be stopped too
            )
        except OSError as error:
            return Done(ok=False, output=str(error))
        try:
            ending = f"exit code {process.wait(seconds)}"
        except subprocess.TimeoutExpired:
            ending = f"stopped after {seconds:g} s"
        finally:
            stop(process)
        said.seek(0)
        return Done(ok=process.returncode == 0, output=said.read().strip() or ending)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, if it still runs: politely first."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
