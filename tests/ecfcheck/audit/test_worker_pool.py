"""Many workers in one browser: they wait side by side, and none takes the others along."""

import pytest
from playwright.sync_api import Browser

from ecfcheck.audit.worker_pool import create_pool


def test_workers_wait_side_by_side(browser: Browser) -> None:
    said: list[str] = []
    names = iter("abc")
    with create_pool(browser) as pool:

        def worker() -> None:
            name = next(names)
            said.append(f"{name} begins")
            with browser.new_context() as context:
                context.new_page().goto("data:text/html,<title>here</title>")
            said.append(f"{name} ends")

        pool.work(3, worker)
    assert said[:3] == ["a begins", "b begins", "c begins"]
    assert sorted(said[3:]) == ["a ends", "b ends", "c ends"]


def test_what_one_worker_raises_is_raised_when_all_have_ended(browser: Browser) -> None:
    ended: list[int] = []
    numbers = iter(range(3))
    with create_pool(browser) as pool:

        def worker() -> None:
            number = next(numbers)
            if number == 1:
                raise LookupError("the second one fails")
            pool.pause(0.01)
            ended.append(number)

        with pytest.raises(LookupError, match="the second one fails"):
            pool.work(3, worker)
    assert sorted(ended) == [0, 2]


def test_a_crowd_works_again(browser: Browser) -> None:
    done: list[int] = []
    with create_pool(browser) as pool:
        for _ in range(2):
            pool.work(2, lambda: done.append(1))
    assert len(done) == 4
