"""Nothing waits for Playwright once its driver has ended."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Error

from ecfcheck.browser.lost_browser import limit_calls
from pages.errors import BROWSER_WAS_LOST


def call_without_playwright() -> None:
    with limit_calls(1):
        raise AssertionError("there is nothing to call")


def test_a_call_without_playwrights_loop_is_one_of_a_lost_browser() -> None:
    # In a thread of its own: another test's Playwright may be running in this one.
    with ThreadPoolExecutor(1) as pool, pytest.raises(Error) as error:
        pool.submit(call_without_playwright).result()
    assert any(sign in error.value.message for sign in BROWSER_WAS_LOST)
