"""PACER's login ignores earlier refusals, and no picture shows a passcode."""

import pytest

from config.secret import Secret
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from tests.helpers.windows import read_refusal

SLOW_PAGE = (
    "() => { const apply = PrimeFaces.apply; PrimeFaces.apply = t => setTimeout(() => apply(t), 300); }"
)

WRONG = {"user_name": "somebody1", "password": Secret("wrong password")}


@pytest.fixture
def window(window: Window) -> Window:
    window.open("pacer_login", 10)
    assert window.wait_for_screen("pacer_login", 10).is_expected
    return window


def test_a_refusal_is_found_with_its_words(window: Window) -> None:
    window.act("pacer_login", "log_in", WRONG)
    assert not window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected
    assert read_refusal(window) == ("pacer_login", "Invalid username or password")


def test_an_earlier_refusal_is_not_taken_for_the_answer_to_a_login(
    window: Window, court: CourtSession
) -> None:
    account = court.accounts.provide("unlinked_filer")
    window.act("pacer_login", "log_in", WRONG)
    assert not window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected
    window.page.evaluate(SLOW_PAGE)
    right = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    window.act("pacer_login", "log_in", right)
    assert window.read("pacer_login", "messages") == ()
    assert window.wait_for_screen("cmecf_home", 10, previous_screen="pacer_login").is_expected


def test_no_picture_shows_a_passcode_that_is_typed(window: Window, court: CourtSession) -> None:
    account = court.accounts.provide("passcode_filer")
    right = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    window.act("pacer_login", "log_in", right)
    assert window.wait_for_screen("passcode", 10, previous_screen="pacer_login").is_expected
    # The form stays as it was sent.
    window.page.evaluate("() => { PrimeFaces.apply = () => {}; }")
    pictures = []
    for code in ("111111", "888888"):
        window.act("passcode", "enter", {"code": Secret(code)})
        pictures.append(window.page.screenshot())
    assert pictures[0] == pictures[1]
