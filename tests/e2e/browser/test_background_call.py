"""A call to the browser can run while its caller goes on."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from ecfcheck.browser.background_call import BackgroundCall
from ecfcheck.browser.window import Window

LATE = "() => new Promise(done => { globalThis.release = () => done('released'); })"


def begin_late_call(tab: Page) -> BackgroundCall[str]:
    """Begin a call that the page answers once it is released."""
    call: BackgroundCall[str] = BackgroundCall(lambda: tab.evaluate(LATE))
    assert tab.evaluate("typeof release") == "function"
    return call


def test_its_caller_uses_the_browser_meanwhile(tab: Page) -> None:
    call = begin_late_call(tab)
    tab.evaluate("release()")
    assert (call.wait(), call.wait()) == ("released", "released")


def test_two_calls_can_run_at_once_and_end_in_any_order(tab: Page) -> None:
    first = begin_late_call(tab)
    second: BackgroundCall[int] = BackgroundCall(lambda: tab.evaluate("1 + 1"))
    assert second.wait() == 2
    tab.evaluate("release()")
    assert first.wait() == "released"


def test_what_it_raises_is_raised_where_it_is_waited_for(tab: Page) -> None:
    call: BackgroundCall[object] = BackgroundCall(lambda: tab.evaluate("nothing.at.all"))
    assert tab.evaluate("'the page goes on'") == "the page goes on"
    with pytest.raises(Error, match="nothing is not defined"):
        call.wait()


def test_a_call_that_does_not_need_the_browser_ends_at_once(tab: Page) -> None:
    call: BackgroundCall[str] = BackgroundCall(lambda: "done")
    assert (tab.evaluate("1"), call.wait()) == (1, "done")


def test_a_call_that_fails_before_it_needs_the_browser_raises_its_error(tab: Page) -> None:
    call: BackgroundCall[int] = BackgroundCall(lambda: int("none"))
    assert tab.evaluate("1") == 1
    with pytest.raises(ValueError, match="none"):
        call.wait()


def test_a_call_ends_with_the_tab_that_it_needs(tab: Page) -> None:
    call = begin_late_call(tab)
    tab.close()
    with pytest.raises(Error, match="closed"):
        call.wait()


def test_a_picture_that_was_begun_shows_the_screen_before_the_next_action(
    window: Window, tmp_path: Path
) -> None:
    window.open("court_website", 10)
    assert window.wait_for_screen("court_website", 10).is_expected
    assert window.take_picture(tmp_path / "before.jpg", has_masked=False)
    window.start_picture(tmp_path / "begun.jpg", has_masked=False)
    assert window.act("court_website", "open_e_filing", {})
    assert window.finish_picture()
    assert (tmp_path / "begun.jpg").read_bytes() == (tmp_path / "before.jpg").read_bytes()
