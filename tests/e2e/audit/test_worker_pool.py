"""Tests that workers do not block each other, and how many accounts run at once."""

import pytest
from playwright.sync_api import Browser

from ecfcheck.audit.worker_pool import choose_concurrency, choose_timeout_factor, create_pool


def test_workers_run_concurrently(browser: Browser) -> None:
    events: list[str] = []
    names = iter("abc")
    with create_pool(browser) as pool:

        def work() -> None:
            name = next(names)
            events.append(f"{name} begins")
            with browser.new_context() as context:
                context.new_page().goto("data:text/html,<title>here</title>")
            events.append(f"{name} ends")

        pool.run(3, work)
    assert events[:3] == ["a begins", "b begins", "c begins"]
    assert sorted(events[3:]) == ["a ends", "b ends", "c ends"]


def test_a_workers_error_is_raised_after_all_workers_ended(browser: Browser) -> None:
    ended: list[int] = []
    numbers = iter(range(3))
    with create_pool(browser) as pool:

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
    with create_pool(browser) as pool:
        for _ in range(2):
            pool.run(2, lambda: done.append(1))
    assert len(done) == 4


@pytest.mark.parametrize(
    ("cores", "first_screen", "per_minute", "at_once"),
    [
        (2, 0.25, 6000, 4),  # the best measured number for a court that answers at once
        (2, 0.5, 6000, 11),  # a slower court leaves the processor time for more
        (2, 5.0, 6000, 16),
        (8, 0.25, 6000, 16),
        (8, 0.25, 30, 2),  # more could not log in
        (1, 0.0, 1, 2),
    ],
)
def test_concurrency_depends_on_the_cores_the_court_and_the_login_limit(
    cores: int, first_screen: float, per_minute: int, at_once: int
) -> None:
    assert choose_concurrency(cores, first_screen, per_minute) == at_once


def test_timeouts_grow_when_accounts_share_a_core() -> None:
    assert choose_timeout_factor(2, 4) == 1
    assert choose_timeout_factor(2, 16) == 4
