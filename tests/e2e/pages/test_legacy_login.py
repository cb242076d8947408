"""Legacy CM/ECF's login ignores earlier refusals; Maintain Your Login shows no password."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.secret import Secret
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.registry import load_screens
from pages.legacy_login import LegacyLogin
from pages.maintain_login import MaintainLogin
from tests.helpers.windows import read_refusal

PREVENT_SUBMIT = "() => document.forms.GetPass.addEventListener('submit', event => event.preventDefault())"


@pytest.fixture
def window(browser: Browser, legacy_court: CourtSession) -> Iterator[Window]:
    pages = {name: screen.page_class for name, screen in load_screens().items()}
    with BrowserWindows(browser, legacy_court.court, pages) as windows:
        window = windows.window("first")
        window.open("legacy_login", 10)
        assert window.wait_for_screen("legacy_login", 10).is_expected
        yield window


@pytest.fixture
def account(legacy_court: CourtSession) -> Account:
    return legacy_court.accounts.provide("ct_login")


def get_legacy_login(window: Window) -> LegacyLogin:
    page_object = window.page_objects["legacy_login"]
    assert isinstance(page_object, LegacyLogin)
    return page_object


def test_an_earlier_refusal_is_not_reported_for_the_next_login(window: Window) -> None:
    wrong = {"login": "somebody1", "password": Secret("wrong password")}
    window.act("legacy_login", "log_in", wrong)
    assert not window.wait_for_screen("cmecf_home", 10, previous_screen="legacy_login").is_expected
    refused = "Your ECF or PACER login attempt failed. Either your login name or password is incorrect."
    assert read_refusal(window) == ("legacy_login", refused)
    window.page.evaluate(PREVENT_SUBMIT)
    window.act("legacy_login", "log_in", wrong)
    assert get_legacy_login(window).messages() == ()
    assert read_refusal(window) is None


def test_maintain_login_shows_no_password_while_it_is_typed(window: Window, account: Account) -> None:
    assert account.ecf is not None
    get_legacy_login(window).log_in(account.ecf.login, account.ecf.password)
    assert window.wait_for_screen("cmecf_home", 10, previous_screen="legacy_login").is_expected
    window.act("cmecf_home", "open_utilities", {})
    assert window.wait_for_screen("utilities", 10).is_expected
    window.act("utilities", "open_maintain_login", {})
    assert window.wait_for_screen("maintain_login", 10).is_expected
    page_object = window.page_objects["maintain_login"]
    assert isinstance(page_object, MaintainLogin)
    # The form stays, as if the browser had failed to send it or was slow.
    window.page.evaluate("() => { ProcessForm = () => {}; }")
    pictures = []
    for password in ("iiiiiiiiiiii", "WWWWWWWWWWWW"):
        page_object.change_password(Secret(password))
        pictures.append(window.page.screenshot())
        assert page_object.rows() == {"Login name:": account.ecf.login, "Password:": "no asterisks"}
    assert pictures[0] == pictures[1]


def test_a_statement_that_is_ticked_already_is_marked(window: Window) -> None:
    (statement,) = get_legacy_login(window).boxes()
    assert statement.endswith("I have read this notice.")
    window.page.locator("input[name=redaction]").check()
    assert get_legacy_login(window).boxes() == (f"{statement} (ticked already)",)
