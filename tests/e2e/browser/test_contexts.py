"""The network guard sees every request of a window, and its cookies are reported as secrets."""

from itertools import chain

from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession

REGISTER = "navigator.serviceWorker.register('/static/ecf.js').then(String, String)"


def test_service_workers_cannot_send_what_the_network_guard_does_not_see(
    window: Window, court: CourtSession, browser: Browser
) -> None:
    other = browser.new_page()
    results = []
    for page in (window.page, other):
        page.goto(f"{court.court.ecf}/static/ecf.js")
        results.append(page.evaluate(REGISTER))
    other.close()
    assert results[0] == "undefined"
    # It was started; the script is not one for a worker.
    assert "ServiceWorker script evaluation failed" in results[1]


def test_the_cookies_of_a_window_are_reported_when_it_is_closed(
    browser: Browser, court: CourtSession
) -> None:
    reported: list[list[str]] = []
    options = WindowOptions(on_cookies=lambda values: reported.append([*values]))
    with BrowserWindows(browser, court.court, {}, options) as windows:
        for name in ("first", "second"):
            windows.window(name).page.context.add_cookies(
                [{"name": "session", "value": f"key of the {name}", "url": court.court.ecf}]
            )
    assert [*chain.from_iterable(reported)] == ["key of the first", "key of the second"]
