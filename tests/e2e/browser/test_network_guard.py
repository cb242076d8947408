"""The network guard blocks the addresses to which a screen would send closed effects."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import load_screens

FORM = "Do you want to link these accounts? <form {}><input name=action></form>"
SET_BODY = "html => document.body.outerHTML = `<body id=cmecfMainContent>${html}</body>`"


@pytest.fixture
def window(browser: Browser, court: CourtSession) -> Iterator[Window]:
    pages = {name: screen.page_class for name, screen in load_screens().items()}
    with BrowserWindows(browser, court.court, pages, WindowOptions(frozenset({"permanent"}))) as windows:
        window = windows.window("first")
        window.page.goto(f"{court.court.ecf}/static/ecf.css")
        yield window


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("method=post action=/cgi-bin/Odd.pl", ""),
        ("method=post action=/cgi-bin/Odd.pl?", ""),
        ("method=post action=/cgi-bin/Odd.pl hidden", ""),
        ("method=post action=/cgi-bin/Odd.pl style='display: contents'", ""),
        ("action=/cgi-bin/Odd.pl?one=1", ""),
        ("method=post action=/cgi-bin/Odd.pl", "action='/cgi-bin/Odd.pl?more=1'"),
        ("method=post action=/cgi-bin/Odd.pl?123-L_1_0-1", "action='/cgi-bin/Odd.pl?987-L_1_0-1'"),
    ],
)
def test_what_a_form_would_send_is_blocked_even_if_the_form_changes(
    form: str, change: str, window: Window
) -> None:
    window.page.evaluate(SET_BODY, FORM.format(form))
    window.network_guard.block_effects(window.page_objects["link_confirmation"])
    if change:
        name, _, value = change.partition("=")
        window.page.evaluate(f"document.forms[0].setAttribute('{name}', {value})")
    with window.page.expect_event("requestfailed"):
        window.page.evaluate("document.forms[0].submit()")
    (blocked,) = window.network_guard.blocked
    assert "/cgi-bin/Odd.pl" in blocked


BUTTONS = {
    "formaction": "method=post><button formaction=/cgi-bin/Odd.pl>Submit</button",
    "formmethod": "action=/cgi-bin/Odd.pl><button formmethod=post>Submit</button",
}


@pytest.mark.parametrize("form", BUTTONS.values(), ids=BUTTONS.keys())
def test_what_a_button_sends_elsewhere_than_its_form_is_blocked(form: str, window: Window) -> None:
    window.page.evaluate(SET_BODY, FORM.format(form))
    window.network_guard.block_effects(window.page_objects["link_confirmation"])
    with window.page.expect_event("requestfailed"):
        window.page.evaluate("document.querySelector('button').click()")
    (blocked,) = window.network_guard.blocked
    assert urlsplit(blocked).path == "/cgi-bin/Odd.pl"


def test_another_form_is_not_blocked(window: Window) -> None:
    window.page.evaluate(SET_BODY, FORM.format("method=post action=/cgi-bin/Odd.pl?link"))
    window.network_guard.block_effects(window.page_objects["link_confirmation"])
    window.page.evaluate("document.forms[0].setAttribute('action', '/cgi-bin/Odd.pl?help')")
    with window.page.expect_navigation():
        window.page.evaluate("document.forms[0].submit()")
    assert window.network_guard.blocked == []


POST = "path => fetch(path, {method: 'POST'}).then(() => 'sent', () => 'blocked')"
GET = "path => fetch(path).then(() => 'sent', () => 'blocked')"


@pytest.fixture
def open_window(browser: Browser, court: CourtSession) -> Iterator[Window]:
    """A window in which effects are open, at a form that links."""
    pages = {name: screen.page_class for name, screen in load_screens().items()}
    with BrowserWindows(browser, court.court, pages) as windows:
        window = windows.window("first")
        window.page.goto(f"{court.court.ecf}/static/ecf.css")
        window.page.evaluate(SET_BODY, FORM.format("method=post action=/cgi-bin/Odd.pl?1-L_1"))
        window.network_guard.watch_effects(window.page_objects["link_confirmation"])
        yield window


def test_what_posts_an_open_effect_passes_once_when_it_is_asked_for(open_window: Window) -> None:
    page, guard = open_window.page, open_window.network_guard
    assert page.evaluate(POST, "/cgi-bin/Odd.pl?2-L_1") == "blocked"
    guard.gate.open()
    assert [page.evaluate(POST, "/cgi-bin/Odd.pl?1-L_1") for _ in range(2)] == ["sent", "blocked"]
    assert [urlsplit(address).path for address in guard.gate.unasked] == ["/cgi-bin/Odd.pl"] * 2


@pytest.mark.parametrize("form", BUTTONS.values(), ids=BUTTONS.keys())
def test_what_a_button_posts_passes_only_when_it_is_asked_for(form: str, open_window: Window) -> None:
    open_window.page.evaluate(SET_BODY, FORM.format(form))
    open_window.network_guard.watch_effects(open_window.page_objects["link_confirmation"])
    with open_window.page.expect_event("requestfailed"):
        open_window.page.evaluate("document.querySelector('button').click()")
    (unasked,) = open_window.network_guard.gate.unasked
    assert urlsplit(unasked).path == "/cgi-bin/Odd.pl"


def test_a_page_whose_form_is_blocked_stays(open_window: Window) -> None:
    address = open_window.page.url
    with open_window.page.expect_event("requestfailed"):
        open_window.page.evaluate("document.forms[0].submit()")
    assert open_window.page.url == address
    assert open_window.page.locator("form").count() == 1


def test_what_reads_and_what_the_next_screen_posts_is_not_blocked(open_window: Window) -> None:
    page, guard = open_window.page, open_window.network_guard
    assert page.evaluate(GET, "/cgi-bin/Odd.pl?1-L_1") == "sent"
    guard.watch_effects(open_window.page_objects["link_success"])
    assert page.evaluate(POST, "/cgi-bin/Odd.pl?1-L_1") == "sent"
    assert guard.gate.unasked == []


def test_a_known_script_is_blocked_before_its_screen_comes(open_window: Window) -> None:
    page, guard = open_window.page, open_window.network_guard
    guard.watch_effects(open_window.page_objects["link_account"])
    guard.expect_effects(open_window.page_objects["link_confirmation"])
    assert page.evaluate(POST, "/cgi-bin/LinkAccountConfirm.pl?1-L_1") == "blocked"


def test_a_blocked_window_has_no_way_out_that_the_guard_does_not_see(window: Window) -> None:
    script = "new Worker(URL.createObjectURL(new Blob(['setInterval(() => 0)'])))"
    with window.page.expect_worker() as started:
        window.page.evaluate(f"globalThis.worker = {script}; null")
    with started.value.expect_event("close"):
        window.network_guard.block_everything()
    names = ["Worker", "SharedWorker", "WebSocketStream", "WebTransport", "RTCPeerConnection"]
    assert window.page.evaluate("names => names.filter(name => name in globalThis)", names) == []
    window.page.evaluate("document.body.append(document.createElement('iframe'))")
    assert window.page.frames[-1].evaluate("names => names.filter(name => name in globalThis)", names) == []
