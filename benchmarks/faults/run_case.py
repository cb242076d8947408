"""Carries out a case: a stage with the fault, ecfcheck as a process, and what became of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import Any

from benchmarks.faults.case import Case, Result, Running, StageFault
from benchmarks.faults.evidence import read_verdict
from benchmarks.faults.places import LEGACY_LOGIN, NEW_PASSWORD, PASSWORD, SUCCESS
from ecfcheck.courts.live import LIVE
from ecfcheck.courts.stage import RunningStage, StageError, start_stage
from ecfcheck.provision import find_browser
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import NOT_STAGED, ROOT, build_environ, build_settings, write_court_file

SECONDS_TO_END = 150
"""The time after which a run counts as hanging."""

_POLL_SECONDS = 0.1
_LEGACY_START = "2017-12-01T09:00-05:00"
_LIMITS: Mapping[str, Any] = {"limits": {"arrive": 4, "act": 2, "settle": 1, "again": 0.2}}
"""Short time limits, because a fault is not more of a fault after a longer wait."""

_EFFECTS = {"effect_sent": SUCCESS.on, "new_password_sent": NEW_PASSWORD.on}
_PASSWORDS = {"password_sent": PASSWORD, "ct_password_sent": LEGACY_LOGIN}
_DONE_ONCE = ("link_made", "password_changed")


class CaseSkippedError(Exception):
    """The case needs what this machine or this user does not have; the text says what."""


@dataclass(frozen=True)
class Ports:
    """Ports of loopback that cases need besides the stage's own."""

    closed: int
    tls: int


def run_case(case: Case, ports: Ports) -> Result:
    """Carry out a case and return what became of it. Raises CaseSkippedError."""
    with ExitStack() as stack:
        temporary = TemporaryDirectory(prefix="ecfcheck-fault-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        stack.enter_context(_open_disk(case, folder))
        database = folder / "stage.sqlite"
        stage = stack.enter_context(start_stage(f"--database={database}", *_list_stage_options(case)))
        return _CaseRun(case, ports, folder, stage, database).run()


def _list_stage_options(case: Case) -> tuple[str, ...]:
    return ("--at", _LEGACY_START) if case.flow == NEW_PASSWORD.flow else ()


@contextmanager
def _open_disk(case: Case, folder: Path) -> Iterator[None]:
    """Mount the case's disk, if it has one. Raises CaseSkippedError."""
    if case.disk is None:
        yield
        return
    disk = folder / "disk"
    disk.mkdir(mode=0o555)  # enough for a user who is not root
    options = "size=2m" if case.disk == "small" else "ro"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    is_mounted = not subprocess.run(mount, check=False, capture_output=True).returncode  # noqa: S603 - fixed
    if not is_mounted and (case.disk == "small" or os.geteuid() == 0):
        raise CaseSkippedError("this user cannot mount a disk")
    try:
        yield
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(disk)], check=False)  # noqa: S603, S607 - fixed arguments


