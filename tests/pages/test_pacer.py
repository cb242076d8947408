"""PACER's login ignores earlier refusals, and no picture shows a passcode."""

import pytest

from config.secret import Secret
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from tests.windows import read_refusal

SLOW_PAGE = (
    "() => { const apply = PrimeFaces.apply; PrimeFaces.apply = t => setTimeout(() => apply(t), 300); }"
)

WRONG = {"user_name": "somebody1", "password": Secret("wrong password")}


@pytest.fixture
def window(window: Window) -> Window:
    window.open("pacer_login", 10)
    assert window.wait_for_screen("pacer_login", 10).is_wanted
    return window


def test_a_refusal_is_found_with_its_words(window: Window) -> None:
    window.act("pacer_login", "log_in", WRONG)
    assert not window.wait_for_screen("cmecf_home", 10, leaving="pacer_login").is_wanted
    assert read_refusal(window) == ("pacer_login", "Invalid username or password")


def test_an_earlier_refusal_is_not_reported_for_the_next_login(window: Window, court: CourtSession) -> None:
    account = court.accounts.of("unlinked_filer")
    window.act("pacer_login", "log_in", WRONG)
    assert not window.wait_for_screen("cmecf_home", 10, leaving="pacer_login").is_wanted
    window.page.evaluate(SLOW_PAGE)
    right = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    window.act("pacer_login", "log_in", right)
    assert window.read("pacer_login", "messages") == ()
    assert window.wait_for_screen("cmecf_home", 10, leaving="pacer_login").is_wanted


def test_no_picture_shows_a_typed_passcode(window: Window, court: CourtSession) -> None:
    account = court.accounts.of("passcode_filer")
    right = {"user_name": account.pacer.user_name, "password": account.pacer.password}
    window.act("pacer_login", "log_in", right)
    assert window.wait_for_screen("passcode", 10, leaving="pacer_login").is_wanted
    # The form stays as it was sent.
    window.page.evaluate("() => { PrimeFaces.apply = () => {}; }")
    pictures = []
    for code in ("111111", "888888"):
        window.act("passcode", "enter", {"code": Secret(code)})
        pictures.append(window.page.screenshot())
    assert pictures[0] == pictures[1]
