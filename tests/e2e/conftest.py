"""Fixtures of tests that use a browser: a page without a court, a window at PACER's login, an account."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from config.account import Account
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from pages.seeing import INSTALL_READER
from pages.unrouted_requests import CLOSE_UNROUTED_WAYS


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page of a test's own, without a court."""
    context = browser.new_context()
    context.add_init_script(CLOSE_UNROUTED_WAYS + INSTALL_READER)
    yield context.new_page()
    context.close()


@pytest.fixture
def login_window(window: Window) -> Window:
    window.open("pacer_login", 10)
    assert window.wait_for_screen("pacer_login", 10).is_expected
    return window


@pytest.fixture
def account(court: CourtSession) -> Account:
    return court.accounts.provide("unlinked_filer")
