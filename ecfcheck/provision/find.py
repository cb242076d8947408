"""Finds the browser of a run: the configured one, Playwright's own, or an installed one.

It imports no Playwright and starts no driver, so a missing browser is reported within milliseconds.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from config.errors import UserError

Engine = Literal["chromium", "firefox", "webkit"]

VARIABLE = "ECFCHECK_BROWSER"
OWN = "Playwright's own"
STOCK_FIREFOX = "moz-firefox"  # Playwright's channel for an unpatched Firefox, over WebDriver BiDi
SHELL = "chromium-headless-shell"  # starts and runs a third faster than the whole browser
SYSTEM = sys.platform if sys.platform in {"darwin", "win32"} else "linux"

OWN_PROGRAMS: Mapping[str, Sequence[str]] = {
    SHELL: ("*/chrome-headless-shell", "*/chrome-headless-shell.exe"),
    "chromium": ("*/chrome", "*/*.app/Contents/MacOS/Google Chrome for Testing", "*/chrome.exe"),
    "firefox": ("firefox/firefox", "firefox/*.app/Contents/MacOS/firefox", "firefox/firefox.exe"),
    "webkit": ("pw_run.sh", "Playwright.exe"),
}
"""Playwright's own browsers by their names in its browsers.json; globs of their programs on all systems."""

