"""Where a browser may be elsewhere, by what is told before one is asked for."""

from collections.abc import Mapping

import pytest

from config.court import load_court
from config.court_selection import STAGED
from config.yaml_file import ProblemsError
from ecfcheck.browser.remote import RemoteBrowser, find_remote_browser, without_keys
from ecfcheck.provision import Engine

NONE: Mapping[str, str] = {}


def told(
    connect: str | None,
    environ: Mapping[str, str] = NONE,
    engine: Engine = "chromium",
    *,
    headed: bool = False,
) -> str:
    """Return what is said of a browser named like this."""
    with pytest.raises(ProblemsError) as wrong:
        find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    return str(wrong.value)


def grid(address: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Set Playwright's variable for a grid."""
    monkeypatch.setenv("SELENIUM_REMOTE_URL", address)
    return {"SELENIUM_REMOTE_URL": address}


def test_a_browser_is_on_this_machine_unless_told_otherwise() -> None:
    assert (
        find_remote_browser("chromium", headed=False, connect=None, environ={"SELENIUM_REMOTE_URL": ""})
        is None
    )


@pytest.mark.parametrize(
    "address", ["ws://127.0.0.1:8400/key", "ws://[::1]:8400/key", "ws://a.localhost/key", "wss://x.org/key"]
)
def test_a_server_may_be_on_this_machine_or_reached_encrypted(address: str) -> None:
    place = find_remote_browser("firefox", headed=False, connect=address, environ=NONE)
    assert place == RemoteBrowser("--connect", address)


@pytest.mark.parametrize(
    "address", ["nonsense", "http://127.0.0.1:8400", "ws:///key", "ws://x:port", "ws://[::1"]
)
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    assert told(address) == (
        f"--connect: {address!r} is no address of a Playwright server; write it as the server prints it:"
        " ws://127.0.0.1:8400/0123abcd"
    )


def test_what_is_no_address_of_a_grid_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(None, grid("grid:4444", monkeypatch)) == (
        "SELENIUM_REMOTE_URL: 'grid:4444' is no address of a grid or a chromedriver; write it as"
        " http://127.0.0.1:9515 or https://grid.example.org/wd/hub"
    )


def test_passwords_do_not_travel_to_a_browser_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("ws://browsers.example.org:8400/key") == (
        "--connect: 'ws://browsers.example.org:8400' would send passwords unencrypted; write wss://, or lead"
        " a tunnel there and write ws://127.0.0.1"
    )
    assert told(None, grid("http://me:key@grid.example.org/wd/hub", monkeypatch)) == (
        "SELENIUM_REMOTE_URL: 'http://grid.example.org' would send passwords unencrypted; write https://, or"
        " lead a tunnel there and write http://127.0.0.1"
    )


def test_what_contradicts_is_told_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = grid("http://127.0.0.1:9515", monkeypatch)
    assert told("ws://127.0.0.1:1/key", environ, "firefox", headed=True) == (
        "--connect: is given, and SELENIUM_REMOTE_URL is set: keep one of the two\n"
        "--headed: whether a browser elsewhere shows its window is settled where it is started; leave it"
        " out\n"
        "SELENIUM_REMOTE_URL: leads to a Chromium alone, and this run asks for firefox; unset it, or use"
        " --connect"
    )


def test_a_grid_that_stands_where_playwright_does_not_look_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SELENIUM_REMOTE_URL", raising=False)
    assert told(None, {"SELENIUM_REMOTE_URL": "http://127.0.0.1:9515"}) == (
        "SELENIUM_REMOTE_URL: stands in .env, and Playwright looks for it in the environment alone; export it"
        " there"
    )


def test_a_staged_court_is_out_of_reach_of_a_browser_on_another_machine() -> None:
    staged, real = load_court(STAGED["nextgen"]), load_court("ctd")
    far, near = (
        RemoteBrowser("--connect", "wss://b.example.org/key"),
        RemoteBrowser("--connect", "ws://127.0.0.1:1/"),
    )
    near.require_usable([staged, real], ())
    far.require_usable([real], ["video"])
    with pytest.raises(ProblemsError) as wrong:
        far.require_usable([staged, real], ())
    assert str(wrong.value) == (
        "District of Connecticut (staged): is on this machine alone, and the browser at wss://b.example.org"
        " would look for it on its own; have the browser here, or name a --court that is not staged"
    )


def test_no_trace_is_made_by_a_server_which_would_keep_it() -> None:
    RemoteBrowser("SELENIUM_REMOTE_URL", "http://127.0.0.1:9515").require_usable([], ["trace"])
    with pytest.raises(ProblemsError) as wrong:
        RemoteBrowser("--connect", "ws://127.0.0.1:1/key").require_usable([], ["trace"])
    assert str(wrong.value) == (
        "--record trace: a server writes traces to files of its own, passwords and all, and keeps them until"
        " it ends; record a video, or have the browser here"
    )


def test_what_may_be_a_key_to_a_browser_is_not_shown() -> None:
    said = "WebSocket error: wss://me:word@b.example.org:1/key?token=x 400 Bad Request"
    assert without_keys(said) == "WebSocket error: wss://b.example.org:1 400 Bad Request"
