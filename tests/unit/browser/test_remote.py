"""Addresses of remote browsers are checked before any connection is made."""

from collections.abc import Mapping

import pytest

from config.court import load_court
from config.court_selection import STAGED
from config.yaml_file import ProblemsError
from ecfcheck.browser.remote import RemoteBrowser, find_remote_browser, strip_credentials
from ecfcheck.provision import Engine

NONE: Mapping[str, str] = {}


def read_problems(
    connect: str | None,
    environ: Mapping[str, str] = NONE,
    engine: Engine = "chromium",
    *,
    headed: bool = False,
) -> str:
    """Return the problems of a remote browser that is named like this."""
    with pytest.raises(ProblemsError) as error:
        find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    return str(error.value)


def set_grid(address: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Set Playwright's variable for a grid, and return it."""
    monkeypatch.setenv("SELENIUM_REMOTE_URL", address)
    return {"SELENIUM_REMOTE_URL": address}


def test_a_browser_is_on_this_machine_by_default() -> None:
    assert (
        find_remote_browser("chromium", headed=False, connect=None, environ={"SELENIUM_REMOTE_URL": ""})
        is None
    )


@pytest.mark.parametrize(
    "address", ["ws://127.0.0.1:8400/key", "ws://[::1]:8400/key", "ws://a.localhost/key", "wss://x.org/key"]
)
def test_a_server_can_be_on_this_machine_or_use_encryption(address: str) -> None:
    browser = find_remote_browser("firefox", headed=False, connect=address, environ=NONE)
    assert browser == RemoteBrowser("--connect", address)


@pytest.mark.parametrize(
    "address", ["nonsense", "http://127.0.0.1:8400", "ws:///key", "ws://x:port", "ws://[::1"]
)
def test_an_invalid_address_of_a_server_is_rejected(address: str) -> None:
    assert read_problems(address) == (
        f"--connect: {address!r} is not the address of a Playwright server; write it as the server prints it:"
        " ws://127.0.0.1:8400/0123abcd"
    )


def test_an_invalid_address_of_a_grid_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_problems(None, set_grid("grid:4444", monkeypatch)) == (
        "SELENIUM_REMOTE_URL: 'grid:4444' is not the address of a grid or a chromedriver; write it as"
        " http://127.0.0.1:9515 or https://grid.example.org/wd/hub"
    )


def test_passwords_are_not_sent_to_a_browser_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_problems("ws://browsers.example.org:8400/key") == (
        "--connect: 'ws://browsers.example.org:8400' would send passwords unencrypted; write wss://, or open"
        " a tunnel there and write ws://127.0.0.1"
    )
    assert read_problems(None, set_grid("http://me:key@grid.example.org/wd/hub", monkeypatch)) == (
        "SELENIUM_REMOTE_URL: 'http://grid.example.org' would send passwords unencrypted; write https://, or"
        " open a tunnel there and write http://127.0.0.1"
    )


def test_all_conflicts_are_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = set_grid("http://127.0.0.1:9515", monkeypatch)
    assert read_problems("ws://127.0.0.1:1/key", environ, "firefox", headed=True) == (
        "--connect: conflicts with SELENIUM_REMOTE_URL, which is set: keep one of the two\n"
        "--headed: a remote browser shows its window or not as it was started; leave this option out\n"
        "SELENIUM_REMOTE_URL: only provides Chromium, and this run asks for firefox; unset it, or use"
        " --connect"
    )


def test_a_grid_that_playwright_does_not_read_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELENIUM_REMOTE_URL", raising=False)
    assert read_problems(None, {"SELENIUM_REMOTE_URL": "http://127.0.0.1:9515"}) == (
        "SELENIUM_REMOTE_URL: is set in .env, but Playwright only reads it from the environment; export it"
        " there"
    )


def test_a_browser_on_another_machine_cannot_reach_a_staged_court() -> None:
    staged, real = load_court(STAGED["nextgen"]), load_court("ctd")
    far, near = (
        RemoteBrowser("--connect", "wss://b.example.org/key"),
        RemoteBrowser("--connect", "ws://127.0.0.1:1/"),
    )
    near.require_usable([staged, real], ())
    far.require_usable([real], ["video"])
    with pytest.raises(ProblemsError) as error:
        far.require_usable([staged, real], ())
    assert str(error.value) == (
        "District of Connecticut (staged): is only on this machine, and the browser at wss://b.example.org"
        " cannot reach it; use a browser on this machine, or name a --court that is not staged"
    )


def test_a_server_does_not_record_traces_because_it_would_keep_them() -> None:
    RemoteBrowser("SELENIUM_REMOTE_URL", "http://127.0.0.1:9515").require_usable([], ["trace"])
    with pytest.raises(ProblemsError) as error:
        RemoteBrowser("--connect", "ws://127.0.0.1:1/key").require_usable([], ["trace"])
    assert str(error.value) == (
        "--record trace: a server writes traces, passwords included, to its own files and keeps them until it"
        " stops; record a video, or use a browser on this machine"
    )


def test_what_can_be_a_key_to_a_browser_is_not_shown() -> None:
    said = "WebSocket error: wss://me:word@b.example.org:1/key?token=x 400 Bad Request"
    assert strip_credentials(said) == "WebSocket error: wss://b.example.org:1 400 Bad Request"
