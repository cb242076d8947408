"""Browsers that a test kills, as a system does that runs out of memory."""

import os
import shlex
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from playwright.sync_api import Browser, Playwright

from ecfcheck.provision import find_browser


@dataclass(frozen=True)
class BrowserProgram:
    """A program that becomes the browser, and notes the number of each process that it became."""

    path: Path
    _pids: Path

    @property
    def starts(self) -> int:
        """How many browsers were started."""
        return len(self._read_pids())

    def kill_last(self) -> None:
        """Kill the browser that was started last."""
        os.kill(int(self._read_pids()[-1]), signal.SIGKILL)

    def _read_pids(self) -> list[str]:
        return self._pids.read_text(encoding="utf-8").split() if self._pids.exists() else []


def write_browser_program(folder: Path) -> BrowserProgram:
    """Write the program into a folder, for ECFCHECK_BROWSER."""
    program = BrowserProgram(folder / "browser", folder / "pids")
    note, start = shlex.quote(str(folder / "pids")), shlex.quote(str(find_browser().executable))
    program.path.write_text(f'#!/bin/sh\necho $$ >> {note}\nexec {start} "$@"\n', encoding="utf-8")
    program.path.chmod(0o700)
    return program


@dataclass(frozen=True)
class KillableBrowser:
    """A browser of the test's own, started by a program that knows its process."""

    browser: Browser
    program: BrowserProgram
    playwright: Playwright

    def kill(self) -> None:
        """Kill the browser."""
        self.program.kill_last()

    @contextmanager
    def killed_once(self, is_time: Callable[[], object], then: Callable[[], object]) -> Iterator[None]:
        """Kill the browser as soon as it is time, and do what comes then, while the block runs.

        Fail the test if the block ends before it is time.
        """
        ended, killed = Event(), Event()

        def watch() -> None:
            while not ended.is_set():
                if is_time():
                    self.kill()
                    killed.set()
                    break
                ended.wait(0.02)
            then()

        thread = Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
        assert killed.is_set(), "it was never time to kill the browser"

    def open_another(self) -> Browser:
        """Start another one; it is what `kill` kills from then on."""
        return _launch(self.playwright, self.program)


@contextmanager
def launch_killable_browser(playwright: Playwright) -> Iterator[KillableBrowser]:
    """Yield a browser that can be killed; close it if it was not."""
    with TemporaryDirectory() as folder:
        program = write_browser_program(Path(folder))
        browser = _launch(playwright, program)
        try:
            yield KillableBrowser(browser, program, playwright)
        finally:
            browser.close()


def _launch(playwright: Playwright, program: BrowserProgram) -> Browser:
    options = find_browser().launch_options | {"executable_path": str(program.path)}
    return playwright.chromium.launch(**options)
