"""Carries many workers at once in one browser and one thread, by Playwright's sync API (design: Speed).

Playwright runs each handler of an event in a greenlet of its own, in which the whole sync API may be used:
while one waits for its court, the others go on. A page of the crowd's own gives an event for each worker.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page

_BEGIN = """
count => new Promise(done => {
    window.ended = () => { count -= 1; if (count === 0) done(); };
    for (let number = count; number > 0; number -= 1) console.log('work');
})
"""
_END = "() => window.ended()"
_WAIT = "milliseconds => new Promise(done => setTimeout(done, milliseconds))"


class GreenletPool:
    """Workers of one browser. What one of them raises is raised when all have ended."""

    def __init__(self, page: Page) -> None:
        self._tab = page

    def work(self, count: int, worker: Callable[[], None]) -> None:
        """Let so many workers run at once, until each has returned."""
        failures: list[Exception] = []

        def work(_: ConsoleMessage) -> None:
            try:
                worker()
            except Exception as error:  # noqa: BLE001 - the others go on; it is raised below
                failures.append(error)
            self._tab.evaluate(_END)

        self._tab.on("console", work)
        self._tab.evaluate(_BEGIN, count)
        self._tab.remove_listener("console", work)
        if failures:
            raise failures[0]

    def pause(self, seconds: float) -> None:
        """Let time pass for one worker alone: a sleep would hold up all of them."""
        self._tab.evaluate(_WAIT, seconds * 1000)


@contextmanager
def create_pool(browser: Browser) -> Iterator[GreenletPool]:
    """Yield a crowd with a page of its own, which shows nothing and goes nowhere."""
    with browser.new_context() as context:
        yield GreenletPool(context.new_page())
