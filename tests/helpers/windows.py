"""Fixtures to test a page object by itself: a window, and a way to show HTML in it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import load_screens

MAIN = '<div id="cmecfMainContent"><p>Before.</p>{}<p>After.</p></div>'
"""CM/ECF's content with a place for what a test is about."""

OPEN_SUBMENU = (
    "<style>li ul { display: none; position: absolute; background: #fff; height: 200px; width: 300px }"
    " li:hover ul { display: block }</style>"
    '<ul><li><a href="/">Utilities</a><ul><li>Entry</li></ul></li></ul><p>Below the menu.</p>'
)
"""A submenu that covers a text while the pointer is on its entry."""

ShowPage = Callable[..., Window]


@pytest.fixture
def window(browser: Browser, court: CourtSession) -> Iterator[Window]:
    """An empty window of the staged court with all screens, in which every effect is open."""
    pages = {name: screen.page_class for name, screen in load_screens().items()}
    with BrowserWindows(browser, court.court, pages) as windows:
        yield windows.window("first")


@pytest.fixture
def show(window: Window) -> ShowPage:
    """Show HTML in the window as if it were the court's response."""

    def show_page(html: str, address: str = "/cgi-bin/page.pl", status: int = 200) -> Window:
        full = address if "//" in address else f"{window.court.ecf}{address}"

        def respond(route: Route) -> None:
            if route.request.is_navigation_request():
                route.fulfill(status=status, body=html, content_type="text/html; charset=utf-8")
            else:
                route.abort()

        window.page.route("**/*", respond)
        window.load(full, 10)
        window.page.unroute("**/*")
        return window

    return show_page


def read_refusal(window: Window) -> tuple[str, str] | None:
    """Return the screen that shows a refusal now and the words, None if none does."""
    refusal = window.look().refusal
    return (refusal.screen, refusal.words) if refusal else None
