"""PACER's login: the page, its refusals, and when it expires."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.pacer import wording
from tests.helpers.page_text import list_pacer_errors
from tests.helpers.stage_fixture_types import Click, FindRedirect, LogIn, Mint, OpenLogin, PassMinutes

TICKED = {wording.REDACTION_TICK_INPUT: "on"}


def test_the_login_page_shows_its_fields_buttons_links_and_notice(
    client: FlaskClient, login_page: str
) -> None:
    page = client.get(login_page)
    assert page.status_code == 200
    assert "<title>PACER: Login</title>" in page.text
    for field in ("loginForm:loginName", "loginForm:password", "loginForm:clientCode"):
        assert f'id="{field}" name="{field}"' in page.text
    for button in ("Login", "Clear", "Cancel"):
        assert f">{button}</span></button>" in page.text
    for link in ("Need an Account?", "Forgot Your Password?", "Forgot User Name?"):
        assert f">{link}</a>" in page.text
    assert "This is a restricted government web site for official PACER use only." in page.text


def test_the_right_password_opens_the_court(
    client: FlaskClient, mint: Mint, log_in: LogIn, find_redirect: FindRedirect, ecf: str
) -> None:
    pacer = mint()["pacer"]
    target = find_redirect(log_in(client, pacer))
    assert target.startswith(f"{ecf}login.pl?ticket=")
    page = client.get(target, follow_redirects=True)
    assert page.request.full_path == "/cgi-bin/login.pl?"  # without the ticket
    assert "<b>U.S. DISTRICT COURT</b>" in page.text


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        ({"password": "not-the-password"}, [wording.INVALID]),
        ({"user_name": "unknown-user"}, [wording.INVALID]),
        ({"password": "short"}, [wording.SHORT_PASSWORD]),
        ({"user_name": "short"}, [wording.SHORT_NAME]),
        ({"user_name": "", "password": ""}, [wording.NO_NAME, wording.NO_PASSWORD]),
        ({"user_name": "  ", "password": "short"}, [wording.NO_NAME, wording.SHORT_PASSWORD]),
        ({"password": "x" * 1000}, [wording.INVALID]),
    ],
)
def test_a_wrong_login_is_refused_in_pacers_words(
    client: FlaskClient, mint: Mint, log_in: LogIn, typed: dict[str, str], messages: list[str]
) -> None:
    answer = log_in(client, mint()["pacer"], **typed)
    assert list_pacer_errors(answer) == messages
    assert "<redirect" not in answer


def test_spaces_around_a_user_name_are_ignored_but_not_around_a_password(
    client: FlaskClient, mint: Mint, log_in: LogIn, find_redirect: FindRedirect
) -> None:
    pacer = mint()["pacer"]
    assert list_pacer_errors(log_in(client, pacer, password=f" {pacer['password']}")) == [wording.INVALID]
    assert find_redirect(log_in(client, pacer, user_name=f" {pacer['user_name']} "))


@pytest.mark.parametrize(
    ("status", "message"), [("disabled", wording.DISABLED), ("update_required", wording.UPDATE_REQUIRED)]
)
def test_an_account_in_bad_standing_is_refused_with_the_right_password(
    client: FlaskClient, mint: Mint, log_in: LogIn, status: str, message: str
) -> None:
    pacer = mint(pacer={"status": status})["pacer"]
    assert list_pacer_errors(log_in(client, pacer)) == [message]
    assert list_pacer_errors(log_in(client, pacer, password="not-the-password")) == [wording.INVALID]


def test_pacer_does_not_accept_a_cm_ecf_login(client: FlaskClient, mint: Mint, log_in: LogIn) -> None:
    ecf = mint()["ecf"]
    answer = log_in(client, {"user_name": ecf["login"], "password": ecf["password"]})
    assert list_pacer_errors(answer) == [wording.INVALID]


def test_the_same_page_works_after_a_refusal(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, find_redirect: FindRedirect
) -> None:
    pacer = mint()["pacer"]
    view_state = open_login(client)
    log_in(client, pacer, view_state, password="not-the-password")
    assert find_redirect(log_in(client, pacer, view_state))


@pytest.mark.parametrize("view_state", ["wrong", "é", "'"])
def test_an_unknown_view_state_is_a_timeout(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, view_state: str
) -> None:
    open_login(client)
    answer = log_in(client, mint()["pacer"], view_state)
    assert f"<error-message>{wording.TIMEOUT}</error-message>" in answer


def test_another_browsers_view_state_is_a_timeout(
    app: Flask, client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn
) -> None:
    foreign = open_login(app.test_client())
    open_login(client)
    assert wording.TIMEOUT in log_in(client, mint()["pacer"], foreign)


def test_a_login_page_works_once(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, find_redirect: FindRedirect
) -> None:
    pacer = mint()["pacer"]
    view_state = open_login(client)
    assert find_redirect(log_in(client, pacer, view_state))
    assert wording.TIMEOUT in log_in(client, pacer, view_state)


def test_an_expired_login_page_is_a_timeout(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, pass_minutes: PassMinutes
) -> None:
    view_state = open_login(client)
    pass_minutes(31)
    assert wording.TIMEOUT in log_in(client, mint()["pacer"], view_state)


@pytest.mark.parametrize(
    "button", [wording.PASSCODE_BUTTON, wording.SKIP_BUTTON, wording.REDACTION_BUTTON, ""]
)
def test_a_later_steps_button_does_not_skip_the_password(
    client: FlaskClient, open_login: OpenLogin, click: Click, button: str
) -> None:
    assert wording.TIMEOUT in click(client, open_login(client), button, TICKED)
