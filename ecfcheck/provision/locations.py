"""Where browsers live: Playwright's own folders and the places that installed browsers are known to take."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ecfcheck.provision import playwright_registry
from ecfcheck.provision.machine import Machine, System

Engine = Literal["chromium", "firefox", "webkit"]
Kind = Literal["shell", "chromium", "firefox", "webkit"]

OWN = "Playwright's own"
SHELL = "Debian's chromium-headless-shell"
CHROMIUM = "installed Chromium"
CHROME = "installed Chrome"
EDGE = "installed Edge"
FIREFOX = "installed Firefox"

# The binaries themselves, never the wrapper scripts on the PATH: those outlive the browser they start.
INSTALLED: dict[System, tuple[tuple[Kind, str, str], ...]] = {
    "linux": (
        ("shell", SHELL, "/usr/lib/chromium/chromium-headless-shell"),
        ("shell", "Fedora's chromium-headless", "/usr/lib64/chromium-browser/headless_shell"),
        ("chromium", CHROME, "/opt/google/chrome/chrome"),
        ("chromium", EDGE, "/opt/microsoft/msedge/msedge"),
        ("chromium", CHROMIUM, "/usr/lib/chromium/chromium"),
        ("chromium", CHROMIUM, "/usr/lib64/chromium-browser/chromium-browser"),
        ("firefox", FIREFOX, "/usr/lib/firefox-esr/firefox-esr"),
        ("firefox", FIREFOX, "/usr/lib/firefox/firefox"),
        ("firefox", FIREFOX, "/usr/lib64/firefox/firefox"),
        ("firefox", FIREFOX, "/opt/firefox/firefox"),
        ("firefox", FIREFOX, "/snap/bin/firefox"),
    ),
    "darwin": (
        ("chromium", CHROME, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("chromium", CHROME, "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("chromium", EDGE, "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        ("chromium", CHROMIUM, "/Applications/Chromium.app/Contents/MacOS/Chromium"),
        ("firefox", FIREFOX, "/Applications/Firefox.app/Contents/MacOS/firefox"),
        ("firefox", FIREFOX, "~/Applications/Firefox.app/Contents/MacOS/firefox"),
    ),
    "win32": (
        ("chromium", CHROME, "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe"),
        ("chromium", CHROME, "{PROGRAMFILES(X86)}/Google/Chrome/Application/chrome.exe"),
        ("chromium", CHROME, "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe"),
        ("chromium", EDGE, "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe"),
        ("chromium", EDGE, "{PROGRAMFILES}/Microsoft/Edge/Application/msedge.exe"),
        ("chromium", CHROMIUM, "{LOCALAPPDATA}/Chromium/Application/chrome.exe"),
        ("firefox", FIREFOX, "{PROGRAMFILES}/Mozilla Firefox/firefox.exe"),
        ("firefox", FIREFOX, "{LOCALAPPDATA}/Mozilla Firefox/firefox.exe"),
    ),
}


@dataclass(frozen=True)
class BrowserLocation:
    """One place a browser may be in: a file below a folder."""

    origin: str
    kind: Kind
    folder: Path
    file: str  # may hold a *: Playwright's folders carry the processor's name

    def executable(self) -> Path | None:
        """Return the browser's program, if it is there and can be started."""
        if self.origin == OWN and not playwright_registry.complete(self.folder):
            return None
        found = self.folder.glob(self.file) if "*" in self.file else iter([self.folder / self.file])
        return next((path for path in found if startable(path)), None)


def startable(path: Path) -> bool:
    """Whether the path is a program's file."""
    return path.is_file() and os.access(path, os.X_OK)


def kinds(engine: Engine, *, headed: bool) -> tuple[Kind, ...]:
    """Return what will do for the engine, best first: a headless shell is a good third faster."""
    if engine != "chromium":
        return (engine,)
    return ("chromium",) if headed else ("shell", "chromium")


def places(machine: Machine, engine: Engine, *, headed: bool) -> Iterator[BrowserLocation]:
    """Yield every place to look in, best first."""
    for kind in kinds(engine, headed=headed):
        folder, file = playwright_registry.where(machine, kind)
        yield BrowserLocation(OWN, kind, folder, file)
        for of_kind, origin, text in INSTALLED[machine.system]:
            path = machine.folder(text)
            if of_kind == kind and path:
                yield BrowserLocation(origin, kind, path.parent, path.name)
