"""A window of the staged court, for tests of a page by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ecfcheck.court.ready import ReadyCourt
from ecfcheck.language.vocabulary import screens
from pages.opening import Windows
from pages.window import Window


@pytest.fixture
def window(browser: Browser, court: ReadyCourt) -> Iterator[Window]:
    """An empty window that knows all screens, and in which every effect is open."""
    pages = {name: screen.page for name, screen in screens().items()}
    with Windows(browser, court.court, pages) as windows:
        yield windows.window("first")
