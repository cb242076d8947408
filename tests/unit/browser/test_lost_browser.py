"""Nothing waits for Playwright once its driver has ended."""

from concurrent.futures import ThreadPoolExecutor

import pytest

# Its words are nowhere else, and a new version of Playwright can change them.
from playwright._impl._greenlets import connection_closed_error
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


def test_playwrights_words_for_an_ended_driver_say_that_the_browser_was_lost() -> None:
    words = connection_closed_error().message
    assert any(sign in words for sign in BROWSER_WAS_LOST)
