"""The configured browser is used first, then Playwright's own, then an installed one."""

from dataclasses import replace
from pathlib import Path

import pytest

from ecfcheck.provision import BrowserMissingError, Engine, LocalBrowser, find_browser
from ecfcheck.provision.find import SYSTEM, BrowserFinder, read_revisions

SHELL = "usr/lib/chromium/chromium-headless-shell"
CHROMIUM = "usr/lib/chromium/chromium"
CHROME = "opt/google/chrome/chrome"
FIREFOX = "usr/lib/firefox-esr/firefox-esr"


@pytest.fixture
def debian(tmp_path: Path) -> BrowserFinder:
    """Return the finder of a Debian machine without any browser."""
    return BrowserFinder({"HOME": str(tmp_path / "home")}, "linux", tmp_path)


def create_program(path: Path) -> Path:
    """Create an executable file; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def create_own_shell(finder: BrowserFinder) -> Path:
    """Create Playwright's own headless shell where Playwright installs it; return its path."""
    revision = read_revisions()["chromium-headless-shell"]
    folder = finder.root / "home/.cache/ms-playwright" / f"chromium_headless_shell-{revision}"
    path = create_program(folder / "chrome-headless-shell-linux64/chrome-headless-shell")
    (folder / "INSTALLATION_COMPLETE").touch()
    return path


def configure(finder: BrowserFinder, browser: Path) -> BrowserFinder:
    return replace(finder, environ={**finder.environ, "ECFCHECK_BROWSER": str(browser)})


def require_error(finder: BrowserFinder, engine: Engine = "chromium") -> str:
    """Return the message when no browser is found."""
    with pytest.raises(BrowserMissingError) as error:
        finder.find(engine)
    return str(error.value)


def test_the_headless_shell_comes_first_unless_headed(debian: BrowserFinder) -> None:
    for place in (CHROME, CHROMIUM, SHELL):
        create_program(debian.root / place)
    assert debian.find("chromium").executable == debian.root / SHELL
    assert debian.find("chromium", headed=True).executable == debian.root / CHROME


def test_playwrights_own_comes_before_an_installed_browser_and_needs_no_path(debian: BrowserFinder) -> None:
    create_program(debian.root / SHELL)
    own = create_own_shell(debian)
    browser = debian.find("chromium")
    assert browser == LocalBrowser("chromium", own, "Playwright's own", is_default=True)
    assert "executable_path" not in browser.launch_options


def test_an_incomplete_download_of_playwright_is_ignored(debian: BrowserFinder) -> None:
    create_program(debian.root / SHELL)
    (create_own_shell(debian).parents[1] / "INSTALLATION_COMPLETE").unlink()
    assert debian.find("chromium").executable == debian.root / SHELL


def test_a_stock_firefox_is_driven_over_bidi(debian: BrowserFinder) -> None:
    path = create_program(debian.root / FIREFOX)
    assert (
        debian.find("firefox").launch_options.items()
        >= {"executable_path": str(path), "channel": "moz-firefox"}.items()
    )


def test_the_configured_browser_comes_first(debian: BrowserFinder, tmp_path: Path) -> None:
    create_program(debian.root / SHELL)
    mine = create_program(tmp_path / "mine")
    assert configure(debian, mine).find("chromium") == LocalBrowser("chromium", mine, "configured")


def test_a_missing_configured_browser_is_not_replaced_by_another(
    debian: BrowserFinder, tmp_path: Path
) -> None:
    create_program(debian.root / SHELL)
    gone = tmp_path / "gone"
    assert require_error(configure(debian, gone)) == (
        f"ECFCHECK_BROWSER names {gone}, which does not exist\n"
        "next  name a browser's program, or unset ECFCHECK_BROWSER to have a chromium found"
    )


def test_a_configured_browser_of_another_engine_is_rejected(debian: BrowserFinder, tmp_path: Path) -> None:
    mine = create_program(tmp_path / "firefox")
    assert require_error(configure(debian, mine)) == (
        f"ECFCHECK_BROWSER names {mine}, and this run asks for chromium\n"
        "next  use it with --browser firefox, or unset ECFCHECK_BROWSER to have a chromium found"
    )


def test_without_a_browser_the_message_lists_the_places_and_the_remedies(debian: BrowserFinder) -> None:
    message = require_error(debian)
    assert message.startswith("no browser for chromium; looked for\n")
    assert f"  installed         {debian.root / SHELL}\n" in message
    assert "\nnext  .venv/bin/python -m playwright install --only-shell chromium\n" in message
    assert "apt-get install --no-install-recommends chromium-headless-shell fonts-liberation" in message
    assert message.endswith("  or  set ECFCHECK_BROWSER to the path of a browser's program")


def test_on_windows_an_installed_edge_is_used(tmp_path: Path) -> None:
    edge = create_program(tmp_path / "x86/Microsoft/Edge/Application/msedge.exe")
    environ = {"PROGRAMFILES(X86)": str(tmp_path / "x86"), "USERPROFILE": str(tmp_path)}
    assert BrowserFinder(environ, "win32").find("chromium").executable == edge


@pytest.mark.skipif(SYSTEM != "linux", reason="other systems always have a display")
def test_a_window_without_a_display_is_refused_before_a_browser_starts(tmp_path: Path) -> None:
    program = create_program(tmp_path / "chrome")
    environ = {"ECFCHECK_BROWSER": str(program)}
    with pytest.raises(BrowserMissingError) as error:
        find_browser("chromium", headed=True, environ=environ)
    assert str(error.value).startswith(
        "--headed: this machine has no display: neither DISPLAY nor WAYLAND_DISPLAY is set\nnext  leave out"
    )
    assert find_browser("chromium", headed=True, environ={**environ, "DISPLAY": ":0"}).executable == program
