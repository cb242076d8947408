"""Where the installed Playwright package keeps its own browsers, told without starting its driver."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ecfcheck.provision.machine import Machine, System

# kind -> name in the driver's browsers.json, and the program in its folder for each system
PROGRAMS: dict[str, tuple[str, dict[System, str]]] = {
    "shell": (
        "chromium-headless-shell",
        {
            "linux": "chrome-headless-shell-linux*/chrome-headless-shell",
            "darwin": "chrome-headless-shell-mac-*/chrome-headless-shell",
            "win32": "chrome-headless-shell-win*/chrome-headless-shell.exe",
        },
    ),
    "chromium": (
        "chromium",
        {
            "linux": "chrome-linux*/chrome",
            "darwin": "chrome-mac-*/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
            "win32": "chrome-win*/chrome.exe",
        },
    ),
    "firefox": (
        "firefox",
        {
            "linux": "firefox/firefox",
            "darwin": "firefox/Nightly.app/Contents/MacOS/firefox",
            "win32": "firefox/firefox.exe",
        },
    ),
    "webkit": ("webkit", {"linux": "pw_run.sh", "darwin": "pw_run.sh", "win32": "Playwright.exe"}),
}


def where(machine: Machine, kind: str) -> tuple[Path, str]:
    """Return the folder of Playwright's own browser of a kind, and the program's name below it."""
    name, files = PROGRAMS[kind]
    folder = f"{name.replace('-', '_')}-{revisions()[name]}"
    return browsers_folder(machine) / folder, files[machine.system]


def complete(folder: Path) -> bool:
    """Whether the folder was unpacked to its end; Playwright leaves this mark then."""
    return (folder / "INSTALLATION_COMPLETE").is_file()


def browsers_folder(machine: Machine) -> Path:
    """Return the folder that holds all of Playwright's browsers, by the driver's own rules."""
    configured = machine.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if configured == "0":
        return driver() / ".local-browsers"
    if configured:
        return Path(configured)
    if machine.system == "darwin":
        return machine.home() / "Library" / "Caches" / "ms-playwright"
    if machine.system == "win32":
        local = machine.environ.get("LOCALAPPDATA")
        return (Path(local) if local else machine.home() / "AppData" / "Local") / "ms-playwright"
    cache_home = machine.environ.get("XDG_CACHE_HOME")
    return (Path(cache_home) if cache_home else machine.home() / ".cache") / "ms-playwright"


def driver() -> Path:
    """Return the driver's package; looked up, not imported, which would take a third of a second."""
    spec = find_spec("playwright")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "playwright is not installed: run `python3 bootstrap.py`", name="playwright"
        )
    return Path(spec.submodule_search_locations[0]) / "driver" / "package"


@cache
def revisions() -> dict[str, str]:
    """Return which revision of each browser belongs to the installed Playwright."""
    listed = json.loads((driver() / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    return {browser["name"]: browser["revision"] for browser in listed}
