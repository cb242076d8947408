"""A window of the staged court, and pages of one's own shown in it, for tests of a page by itself."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import screens

ShowPage = Callable[..., Window]


@pytest.fixture
def window(browser: Browser, court: CourtSession) -> Iterator[Window]:
    """An empty window that knows all screens, and in which every effect is open."""
    pages = {name: screen.page_class for name, screen in screens().items()}
    with BrowserWindows(browser, court.court, pages) as windows:
        yield windows.window("first")


@pytest.fixture
def show(window: Window) -> ShowPage:
    """Show HTML in the window as if the court had answered with it."""

    def show_page(html: str, address: str = "/cgi-bin/page.pl", status: int = 200) -> Window:
        full = address if "//" in address else f"{window.court.ecf}{address}"

        def answer(route: Route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")
            else:
                route.abort()

        window.page.route("**/*", answer)
        window.load(full, 10)
        window.page.unroute("**/*")
        return window

    return show_page


def read_refusal(window: Window) -> tuple[str, str] | None:
    """Return the screen that refuses now, and its words; None if none does."""
    refusal = window.look().refusal
    return (refusal.screen, refusal.words) if refusal else None
