"""A window recognizes its screen, and tells an unreachable court from one that differs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from config.account import Account
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.screen_finder import Observation, ScreenFinder
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import load_screens
from pages.cmecf import CmecfPage
from pages.errors import CourtUnreachableError, PageObjectError
from pages.landmark import Landmark


@pytest.mark.parametrize("name", [name for name, screen in load_screens().items() if screen.has_address])
def test_each_screen_with_an_address_is_recognized_as_itself_only(name: str, window: Window) -> None:
    window.open(name, 10)
    # Without a login, CM/ECF redirects to the login: since go-live, to PACER's.
    needs_login = {"cmecf_home", "legacy_login"}
    expected = "pacer_login" if name in needs_login else name
    assert window.wait_for_screen(expected, 10).is_expected
    assert window.look().screens == (expected,)


def test_the_wait_for_a_screen_ends_as_soon_as_another_is_there(window: Window) -> None:
    window.open("cmecf_front_page", 10)
    assert not window.wait_for_screen("cmecf_home", 600).is_expected


def test_an_unknown_screen_is_only_waited_for_as_long_as_it_can_change(
    window: Window,
) -> None:
    window.open("court_website", 10)
    assert not window.wait_for_screen("cmecf_home", 600).is_expected


def test_an_unreachable_court_is_reported_in_the_browsers_words(window: Window, court: CourtSession) -> None:
    nowhere = court.court.model_copy(update={"website": "http://www.ctd.localhost:9"})
    window.page_objects["court_website"] = type(window.page_objects["court_website"])(window.page, nowhere)
    with pytest.raises(CourtUnreachableError, match=r"ERR_(CONNECTION_REFUSED|UNSAFE_PORT)"):
        window.open("court_website", 10)


def test_a_link_to_a_court_that_cannot_be_reached_is_not_waited_for(window: Window) -> None:
    window.open("court_website", 10)
    window.wait_for_screen("court_website", 10)
    window.page.evaluate("location.href = 'http://www.ctd.localhost:9/'")
    for _ in range(2):  # the second time, the browser's own page is the document that is left
        arrival = window.wait_for_screen("pacer_login", 600, previous_screen="court_website")
        assert not arrival.is_expected
    assert arrival.failed_navigation is not None


def test_a_page_that_crashes_while_it_is_opened_is_not_an_unreachable_court(window: Window) -> None:
    with pytest.raises(Error, match="crashed"):
        window.load("chrome://crash", 10)


def test_a_native_alert_is_dismissed_and_recorded(window: Window) -> None:
    window.open("court_website", 10)
    window.page.evaluate("alert('Submission already made')")
    assert window.dialogs == ["Submission already made"]


def test_a_landmark_with_invalid_css_names_its_class(browser: Browser, court: CourtSession) -> None:
    class OwnPage(CmecfPage):
        landmark = Landmark(":has(form font >> b")

    windows = BrowserWindows(browser, court.court, {"own_page": OwnPage})
    with windows, pytest.raises(PageObjectError) as error:
        windows.window("first").look()
    assert re.fullmatch(
        r"tests/e2e/browser/test_window.py:\d+: OwnPage.landmark: ':has\(form font >> b' is not CSS that a"
        r" browser knows; close each bracket and quotation mark, and use none of Playwright's own selectors,"
        r" such as '>>' or 'text='",
        str(error.value),
    )


def test_the_header_by_which_a_document_leaves_is_known_and_that_of_another_one_is_not(
    window: Window, court: CourtSession
) -> None:
    answer = {"body": "<a href='#x'>x</a>", "content_type": "text/html", "headers": {"Refresh": "9;url=/"}}
    window.page.route("**/leaves", lambda route: route.fulfill(**answer))
    window.load(f"{court.court.website}/leaves", 10)
    window.page.click("a")
    assert window.events.get_refresh(window.page) == "9;url=/"
    window.open("court_website", 10)
    assert window.events.get_refresh(window.page) == ""


def test_a_page_that_leaves_by_itself_is_noticed(window: Window, court: CourtSession) -> None:
    window.open("court_website", 10)
    window.wait_for_screen("court_website", 10)
    window.page.evaluate("history.pushState({}, '', '#there')")
    assert window.find_departure() == ""
    with window.page.expect_event("framenavigated"):
        window.page.evaluate("() => { setTimeout(() => { location = '/cmecf'; }); }")
    assert window.find_departure() == f"{court.court.website}/cmecf"
    window.open("court_website", 10)
    assert window.find_departure() == ""


@pytest.mark.parametrize("leaves", [True, False], ids=["it leaves", "it has just come"])
def test_a_document_that_comes_during_a_look_is_a_departure_if_the_look_was_at_another(
    leaves: bool, window: Window, court: CourtSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe, elsewhere = ScreenFinder.observe, f"{court.court.website}/elsewhere"

    def observe_while_another_document_comes(*args: Any, **kwargs: Any) -> Observation | None:
        seen = observe(*args, **kwargs)
        window.page.goto(elsewhere)
        return seen if leaves else observe(*args, **kwargs)

    window.page.route(elsewhere, lambda route: route.fulfill(body="x", content_type="text/html"))
    window.open("court_website", 10)
    monkeypatch.setattr(ScreenFinder, "observe", observe_while_another_document_comes)
    window.wait_for_screen("court_website", 10)
    assert window.find_departure() == (elsewhere if leaves else "")


def test_an_answer_without_a_document_is_not_awaited_any_more(login_window: Window) -> None:
    page = login_window.page
    page.route("**/nothing", lambda route: route.fulfill(status=204))
    with page.expect_response("**/nothing"):
        page.evaluate("() => { location = '/nothing'; }")
    assert not login_window.events.is_awaited(page)


def test_a_rehearsal_ends_on_a_page_that_never_draws_a_frame(login_window: Window, account: Account) -> None:
    login_window.page.evaluate("globalThis.requestAnimationFrame = () => 0")
    typed = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    login_window.rehearse("pacer_login", "log_in", typed)
    assert login_window.look().screens == ("pacer_login",)