FOLDERS: Mapping[str, Sequence[str]] = {
    "linux": ("/",),
    "darwin": ("/Applications", "{HOME}/Applications"),
    "win32": ("{PROGRAMFILES}", "{PROGRAMFILES(X86)}", "{LOCALAPPDATA}"),
}
# The binaries themselves, never the wrapper scripts on PATH: those outlive the browser that they start.
INSTALLED: Mapping[str, Sequence[tuple[str, str]]] = {
    "linux": (
        (SHELL, "usr/lib/chromium/chromium-headless-shell"),
        (SHELL, "usr/lib64/chromium-browser/headless_shell"),
        ("chromium", "opt/google/chrome/chrome"),
        ("chromium", "opt/microsoft/msedge/msedge"),
        ("chromium", "usr/lib/chromium/chromium"),
        ("chromium", "usr/lib64/chromium-browser/chromium-browser"),
        ("firefox", "usr/lib/firefox-esr/firefox-esr"),
        ("firefox", "usr/lib/firefox/firefox"),
        ("firefox", "usr/lib64/firefox/firefox"),
        ("firefox", "opt/firefox/firefox"),
        ("firefox", "snap/bin/firefox"),
    ),
    "darwin": (
        ("chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("chromium", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        ("chromium", "Chromium.app/Contents/MacOS/Chromium"),
        ("firefox", "Firefox.app/Contents/MacOS/firefox"),
    ),
    "win32": (
        ("chromium", "Google/Chrome/Application/chrome.exe"),
        ("chromium", "Microsoft/Edge/Application/msedge.exe"),
        ("chromium", "Chromium/Application/chrome.exe"),
        ("firefox", "Mozilla Firefox/firefox.exe"),
    ),
}

# The fonts have the widths of Arial and Times, which court pages ask for.
PACKAGES: Mapping[Engine, Sequence[str]] = {
    "chromium": (f"{SHELL} fonts-liberation", "chromium fonts-liberation"),
    "firefox": ("firefox-esr fonts-liberation",),
    "webkit": (),
}
"""Debian's packages, in the order to try them; the last has a browser with a window."""

# Over HTTP/1.1 a browser can be kept from sending a request again (docs/adr/0021). And Chromium need not
# start another process each time that a window comes to another host of the court: that takes 4 % of a run.
_LAUNCH_OPTIONS: Mapping[Engine, Mapping[str, Any]] = {
    "chromium": {"args": ["--disable-http2", "--disable-quic", "--renderer-process-limit=1"]},
    "firefox": {
        "firefox_user_prefs": {"network.http.http2.enabled": False, "network.http.http3.enable": False}
    },
    "webkit": {},
}

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_NO_DISPLAY = """\
--headed: this machine has no display: neither DISPLAY nor WAYLAND_DISPLAY is set
next  leave out --headed, or run this on a desktop
  or  on a server, put `xvfb-run -a` before the command (Debian's package xvfb)"""


class BrowserMissingError(UserError):
    """No browser was found that can be used; the text says what to do."""


def base_launch_options(engine: Engine) -> dict[str, Any]:
    """Return what every browser is launched with: HTTP/1.1 alone, and Ctrl-C does not end it."""
    return {**_LAUNCH_OPTIONS[engine], "handle_sigint": False}


@dataclass(frozen=True)
class LocalBrowser:
    """A browser on this machine: its engine, its program and where that came from."""

    engine: Engine
    executable: Path
    origin: str
    is_default: bool = False
    """Whether Playwright launches it without being given a path."""

    @property
    def launch_options(self) -> dict[str, Any]:
        """The arguments of Playwright's `launch()`, besides the user's own."""
        path = {} if self.is_default else {"executable_path": str(self.executable)}
        channel = {"channel": STOCK_FIREFOX} if path and self.engine == "firefox" else {}
        return {**path, **channel, **base_launch_options(self.engine)}


class _Place(NamedTuple):
    kind: str
    origin: str
    folder: Path
    programs: Sequence[str]

    def find_program(self) -> Path | None:
        # Playwright leaves this mark when a download is complete.
        if self.origin == OWN and not (self.folder / "INSTALLATION_COMPLETE").is_file():
            return None
        return next(
            (path for glob in self.programs for path in self.folder.glob(glob) if _can_run(path)), None
        )


def find_browser(
    engine: Engine = "chromium", *, headed: bool = False, environ: Mapping[str, str] = os.environ
) -> LocalBrowser:
    """Return the browser to use on this machine.

    Raises BrowserMissingError if there is none, or if its window would have no display.
    """
    browser = BrowserFinder(environ).find(engine, headed=headed)
    if headed and SYSTEM == "linux" and not any(environ.get(name) for name in _DISPLAYS):
        raise BrowserMissingError(_NO_DISPLAY)
    return browser


@dataclass(frozen=True)
class BrowserFinder:
    """Finds browsers on a machine; tests give it a system and a root folder of their own."""

    environ: Mapping[str, str]
    system: str = SYSTEM
    root: Path = Path("/")

    def find(self, engine: Engine, *, headed: bool = False) -> LocalBrowser:
        """Return the configured browser, or else the best one found. Raises BrowserMissingError."""
        if configured := self.environ.get(VARIABLE):
            return _check_configured(Path(configured).expanduser(), engine)
        kinds = [SHELL, "chromium"] if engine == "chromium" and not headed else [engine]
        places = [place for kind in kinds for place in self._list_places(kind)]
        for place in places:
            if program := place.find_program():
                is_default = (place.origin, place.kind) == (OWN, kinds[0])
                return LocalBrowser(engine, program, place.origin, is_default)
        wanted = f"{engine} with a window" if headed else engine
        looked = (f"  {place.origin:16}  {place.folder / place.programs[0]}" for place in places)
        remedies = "\n  or  ".join(_list_remedies(engine, self.system, headed=headed))
        raise BrowserMissingError(
            "\n".join([f"no browser for {wanted}; looked for", *looked, f"next  {remedies}"])
        )

    def _list_places(self, kind: str) -> Iterator[_Place]:
        own = self.own_folder / f"{kind.replace('-', '_')}-{read_revisions()[kind]}"
        yield _Place(kind, OWN, own, OWN_PROGRAMS[kind])
        for file in (file for installed, file in INSTALLED[self.system] if installed == kind):
            for text in FOLDERS[self.system]:
                try:
                    folder = text.format_map({"HOME": self._home, **self.environ})
                except KeyError:  # a variable of Windows that is not set
                    continue
                path = self.root / folder.lstrip("/") / file
                yield _Place(kind, "installed", path.parent, (path.name,))

    @property
    def own_folder(self) -> Path:
        """The folder of all of Playwright's own browsers, by the rules of its driver."""
        configured = self.environ.get("PLAYWRIGHT_BROWSERS_PATH")
        if configured:
            return _find_driver() / ".local-browsers" if configured == "0" else Path(configured)
        variable, default = {
            "linux": ("XDG_CACHE_HOME", ".cache"),
            "darwin": ("", "Library/Caches"),
            "win32": ("LOCALAPPDATA", "AppData/Local"),
        }[self.system]
        return Path(self.environ.get(variable) or self._home / default) / "ms-playwright"

    @property
    def _home(self) -> Path:
        return Path(self.environ.get("USERPROFILE" if self.system == "win32" else "HOME") or Path.home())


def _check_configured(path: Path, engine: Engine) -> LocalBrowser:
    """Return the browser that the user named, if it is a program, and of the engine asked for."""
    other = "chromium" if engine == "firefox" else "firefox"
    remedy = "name a browser's program"
    if not path.exists():
        fault = "which does not exist"
    elif not _can_run(path):
        fault = "which is not an executable file"
    elif ("firefox" in path.name.lower()) != (engine == "firefox"):
        fault, remedy = f"and this run asks for {engine}", f"use it with --browser {other}"
    else:
        return LocalBrowser(engine, path, "configured")
    raise BrowserMissingError(
        f"{VARIABLE} names {path}, {fault}\nnext  {remedy}, or unset {VARIABLE} to have a {engine} found"
    )


def _list_remedies(engine: Engine, system: str, *, headed: bool) -> Iterator[str]:
    python = r".venv\Scripts\python" if system == "win32" else ".venv/bin/python"
    shell = "--only-shell " if engine == "chromium" and not headed else ""
    yield f"{python} -m playwright install {shell}{engine}"
    if system != "linux" and engine != "webkit":
        yield f"install {'Firefox' if engine == 'firefox' else 'Google Chrome'}"
    elif packages := PACKAGES[engine]:
        install = f"{SUDO}apt-get install --no-install-recommends {packages[-1 if headed else 0]}"
        yield f"{SUDO}apt-get update && {install}    (Debian)"
    yield f"set {VARIABLE} to the path of a browser's program"


def _can_run(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def is_root() -> bool:
    """Return whether this process is root's; Windows has no such user."""
    return sys.platform != "win32" and os.geteuid() == 0


SUDO = "" if is_root() else "sudo "


def _find_driver() -> Path:
    """Return the folder of Playwright's driver, without importing Playwright, which takes 0.3 s."""
    spec = find_spec("playwright")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "playwright is not installed: run `python3 bootstrap.py`", name="playwright"
        )
    return Path(spec.submodule_search_locations[0]) / "driver" / "package"


@cache
def read_revisions() -> dict[str, str]:
    """Return the revision of each browser that belongs to the installed Playwright."""
    browsers = json.loads((_find_driver() / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    return {browser["name"]: browser["revision"] for browser in browsers}
