"""Which browser a run uses: the configured one, Playwright's own, an installed one, and the lighter first."""

from pathlib import Path

import pytest

from ecfcheck.provision import Browser, BrowserMissingError, Engine
from ecfcheck.provision.find import find_on
from ecfcheck.provision.machine import Machine
from ecfcheck.provision.playwright_registry import revisions

SHELL = "usr/lib/chromium/chromium-headless-shell"
CHROMIUM = "usr/lib/chromium/chromium"
CHROME = "opt/google/chrome/chrome"
FIREFOX = "usr/lib/firefox-esr/firefox-esr"


@pytest.fixture
def debian(tmp_path: Path) -> Machine:
    """A Debian without any browser."""
    return Machine("linux", {"HOME": str(tmp_path / "home")}, tmp_path)


def program(path: Path) -> Path:
    """Put a file there that could be started."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def own_shell(machine: Machine) -> Path:
    """Put Playwright's own headless shell where Playwright would."""
    revision = revisions()["chromium-headless-shell"]
    folder = machine.home() / ".cache/ms-playwright" / f"chromium_headless_shell-{revision}"
    path = program(folder / "chrome-headless-shell-linux64/chrome-headless-shell")
    (folder / "INSTALLATION_COMPLETE").touch()
    return path


def found(machine: Machine, engine: Engine = "chromium", *, headed: bool = False) -> Browser:
    return find_on(machine, engine, headed=headed)


def test_the_headless_shell_is_preferred_where_no_window_is_asked_for(debian: Machine) -> None:
    for place in (CHROME, CHROMIUM, SHELL):
        program(debian.root / place)
    assert found(debian).executable == debian.root / SHELL
    assert found(debian, headed=True).executable == debian.root / CHROME


def test_playwrights_own_comes_before_an_installed_one_and_needs_no_path(debian: Machine) -> None:
    program(debian.root / SHELL)
    own = own_shell(debian)
    browser = found(debian)
    assert (browser.executable, browser.options) == (own, {})


def test_a_download_of_playwrights_that_was_cut_short_does_not_count(debian: Machine) -> None:
    program(debian.root / SHELL)
    (own_shell(debian).parents[1] / "INSTALLATION_COMPLETE").unlink()
    assert found(debian).executable == debian.root / SHELL


def test_a_stock_firefox_is_driven_over_bidi(debian: Machine) -> None:
    path = program(debian.root / FIREFOX)
    assert found(debian, "firefox").options == {"executable_path": str(path), "channel": "moz-firefox"}


def test_the_configured_browser_comes_first(debian: Machine, tmp_path: Path) -> None:
    program(debian.root / SHELL)
    mine = program(tmp_path / "mine")
    machine = Machine("linux", {**debian.environ, "ECFCHECK_BROWSER": str(mine)}, debian.root)
    assert (found(machine).executable, found(machine).origin) == (mine, "configured")


def told(machine: Machine, engine: Engine = "chromium") -> str:
    """Return what is said when no browser is to be had."""
    with pytest.raises(BrowserMissingError) as missing:
        found(machine, engine)
    return str(missing.value)


def test_a_configured_browser_that_is_not_there_is_not_made_up_for_by_another(
    debian: Machine, tmp_path: Path
) -> None:
    program(debian.root / SHELL)
    gone = tmp_path / "gone"
    machine = Machine("linux", {**debian.environ, "ECFCHECK_BROWSER": str(gone)}, debian.root)
    assert told(machine) == (
        f"ECFCHECK_BROWSER names {gone}, which is not there\n"
        "next  name a browser's program, or unset ECFCHECK_BROWSER to have one found"
    )


def test_a_configured_browser_of_another_engine_is_refused(debian: Machine, tmp_path: Path) -> None:
    mine = program(tmp_path / "firefox")
    machine = Machine("linux", {**debian.environ, "ECFCHECK_BROWSER": str(mine)}, debian.root)
    assert told(machine) == (
        f"ECFCHECK_BROWSER names {mine}, and this run asks for chromium\n"
        "next  ask for it with --browser firefox, or unset ECFCHECK_BROWSER to have a chromium found"
    )


def test_without_any_browser_it_says_where_it_looked_and_how_to_get_one(debian: Machine) -> None:
    said = told(debian)
    assert said.startswith("no browser for chromium; looked for\n")
    assert f"  Debian's chromium-headless-shell  {debian.root / SHELL}\n" in said
    assert "\nnext  .venv/bin/python -m playwright install --only-shell chromium\n" in said
    assert "apt-get install --no-install-recommends chromium-headless-shell fonts-liberation" in said
    assert said.endswith("  or  set ECFCHECK_BROWSER to the path of a browser's program")


def test_on_windows_an_installed_edge_will_do(tmp_path: Path) -> None:
    edge = program(tmp_path / "x86/Microsoft/Edge/Application/msedge.exe")
    environ = {"PROGRAMFILES(X86)": str(tmp_path / "x86"), "USERPROFILE": str(tmp_path)}
    assert found(Machine("win32", environ, tmp_path)).executable == edge