class _CaseRun:
    def __init__(
        self, case: Case, ports: Ports, folder: Path, running_stage: RunningStage, database: Path
    ) -> None:
        self._case = case
        self._folder = folder
        self._running_stage = running_stage
        self._database = database
        self._stage = FaultyStage(running_stage.control, running_stage.port)
        self._values = {
            "{port}": str(running_stage.port),
            "{closed_port}": str(ports.closed),
            "{tls_port}": str(ports.tls),
            "{folder}": str(folder),
        }
        self._counters: list[StageFault] = [
            {"on": on, "event": kind}
            for kind, on in (_EFFECTS | {kind: place.on for kind, place in _PASSWORDS.items()}).items()
        ]
        self._has_held = False

    def run(self) -> Result:
        """Run ecfcheck with the fault and return what became of it."""
        hold = [self._case.hold] if self._case.hold else []
        self._set_faults([*self._counters, *self._case.stage_faults, *hold])
        command = self._build_command()
        environ = self._build_environ()
        started = monotonic()
        with subprocess.Popen(  # noqa: S603 - this very Python
            command,
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        ) as process:
            if self._case.act:
                self._act_when_held(process)
            status, output, errors = self._wait(process)
        seconds = monotonic() - started
        out = Path(self._fill(self._case.out))
        verdict = read_verdict(self._case, out, errors)
        return Result(
            outcome=verdict.outcome,
            step=verdict.step,
            message=self._shorten(verdict.message),
            status=status,
            seconds=seconds if verdict.seconds is None else verdict.seconds,
            output=output + errors,
            record_faults=verdict.record_faults if status is not None else (),
            sent=self._count_sent(verdict.step),
            applied=self._is_applied(),
        )

    def _build_command(self) -> list[str]:
        case, out = self._case, self._fill(self._case.out)
        flow = str(ROOT / "flows" / f"{case.flow}.yaml")
        more = [f"--output={self._folder / 'results'}"] if case.program[0] == "pytest" else []
        return [
            *(sys.executable, "-m", *case.program, flow),
            *(f"--court={self._write_court()}", f"--out={out}"),
            *more,
            *map(self._fill, case.options),
        ]

    def _write_court(self) -> Path:
        changes: list[Mapping[str, Any]] = [_LIMITS]
        changes += [{"release": "legacy"}] if self._case.flow == NEW_PASSWORD.flow else []
        changes += [NOT_STAGED] if self._case.is_live else []
        file = write_court_file(self._stage, self._folder, *changes)
        text = file.read_text(encoding="utf-8")
        for old, new in self._case.addresses.items():
            text = text.replace(self._fill(old), self._fill(new))
        file.write_text(text, encoding="utf-8")
        return file

    def _build_environ(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("ECFCHECK_")}
        environ = own | build_environ(self._stage, self._folder) | {"PYTHONPATH": str(ROOT)}
        if self._case.is_live:
            environ |= build_settings(self._stage.mint()) | {LIVE: "1"}
        if self._case.browser_flags or self._case.browser_script:
            environ["ECFCHECK_BROWSER"] = str(self._write_browser())
        return environ | {name: self._fill(value) for name, value in self._case.settings.items()}

    def _write_browser(self) -> Path:
        """Write a program that starts the browser with the case's options, or does something else."""
        flags = " ".join(f"'{self._fill(flag)}'" for flag in self._case.browser_flags)
        script = self._case.browser_script or f'exec "{find_browser().executable}" "$@" {flags}'
        program = self._folder / "browser"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    def _act_when_held(self, process: subprocess.Popen[str]) -> None:
        """Wait until the stage holds the run, act, and let the stage continue."""
        deadline, pause = monotonic() + SECONDS_TO_END, Event()
        while process.poll() is None and monotonic() < deadline:
            if self._stage.control.faults()[-1]["applied"]:
                self._has_held = True
                break
            pause.wait(_POLL_SECONDS)
        if self._has_held and self._case.act:
            self._case.act(Running(process, self._stage, self._running_stage.process, self._folder))
        with suppress(StageError):  # the act may have been to kill it
            self._set_faults([*self._counters, *self._case.stage_faults])

    def _wait(self, process: subprocess.Popen[str]) -> tuple[int | None, str, str]:
        try:
            output, errors = process.communicate(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, errors = process.communicate()
            return None, output, errors
        return process.returncode, output, errors

    def _set_faults(self, faults: list[StageFault]) -> None:
        self._stage.control.set_faults(json.loads(self._fill(json.dumps(faults))))

    def _is_applied(self) -> bool:
        if self._case.hold:
            return self._has_held
        faults = self._stage.control.faults()[len(self._counters) :]
        return all(fault["applied"] for fault in faults)

    def _count_sent(self, step: str) -> dict[str, int]:
        """Return how often each request was sent that must be sent once, from the stage's own log."""
        with closing(sqlite3.connect(self._database)) as connection:
            counts = dict(connection.execute("SELECT kind, count(*) FROM event GROUP BY kind"))
        watched = [*_EFFECTS, *_DONE_ONCE]
        # A flow logs in several times: only where the fault is at the first login must it be the only one.
        watched += [
            kind for kind, place in _PASSWORDS.items() if (place.name, place.step) == (self._case.place, step)
        ]
        return {kind: counts.get(kind, 0) for kind in watched}

    def _fill(self, text: str) -> str:
        for name, value in self._values.items():
            text = text.replace(name, value)
        return text

    def _shorten(self, message: str) -> str:
        """Return a message without what differs from run to run."""
        for name, value in self._values.items():
            if name != "{folder}":
                message = message.replace(f":{value}", "")
        return message.replace(str(self._folder), "FOLDER").replace(str(ROOT), ".")
