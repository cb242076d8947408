"""Installs a browser where there is none: Playwright's own, or else Debian's package."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

import click

from ecfcheck.provision.find import (
    OWN,
    PACKAGES,
    SUDO,
    VARIABLE,
    BrowserMissingError,
    Engine,
    LocalBrowser,
    find_browser,
    is_root,
)

DOWNLOAD_SECONDS = 300  # enough for the browser's 120 MB on a slow line
APT_SECONDS = 900  # enough for a slow mirror
START_SECONDS = 60
STOP_SECONDS = 10  # an installer may take so long to clean up
# Playwright tries an address five times: without this, a closed network would take minutes.
CONNECTION_TIMEOUT = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}  # ms
APT_OPTIONS = ("-qqy", "--no-install-recommends", "-oDPkg::Lock::Timeout=120", "-oDpkg::Use-Pty=0")


def provide_browser(engine: Engine) -> LocalBrowser:
    """Return the browser that is there, or install one. Raises BrowserMissingError."""
    found = _look_for_browser(engine) or _install_from_playwright(engine) or _install_from_debian(engine)
    browser = found or find_browser(engine)
    fault = _try_start(browser)
    if fault and browser.origin == OWN and (root := _find_root_command()) is not None:
        _say("installing the shared libraries it needs")
        _run_playwright("install-deps", engine, root=root)
        fault = _try_start(browser)
    if fault:
        output = "\n".join(f"  {line}" for line in fault.splitlines())
        # On Linux it lacks libraries, nearly always.
        advice = (
            f"{SUDO}.venv/bin/python -m playwright install-deps {engine}    (Debian, Ubuntu: its libraries)"
        )
        raise BrowserMissingError(
            f"{browser.executable} ({browser.origin}) does not start:\n{output}\nnext  {advice}"
        )
    return browser


def _look_for_browser(engine: Engine) -> LocalBrowser | None:
    """Return the browser, if any. Raises BrowserMissingError if the configured one is wrong."""
    try:
        return find_browser(engine)
    except BrowserMissingError:
        if os.environ.get(VARIABLE):
            raise
        return None


def _install_from_playwright(engine: Engine) -> LocalBrowser | None:
    """Download Playwright's own browser; on a closed network it is normal that this fails."""
    _say(f"downloading Playwright's own {engine}")
    shell = ["--only-shell"] if engine == "chromium" else []
    if fault := _run_playwright("install", *shell, engine):
        lines = fault.splitlines()  # the first says what was tried
        reason = next((line.strip() for line in lines if "error" in line.lower()), lines[0])
        _say(f"Playwright's own cannot be downloaded: {reason}")
    return _look_for_browser(engine)


def _install_from_debian(engine: Engine) -> LocalBrowser | None:
    """Install the first of Debian's packages that is available, if that takes no password."""
    root = _find_root_command()
    if root is None or shutil.which("apt-get") is None:
        return None
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    for packages in PACKAGES[engine]:
        _say(f"installing Debian's {packages.replace(' ', ' and ')}")
        _run([*apt, "-qq", "update"], APT_SECONDS)  # may fail for a list that is not needed
        fault = _run([*apt, "install", *APT_OPTIONS, *packages.split()], APT_SECONDS)
        if not fault:
            break
        _say(f"apt-get failed: {fault.splitlines()[-1]}")
    return _look_for_browser(engine)


def _try_start(browser: LocalBrowser) -> str:
    """Have the browser print its version; return its output if it fails, and "" if it does not."""
    # Elsewhere than on Linux, that would open a window.
    if sys.platform != "linux" or browser.engine == "webkit":
        return ""
    return _run([str(browser.executable), "--version"], START_SECONDS)


def _find_root_command() -> list[str] | None:
    """Return what to put before a command so that root runs it; None if that takes a password."""
    sudo = ["sudo", "-n"]
    return [] if is_root() else None if _run([*sudo, "true"], seconds=10) else sudo


def _run_playwright(*arguments: str, root: Sequence[str] = ()) -> str:
    command = [*root, sys.executable, "-m", "playwright", *arguments]
    return _run(command, DOWNLOAD_SECONDS, CONNECTION_TIMEOUT | dict(os.environ))


def _run(command: Sequence[str], seconds: float, environ: dict[str, str] | None = None) -> str:
    """Run a command with a time limit; return its output if it fails, "" if it succeeds."""
    # Not a pipe: to read it would wait for grandchildren.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed commands of our own, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environ,
                start_new_session=True,  # so that its children can be stopped too
            )
        except OSError as error:
            return str(error)
        try:
            ending = f"exit status {process.wait(seconds)}"
        except subprocess.TimeoutExpired:
            ending = f"stopped after {seconds:g} s"
        finally:
            _stop(process)
        output.seek(0)
        return "" if process.returncode == 0 else output.read().strip() or ending


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children if it is still running: first by SIGTERM, then by SIGKILL."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _say(line: str) -> None:
    """Print progress to standard error: standard output is for the path alone."""
    click.echo(f"browser: {line}", err=True)
