"""Workers do not block each other, and share what they open."""

import pytest
from playwright.sync_api import Browser

from ecfcheck.browser.worker_pool import GreenletPool, choose_timeout_factor


def test_workers_run_concurrently(browser: Browser) -> None:
    events: list[str] = []
    names = iter("abc")

    def work() -> None:
        name = next(names)
        events.append(f"{name} begins")
        with browser.new_context() as context:
            context.new_page().goto("data:text/html,<title>here</title>")
        events.append(f"{name} ends")

    GreenletPool(browser).run(3, work)
    assert events[:3] == ["a begins", "b begins", "c begins"]
    assert sorted(events[3:]) == ["a ends", "b ends", "c ends"]


def test_a_workers_error_is_raised_after_all_workers_ended(browser: Browser) -> None:
    ended: list[int] = []
    numbers = iter(range(3))
    pool = GreenletPool(browser)

    def work() -> None:
        number = next(numbers)
        if number == 1:
            raise LookupError("the second one fails")
        pool.pause(0.01)
        ended.append(number)

    with pytest.raises(LookupError, match="the second one fails"):
        pool.run(3, work)
    assert sorted(ended) == [0, 2]


def test_a_pool_can_run_twice(browser: Browser) -> None:
    done: list[int] = []
    pool = GreenletPool(browser)
    for _ in range(2):
        pool.run(2, lambda: done.append(1))
    assert len(done) == 4


def test_workers_share_the_browser_that_one_of_them_opens(browser: Browser) -> None:
    pool, events = GreenletPool(browser), list[str]()

    def open_browser() -> Browser:
        events.append("begins")
        pool.pause(0.01)
        events.append("ends")
        return browser

    open_in_turn = pool.share(open_browser)
    pool.run(3, lambda: events.append(open_in_turn().browser_type.name))
    assert [event for event in events if event != "chromium"] == ["begins", "ends"] * 3
    assert events.count("chromium") == 3


def test_timeouts_grow_when_accounts_share_a_core() -> None:
    assert choose_timeout_factor(2, 4) == 1
    assert choose_timeout_factor(2, 16) == 4
