"""Examines the machine: Python, Playwright, the browser, the display and the folders."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

from ecfcheck.courts.ledger import STATE, state_folder
from ecfcheck.doctor.diagnosis import Diagnosis, accept, note, report_problem
from ecfcheck.provision import BrowserMissingError, Engine, LocalBrowser, find_browser

_SECONDS_TO_ANSWER = 10
_MIN_FREE_MB = 200
"""A run of all flows with traces and pictures needs less."""
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Machine:
    """The machine, as seen through these variables and from this folder."""

    environ: Mapping[str, str]
    folder: Path

    def examine(self, engine: Engine) -> Iterator[Diagnosis]:
        """Yield what was found on the machine, for runs in this engine."""
        yield accept("Python", f"{sys.version.split()[0]}, {sys.executable}")
        yield accept("Playwright", version("playwright"))
        yield from self._examine_browser(engine)
        yield self._examine_headed(engine)
        yield self._examine_folder("output folder", self.folder, "go to a folder that can be written to")
        state = state_folder(self.environ)
        yield self._examine_folder("state folder", state, f"set {STATE} to a folder that can be written to")

    def _examine_browser(self, engine: Engine) -> Iterator[Diagnosis]:
        try:
            browser = find_browser(engine, environ=self.environ)
        except BrowserMissingError as error:
            text, _, remedy = str(error).partition("\nnext  ")
            yield report_problem("browser", text, remedy)
            return
        yield _examine_program(browser)

    def _examine_headed(self, engine: Engine) -> Diagnosis:
        subject = "--headed"
        try:
            browser = find_browser(engine, headed=True, environ=self.environ)
        except BrowserMissingError as error:
            text, _, remedy = str(error).partition("\nnext  ")
            return note(subject, text.removeprefix(f"{subject}: "), remedy)
        return accept(subject, f"{browser.executable} ({browser.origin})")

    @staticmethod
    def _examine_folder(subject: str, folder: Path, remedy: str) -> Diagnosis:
        existing = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
        try:
            with TemporaryFile(dir=existing):
                pass
        except OSError as error:
            return report_problem(subject, f"{folder} cannot be written to: {error.strerror}", remedy)
        free = shutil.disk_usage(existing).free // _MEGABYTE
        if free < _MIN_FREE_MB:
            return note(subject, f"{folder} has only {free} MB left", "free up space before a long run")
        return accept(subject, f"{folder}, {free:,} MB free")


def _examine_program(browser: LocalBrowser) -> Diagnosis:
    """Ask a browser's program for its version; on Windows it would open a window instead."""
    reason = {
        "configured": "named by ECFCHECK_BROWSER",
        "installed": "found on this machine; Playwright's own is not installed",
    }.get(browser.origin, browser.origin)
    if sys.platform == "win32":
        return accept("browser", f"{browser.executable} ({reason})")
    remedy = "set ECFCHECK_BROWSER to the program of another browser, or unset it to have one found"
    try:
        # The program that a run would start, so nothing is started that the user did not choose.
        done = subprocess.run(  # noqa: S603
            [str(browser.executable), "--version"],
            capture_output=True,
            text=True,
            timeout=_SECONDS_TO_ANSWER,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return report_problem("browser", f"{browser.executable} ({reason}) does not start: {error}", remedy)
    if done.returncode != 0 or not done.stdout.strip():
        said = (done.stderr.strip() or "it printed nothing").splitlines()[0]
        return report_problem("browser", f"{browser.executable} ({reason}) does not start: {said}", remedy)
    return accept("browser", f"{done.stdout.strip().splitlines()[0]}, {browser.executable} ({reason})")
