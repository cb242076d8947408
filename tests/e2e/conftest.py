"""A page of a test's own, without a court."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from pages.seeing import INSTALL_READER


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(INSTALL_READER)
    yield context.new_page()
    context.close()
