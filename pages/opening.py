"""Opens a window for one run of a flow, and closes it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, BrowserContext

from config.court import Court
from pages.failing import BrowserLost, losing_told
from pages.page import Page
from pages.window import Window


@contextmanager
def opened(browser: Browser, court: Court, screens: Mapping[str, type[Page]]) -> Iterator[Window]:
    """Yield a window of its own, with no cookie of any other; it closes with the block."""
    with losing_told():
        context = browser.new_context(viewport={"width": 1100, "height": 800}, service_workers="block")
        context.set_default_timeout(court.limits.act * 1000)
        tab = context.new_page()
    try:
        yield Window(tab, court, screens)
    finally:
        _close(context)


def _close(context: BrowserContext) -> None:
    """Close a context, unless the browser has taken it along: then there is nothing left to close."""
    with suppress(BrowserLost), losing_told():
        context.close()
