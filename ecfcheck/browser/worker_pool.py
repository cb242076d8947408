"""Runs many workers in one browser and one thread by Playwright's sync API (docs/adr/0019).

Playwright's sync API suspends the greenlet that calls it until its answer has come. Each worker is a greenlet
of its own, as each of Playwright's event handlers is: while one waits for its court, the others run.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from greenlet import greenlet
from playwright.sync_api import Browser

from pages.errors import BrowserLostError, translate_browser_errors


class GreenletPool:
    """Workers in one thread. They and the pool outlive a browser that is lost."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def run(self, count: int, worker: Callable[[], None]) -> None:
        """Run `count` workers at once; return when all have ended, then raise the first one's error.

        Raises BrowserLostError if Playwright itself ended, after each worker has ended with that error.
        """
        workers: list[greenlet] = []
        failures: list[Exception] = []
        ended = asyncio.Semaphore(0)

        def work() -> None:
            try:
                worker()
            except Exception as error:  # noqa: BLE001 - the other workers continue; it is raised below
                failures.append(error)
            finally:
                ended.release()

        async def run_all() -> None:
            # Created here, a worker that ends returns to the event loop, whichever greenlet resumed it.
            workers.extend(greenlet(work) for _ in range(count))
            for each in workers:
                asyncio.get_running_loop().call_soon(each.switch)
            for _ in workers:
                await ended.acquire()

        try:
            self._wait_for(run_all())
        except BrowserLostError:
            # No event loop runs any more that could resume a worker: each finds out for itself, and ends.
            for each in workers:
                while not each.dead:
                    each.switch()
            raise
        if failures:
            raise failures[0]

    def pause(self, seconds: float) -> None:
        """Wait in one worker only; `time.sleep` would block all of them. Raises BrowserLostError."""
        self._wait_for(asyncio.sleep(seconds))

    def share(self, open_browser: Callable[[], Browser]) -> Callable[[], Browser]:
        """Return a function for all workers that opens a browser: the others wait while one runs it."""
        lock = asyncio.Lock()

        def open_in_turn() -> Browser:
            self._wait_for(lock.acquire())
            try:
                return open_browser()
            finally:
                lock.release()

        return open_in_turn

    def _wait_for(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Suspend the calling greenlet until the coroutine has ended. Raises BrowserLostError."""
        with translate_browser_errors():
            # Playwright's own way to wait, which has no public name. A page's timer would do, but it ends
            # with its browser, and the workers must not (docs/adr/0026).
            self._browser._sync(coroutine)  # noqa: SLF001


def choose_timeout_factor(cores: int, at_once: int) -> float:
    """Return the factor for a court's timeouts, as each worker has a smaller share of a core."""
    return max(1.0, at_once / (2 * cores))
