"""Courts with a different PACER login: shown twice, or with a dialog (facts F4, F8)."""

from html import escape

import pytest
from flask.testing import FlaskClient

from stage.pacer import wording as pacer_wording
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import (
    Enter,
    FindRedirect,
    GetAddress,
    LogIn,
    Mint,
    OpenLogin,
    ReadEvents,
)


def test_pacers_login_is_shown_twice(  # noqa: PLR0913 - fixtures
    client: FlaskClient,
    mint: Mint,
    open_login: OpenLogin,
    log_in: LogIn,
    find_redirect: FindRedirect,
    login_page: str,
    get_address: GetAddress,
) -> None:
    on_the_way = {"appurl": get_address("logintwice", "login.pl")}
    view_state = open_login(client, on_the_way["appurl"])
    target = find_redirect(log_in(client, mint(court="logintwice")["pacer"], view_state))
    assert target == login_page
    again = client.get(login_page, query_string=on_the_way)
    assert again.status_code == 200
    assert 'id="loginForm"' in again.text
    for _ in range(2):
        ticket = client.get(login_page, query_string=on_the_way).headers["Location"]
        assert "Last login:" in client.get(ticket, follow_redirects=True).text


@pytest.mark.parametrize(("court", "totp"), [("enroll", False), ("disabled", False), ("disabled", True)])
def test_an_account_disabled_dialog_replaces_the_court(  # noqa: PLR0913 - fixtures
    client: FlaskClient,
    mint: Mint,
    open_login: OpenLogin,
    log_in: LogIn,
    settings: StageSettings,
    read_events: ReadEvents,
    get_address: GetAddress,
    *,
    court: str,
    totp: bool,
) -> None:
    pacer = mint(court=court, pacer={"totp": totp})["pacer"]
    answer = log_in(client, pacer, open_login(client, get_address(court, "login.pl")))
    assert 'class="ui-dialog-title">PACER Account Disabled</span>' in answer
    assert "<redirect" not in answer
    link = f'<a href="{settings.pacer_account}/pscof/enroll.xhtml" class="ui-button">Enroll</a>'
    assert (link in answer) == (court == "enroll")
    assert (escape(pacer_wording.ACCOUNT_LOCKED) in answer) == (court == "disabled")
    assert [(event["kind"], event["detail"]) for event in read_events()] == [
        ("login_tried", ""),
        ("login_refused", "PACER Account Disabled"),
    ]


def test_an_enrolled_account_does_not_get_the_enroll_dialog(mint: Mint, enter: Enter) -> None:
    enter(mint(court="enroll", pacer={"totp": True})["pacer"], court="enroll")


def test_another_court_does_not_show_the_dialog(mint: Mint, enter: Enter) -> None:
    enter(mint(also={"disabled": {}})["pacer"])


def test_the_login_page_has_an_empty_dialog(client: FlaskClient, login_page: str) -> None:
    page = client.get(login_page).text
    assert '<div id="accountDisabled"></div>' in page
    assert "PACER Account Disabled" not in page
