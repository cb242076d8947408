"""What to say when there is no browser: what was looked for, where, and what to do next."""

from collections.abc import Sequence
from pathlib import Path

from ecfcheck.provision import apt
from ecfcheck.provision.locations import BrowserLocation, Engine
from ecfcheck.provision.machine import Machine

CONFIGURED_AWAY = """\
ECFCHECK_BROWSER names {path}, which is not there
next  name a browser's program, or unset ECFCHECK_BROWSER to have one found"""

CONFIGURED_DEAD = """\
ECFCHECK_BROWSER names {path}, which is no program that can be started
next  name a browser's program, or unset ECFCHECK_BROWSER to have one found"""

CONFIGURED_OTHER = """\
ECFCHECK_BROWSER names {path}, and this run asks for {asked}
next  ask for it with --browser {named}, or unset ECFCHECK_BROWSER to have a {asked} found"""

NOTHING_FOUND = """\
no browser for {wanted}; looked for
{looked}
next  {next}"""

DOES_NOT_START = """\
{path} ({origin}) is there, but does not start:
{output}
next  {next}"""

PACKAGES: dict[Engine, tuple[tuple[str, ...], ...]] = {
    # The headless shell first: a good third faster than the full browser, and no desktop comes with it.
    # The fonts are the ones that court pages ask for, Arial's and Times's doubles.
    "chromium": (("chromium-headless-shell", "fonts-liberation"), ("chromium", "fonts-liberation")),
    "firefox": (("firefox-esr", "fonts-liberation"),),
    "webkit": (),
}
NAMES: dict[Engine, str] = {"chromium": "Google Chrome", "firefox": "Firefox", "webkit": "WebKit"}


class BrowserMissingError(Exception):
    """There is no browser to run in; the text says what to do next."""


def nothing_found(
    machine: Machine, engine: Engine, looked: Sequence[BrowserLocation], *, headed: bool
) -> BrowserMissingError:
    """Return the error for a machine on which nothing was found."""
    wanted = f"{engine} with a window" if headed else engine
    width = max(len(place.origin) for place in looked)
    lines = [f"  {place.origin:{width}}  {place.folder / place.file}" for place in looked]
    advice = "\n  or  ".join(ways_out(machine, engine, headed=headed))
    return BrowserMissingError(NOTHING_FOUND.format(wanted=wanted, looked="\n".join(lines), next=advice))


def ways_out(machine: Machine, engine: Engine, *, headed: bool) -> list[str]:
    """Return what a person can do to get a browser, likeliest first."""
    python = r".venv\Scripts\python" if machine.system == "win32" else ".venv/bin/python"
    shell = "--only-shell " if engine == "chromium" and not headed else ""
    ways = [f"{python} -m playwright install {shell}{engine}"]
    packages = PACKAGES[engine]
    if machine.system == "linux" and packages:
        ways.append(f"{apt.typed(packages[-1 if headed else 0])}    (Debian)")
    if machine.system != "linux" and engine != "webkit":
        ways.append(f"install {NAMES[engine]}")
    return [*ways, "set ECFCHECK_BROWSER to the path of a browser's program"]


def does_not_start(path: Path, origin: str, engine: Engine, output: str) -> BrowserMissingError:
    """Return the error for a browser that is there and fails; on Linux it lacks libraries, nearly always."""
    sudo = "" if apt.is_root() else "sudo "
    advice = f"{sudo}.venv/bin/python -m playwright install-deps {engine}    (Debian, Ubuntu: its libraries)"
    shown = "\n".join(f"  {line}" for line in output.splitlines())
    return BrowserMissingError(DOES_NOT_START.format(path=path, origin=origin, output=shown, next=advice))
