"""What waits for a browser ends when that browser is lost, in a pool and without one."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import (
    Browser,
    Page,
    Playwright,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from ecfcheck.browser.contexts import BrowserWindows, WindowOptions
from ecfcheck.browser.launch import BrowserFactory
from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.courts.court_session import CourtSession
from pages.errors import BrowserLostError, translate_browser_errors
from tests.helpers.killable_browsers import KillableBrowser, launch_killable_browser

_AT_ONCE = 8


@pytest.fixture
def killable(playwright: Playwright) -> Iterator[KillableBrowser]:
    with launch_killable_browser(playwright) as killable:
        yield killable


def wait_forever(page: Page) -> None:
    page.evaluate("new Promise(() => {})")


def click_what_never_comes(page: Page) -> None:
    page.locator("#never").click(timeout=0)


def load_forever(page: Page) -> None:
    page.wait_for_event("domcontentloaded", timeout=0)


@pytest.mark.parametrize(
    ("wait", "kill_at"),
    [(wait_forever, 1), (click_what_never_comes, _AT_ONCE // 2), (load_forever, _AT_ONCE)],
)
def test_workers_end_when_their_browser_is_killed_while_they_open_windows_or_wait(
    wait: Callable[[Page], None], kill_at: int, killable: KillableBrowser, court: CourtSession
) -> None:
    opened, lost = list[int](), list[str]()
    pool = GreenletPool(killable.browser)

    def work() -> None:
        with BrowserWindows(killable.browser, court.court, {}) as windows:
            try:
                with translate_browser_errors():
                    page = windows.window("first").page
                    opened.append(1)
                    if len(opened) == kill_at:
                        killable.kill()
                    wait(page)
            except BrowserLostError as error:
                lost.append(str(error))
        pool.pause(0.01)

    pool.run(_AT_ONCE, work)
    assert len(lost) == _AT_ONCE
    assert [text for text in lost if "has been closed" not in text] == []


def test_a_call_without_a_pool_ends_too(killable: KillableBrowser, court: CourtSession) -> None:
    with BrowserWindows(killable.browser, court.court, {}) as windows:
        page = windows.window("first").page
        killable.kill()
        with pytest.raises(BrowserLostError, match="has been closed"), translate_browser_errors():
            wait_forever(page)


def test_workers_that_lose_their_browser_continue_together_in_one_other(
    killable: KillableBrowser, court: CourtSession
) -> None:
    titles, killed = list[str](), list[int]()
    pool = GreenletPool(killable.browser)
    options = WindowOptions(reopen_browser=pool.share(BrowserFactory(killable.open_another)))

    def work() -> None:
        with (
            BrowserWindows(killable.browser, court.court, {}) as windows,
            suppress(BrowserLostError),
            translate_browser_errors(),
        ):
            page = windows.window("first").page
            if not killed:
                killed.append(1)
                killable.kill()
            wait_forever(page)
        with BrowserWindows(killable.browser, court.court, {}, options) as windows:
            page = windows.window("first").page
            page.goto("data:text/html,<title>here</title>")
            titles.append(page.title())

    pool.run(3, work)
    assert (titles, killable.program.starts) == (["here"] * 3, 2)


def test_a_call_that_the_browser_does_not_answer_ends_in_time_and_the_next_one_works(
    browser: Browser,
) -> None:
    page = browser.new_page()
    with pytest.raises(TimeoutError, match=r"the browser did not answer within 0\.2 s"), limit_calls(0.2):
        page.evaluate("new Promise(() => {})")
    with limit_calls(5):
        assert page.evaluate("1 + 1") == 2
    page.close()
