"""A window is opened such that the lock sees all that leaves it, and its cookies are known as secrets."""

from itertools import chain

from playwright.sync_api import Browser

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession

REGISTER = "navigator.serviceWorker.register('/static/ecf.js').then(String, String)"


def test_no_worker_of_the_courts_can_send_what_the_lock_does_not_see(
    window: Window, court: CourtSession, browser: Browser
) -> None:
    other = browser.new_page()
    answers = []
    for page in (window.page, other):
        page.goto(f"{court.court.ecf}/static/ecf.js")
        answers.append(page.evaluate(REGISTER))
    other.close()
    begun = "ServiceWorker script evaluation failed"  # it was begun, and is no worker's script
    assert answers[0] == "undefined"
    assert begun in answers[1]


def test_the_cookies_of_a_window_are_told_when_it_is_closed(browser: Browser, court: CourtSession) -> None:
    told: list[list[str]] = []
    terms = WindowOptions(on_cookies=lambda values: told.append([*values]))
    with BrowserWindows(browser, court.court, {}, terms) as windows:
        for name in ("first", "second"):
            windows.window(name).page.context.add_cookies(
                [{"name": "session", "value": f"key of the {name}", "url": court.court.ecf}]
            )
    assert [*chain.from_iterable(told)] == ["key of the first", "key of the second"]
