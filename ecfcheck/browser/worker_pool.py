"""Runs many workers in one browser and one thread by Playwright's sync API (docs/adr/0019).

Playwright runs each event handler in a greenlet of its own, and the whole sync API works in it: while one
worker waits for its court, the others run. A page of the pool's own emits one event for each worker.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from pages.errors import BrowserLostError, translate_browser_errors

_BEGIN = """
count => new Promise(done => {
    window.ended = () => { count -= 1; if (count === 0) done(); };
    for (let number = count; number > 0; number -= 1) console.log('work');
})
"""
_END = "() => window.ended()"
_WAIT = "milliseconds => new Promise(done => setTimeout(done, milliseconds))"


class GreenletPool:
    """Workers in one browser. If a worker raises, `run` raises its error after all have ended."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def run(self, count: int, worker: Callable[[], None]) -> None:
        """Run `count` workers at once; return when all have returned.

        Raises BrowserLostError when the browser is lost; what its workers do then is not waited for.
        """
        failures: list[Exception] = []

        def handle_event(_: ConsoleMessage) -> None:
            try:
                worker()
            except Exception as error:  # noqa: BLE001 - the other workers continue; it is raised below
                failures.append(error)
            # Without a browser there is nothing to tell, and `run` notices that by itself; an error in a
            # handler would be printed with its traceback.
            with suppress(Error):
                self._page.evaluate(_END)

        self._page.on("console", handle_event)
        with translate_browser_errors():
            self._page.evaluate(_BEGIN, count)
        self._page.remove_listener("console", handle_event)
        if failures:
            raise failures[0]

    def pause(self, seconds: float) -> None:
        """Wait in one worker only; `time.sleep` would block all of them."""
        self._page.evaluate(_WAIT, seconds * 1000)


@contextmanager
def create_pool(browser: Browser) -> Iterator[GreenletPool]:
    """Yield a pool with a blank page of its own. Raises BrowserLostError if the browser is lost."""
    with translate_browser_errors():
        context = browser.new_context()
        page = context.new_page()
    must_close = True
    try:
        yield GreenletPool(page)
    except (BrowserLostError, KeyboardInterrupt):
        # Playwright may never answer a call that closes what is gone; and after Ctrl-C, the other workers
        # would go on while this call waits for its answer.
        must_close = False
        raise
    finally:
        if must_close:
            with suppress(BrowserLostError), translate_browser_errors():
                context.close()


def choose_timeout_factor(cores: int, at_once: int) -> float:
    """Return the factor for a court's timeouts, as each worker has a smaller share of a core."""
    return max(1.0, at_once / (2 * cores))
