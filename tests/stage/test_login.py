"""PACER's login as the stage plays it: the page, what it refuses, and how long it is good for."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.pacer import wording

Mint = Callable[..., dict[str, Any]]
LogIn = Callable[..., str]
Press = Callable[..., str]
OpenLogin = Callable[..., str]
Redirected = Callable[[str], str]
Wait = Callable[[float], None]
TICKED = {wording.REDACTION_TICK_INPUT: "on"}


def errors(answer: str) -> list[str]:
    return re.findall(r'<span class="ui-messages-error-detail">([^<]*)</span>', answer)


def test_the_login_page_shows_its_fields_buttons_links_and_notice(
    visitor: FlaskClient, login_page: str
) -> None:
    page = visitor.get(login_page)
    assert page.status_code == 200
    assert "<title>PACER: Login</title>" in page.text
    for field in ("loginForm:loginName", "loginForm:password", "loginForm:clientCode"):
        assert f'id="{field}" name="{field}"' in page.text
    for button in ("Login", "Clear", "Cancel"):
        assert f">{button}</span></button>" in page.text
    for link in ("Need an Account?", "Forgot Your Password?", "Forgot User Name?"):
        assert f">{link}</a>" in page.text
    assert "This is a restricted government web site for official PACER use only." in page.text


def test_the_right_password_leads_into_the_court(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, redirected: Redirected, ecf: str
) -> None:
    pacer = mint()["pacer"]
    target = redirected(log_in(visitor, pacer))
    assert target.startswith(f"{ecf}login.pl?ticket=")
    page = visitor.get(target, follow_redirects=True)
    assert page.request.full_path == "/cgi-bin/login.pl?"  # without the ticket
    assert "<b>U.S. DISTRICT COURT</b>" in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"password": "not-the-password"}, [wording.INVALID]),
        ({"user_name": "nobody-at-all"}, [wording.INVALID]),
        ({"password": "short"}, [wording.SHORT_PASSWORD]),
        ({"user_name": "short"}, [wording.SHORT_NAME]),
        ({"user_name": "", "password": ""}, [wording.NO_NAME, wording.NO_PASSWORD]),
        ({"user_name": "  ", "password": "short"}, [wording.NO_NAME, wording.SHORT_PASSWORD]),
        ({"password": "x" * 1000}, [wording.INVALID]),
    ],
)
def test_a_login_that_is_wrong_is_refused_in_pacers_words(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, typed: dict[str, str], told: list[str]
) -> None:
    answer = log_in(visitor, mint()["pacer"], **typed)
    assert errors(answer) == told
    assert "<redirect" not in answer


def test_blanks_around_a_user_name_do_no_harm_but_those_around_a_password_count(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, redirected: Redirected
) -> None:
    pacer = mint()["pacer"]
    assert errors(log_in(visitor, pacer, password=f" {pacer['password']}")) == [wording.INVALID]
    assert redirected(log_in(visitor, pacer, user_name=f" {pacer['user_name']} "))


@pytest.mark.parametrize(
    ("status", "told"), [("disabled", wording.DISABLED), ("update_required", wording.UPDATE_REQUIRED)]
)
def test_an_account_not_in_good_standing_is_refused_even_with_the_right_password(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, status: str, told: str
) -> None:
    pacer = mint(pacer={"status": status})["pacer"]
    assert errors(log_in(visitor, pacer)) == [told]
    assert errors(log_in(visitor, pacer, password="not-the-password")) == [wording.INVALID]


def test_a_cm_ecf_login_is_nothing_to_pacer(visitor: FlaskClient, mint: Mint, log_in: LogIn) -> None:
    ecf = mint()["ecf"]
    answer = log_in(visitor, {"user_name": ecf["login"], "password": ecf["password"]})
    assert errors(answer) == [wording.INVALID]


def test_after_a_refusal_the_same_page_can_be_tried_again(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, redirected: Redirected
) -> None:
    pacer = mint()["pacer"]
    view_state = open_login(visitor)
    log_in(visitor, pacer, view_state, password="not-the-password")
    assert redirected(log_in(visitor, pacer, view_state))


@pytest.mark.parametrize("view_state", ["wrong", "é", "'"])
def test_a_view_state_that_does_not_match_is_a_timeout(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, view_state: str
) -> None:
    open_login(visitor)
    answer = log_in(visitor, mint()["pacer"], view_state)
    assert f"<error-message>{wording.TIMEOUT}</error-message>" in answer


def test_a_view_state_of_another_browser_is_a_timeout(
    app: Flask, visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn
) -> None:
    foreign = open_login(app.test_client())
    open_login(visitor)
    assert wording.TIMEOUT in log_in(visitor, mint()["pacer"], foreign)


def test_a_login_page_lets_in_once(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, redirected: Redirected
) -> None:
    pacer = mint()["pacer"]
    view_state = open_login(visitor)
    assert redirected(log_in(visitor, pacer, view_state))
    assert wording.TIMEOUT in log_in(visitor, pacer, view_state)


def test_a_login_page_left_open_too_long_is_a_timeout(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, wait: Wait
) -> None:
    view_state = open_login(visitor)
    wait(31)
    assert wording.TIMEOUT in log_in(visitor, mint()["pacer"], view_state)


@pytest.mark.parametrize(
    "button", [wording.PASSCODE_BUTTON, wording.SKIP_BUTTON, wording.REDACTION_BUTTON, ""]
)
def test_no_button_of_a_later_step_gets_past_the_password(
    visitor: FlaskClient, open_login: OpenLogin, press: Press, button: str
) -> None:
    assert wording.TIMEOUT in press(visitor, open_login(visitor), button, TICKED)
