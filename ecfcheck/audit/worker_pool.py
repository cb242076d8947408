"""Runs many workers in one browser and one thread by Playwright's sync API (docs/adr/0019).

Playwright runs each event handler in a greenlet of its own, and the whole sync API works in it: while one
worker waits for its court, the others run. A page of the pool's own emits one event for each worker.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil

from playwright.sync_api import Browser, ConsoleMessage, Page

_BEGIN = """
count => new Promise(done => {
    window.ended = () => { count -= 1; if (count === 0) done(); };
    for (let number = count; number > 0; number -= 1) console.log('work');
})
"""
_END = "() => window.ended()"
_WAIT = "milliseconds => new Promise(done => setTimeout(done, milliseconds))"

_BUSY_SECONDS = 0.7
"""How long one account keeps a core busy (measured with four at once on two cores)."""

_BROWSER_SECONDS = 0.3
"""The browser's own share of the time to a first screen: how long it takes if the court answers at once."""

_COURT_ANSWERS = 6
"""How many answers of the court an account waits for, one after the other."""

_MAX_PER_CORE = 8
"""How many accounts a core can carry before they slow each other down."""


class GreenletPool:
    """Workers in one browser. If a worker raises, `run` raises its error after all have ended."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def run(self, count: int, worker: Callable[[], None]) -> None:
        """Run `count` workers at once; return when all have returned."""
        failures: list[Exception] = []

        def handle_event(_: ConsoleMessage) -> None:
            try:
                worker()
            except Exception as error:  # noqa: BLE001 - the other workers continue; it is raised below
                failures.append(error)
            self._page.evaluate(_END)

        self._page.on("console", handle_event)
        self._page.evaluate(_BEGIN, count)
        self._page.remove_listener("console", handle_event)
        if failures:
            raise failures[0]

    def pause(self, seconds: float) -> None:
        """Wait in one worker only; `time.sleep` would block all of them."""
        self._page.evaluate(_WAIT, seconds * 1000)


@contextmanager
def create_pool(browser: Browser) -> Iterator[GreenletPool]:
    """Yield a pool with a blank page of its own."""
    with browser.new_context() as context:
        yield GreenletPool(context.new_page())


def choose_concurrency(cores: int, first_screen: float, per_minute: int) -> int:
    """Return how many accounts to audit at once.

    `first_screen` is how many seconds a court took to show its login. While one account waits for its court,
    a core can serve others. The limit of `per_minute` logins caps the number: more would only wait in line.
    """
    waiting = _COURT_ANSWERS * max(first_screen - _BROWSER_SECONDS, 0)
    busy = cores * min(2 * (1 + waiting / _BUSY_SECONDS), _MAX_PER_CORE)
    seconds = 2 * _BUSY_SECONDS + waiting
    can_log_in = 1 + per_minute / 60 * seconds
    return max(1, min(round(busy), ceil(can_log_in)))


def choose_timeout_factor(cores: int, at_once: int) -> float:
    """Return the factor for a court's timeouts, as each account has a smaller share of a core."""
    return max(1.0, at_once / (2 * cores))
