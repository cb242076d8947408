"""PACER's login: what lets a user in, what does not, and in which words."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage import clock
from stage.pacer import wording
from stage.settings import Settings, keep_settings

Mint = Callable[..., dict[str, Any]]
LogIn = Callable[..., str]
Press = Callable[..., str]
OpenLogin = Callable[..., str]
Redirected = Callable[[str], str]
Enter = Callable[..., FlaskClient]
Wait = Callable[[float], None]

TICKED = {wording.REDACTION_TICK_INPUT: "on"}


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def asked_for_passcode(visitor: FlaskClient, open_login: OpenLogin, log_in: LogIn) -> Callable[..., str]:
    """Log in as far as the passcode; answers the page's ViewState."""

    def go(pacer: dict[str, Any]) -> str:
        view_state = open_login(visitor)
        assert wording.PASSCODE in log_in(visitor, pacer, view_state)
        return view_state

    return go


def errors(answer: str) -> list[str]:
    return re.findall(r'<span class="ui-messages-error-detail">([^<]*)</span>', answer)


def passcode(pacer: dict[str, Any], *, steps_ago: int = 0) -> dict[str, str]:
    at = int(clock.now()) - 30 * steps_ago
    return {wording.PASSCODE: pyotp.TOTP(pacer["totp_secret"]).at(at)}


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
    assert page.request.path == "/cgi-bin/ShowIndex.pl"
    assert f"You are logged in as {pacer['name']}." in page.text


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


def test_the_redaction_notice_is_not_shown_before_the_accounts_are_linked(
    visitor: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    assert wording.REDACTION_DIALOG not in log_in(visitor, mint()["pacer"])


def test_the_redaction_notice_is_not_shown_to_who_is_linked_but_may_not_file(
    visitor: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    pacer = mint(ecf={"linked": True, "may_file": False})["pacer"]
    assert wording.REDACTION_DIALOG not in log_in(visitor, pacer)


def test_a_linked_filer_must_tick_the_redaction_notice_before_continue_works(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(ecf={"linked": True})["pacer"]
    view_state = open_login(visitor)
    answer = log_in(visitor, pacer, view_state)
    assert wording.REDACTION_DIALOG in answer
    assert "<redirect" not in answer
    refused = press(visitor, view_state, wording.REDACTION_BUTTON)
    assert 'disabled aria-disabled="true"' in refused
    assert "<redirect" not in refused
    assert "disabled" not in press(visitor, view_state, wording.REDACTION_TICK, TICKED)
    assert 'disabled aria-disabled="true"' in press(visitor, view_state, wording.REDACTION_TICK)
    assert "<redirect" in press(visitor, view_state, wording.REDACTION_BUTTON, TICKED)


def test_a_passcode_is_asked_for_and_the_right_one_lets_in(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = open_login(visitor)
    asked = log_in(visitor, pacer, view_state)
    assert wording.ENTER_PASSCODE in asked
    assert "<redirect" not in asked
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


@pytest.mark.parametrize("code", ["", "000000x", "é" * 6, "12345"])
def test_a_wrong_passcode_is_refused_and_may_be_tried_again(
    visitor: FlaskClient, mint: Mint, asked_for_passcode: Callable[..., str], press: Press, code: str
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = asked_for_passcode(pacer)
    refused = press(visitor, view_state, wording.PASSCODE_BUTTON, {wording.PASSCODE: code})
    assert errors(refused) == [wording.WRONG_PASSCODE]
    assert wording.PASSCODE in refused
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_passcode_of_another_time_is_refused(
    visitor: FlaskClient, mint: Mint, asked_for_passcode: Callable[..., str], press: Press, minutes: int
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = asked_for_passcode(pacer)
    code = passcode(pacer, steps_ago=2 * minutes)
    assert errors(press(visitor, view_state, wording.PASSCODE_BUTTON, code)) == [wording.WRONG_PASSCODE]


def test_a_passcode_works_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    code = passcode(pacer)
    answers = []
    for visitor in (app.test_client(), app.test_client()):
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        answers.append(press(visitor, view_state, wording.PASSCODE_BUTTON, code))
    assert "<redirect" in answers[0]
    assert errors(answers[1]) == [wording.WRONG_PASSCODE]


def test_a_passcode_can_be_skipped_three_times_and_never_after(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        assert wording.SKIP_BUTTON in log_in(visitor, pacer, view_state)
        assert "<redirect" in press(visitor, view_state, wording.SKIP_BUTTON)
    visitor = app.test_client()
    view_state = open_login(visitor)
    last = log_in(visitor, pacer, view_state)
    assert wording.USER_UPDATE_REQUIRED in last
    assert wording.SKIP_BUTTON not in last
    assert "<redirect" not in press(visitor, view_state, wording.SKIP_BUTTON)
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


def test_a_double_press_of_skip_counts_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        assert "<redirect" in press(visitor, view_state, wording.SKIP_BUTTON)
        assert wording.TIMEOUT in press(visitor, view_state, wording.SKIP_BUTTON)


def test_a_linked_filer_with_a_passcode_is_asked_for_both(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True}, ecf={"linked": True})["pacer"]
    view_state = open_login(visitor)
    assert wording.PASSCODE in log_in(visitor, pacer, view_state)
    shown = press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))
    assert wording.REDACTION_DIALOG in shown
    assert "<redirect" in press(visitor, view_state, wording.REDACTION_BUTTON, TICKED)


def test_a_ticket_opens_one_session(
    app: Flask, mint: Mint, log_in: LogIn, redirected: Redirected, login_page: str
) -> None:
    first, second = app.test_client(), app.test_client()
    ticket = redirected(log_in(first, mint()["pacer"]))
    assert "Welcome" in first.get(ticket, follow_redirects=True).text
    refused = second.get(ticket, follow_redirects=True)
    assert "Welcome" not in refused.text
    assert login_page in refused.text


def test_a_ticket_is_good_for_a_minute(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, redirected: Redirected, wait: Wait
) -> None:
    ticket = redirected(log_in(visitor, mint()["pacer"]))
    wait(1.1)
    assert "Welcome" not in visitor.get(ticket, follow_redirects=True).text


@pytest.mark.parametrize(
    "appurl",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://evil.example:8080/cgi-bin/login.pl",
        "http://ecf.ctd.localhost:8080@evil.example/",
        "http://ecf.ctd.localhost:8080.evil.example/",
        "http://ecf.ctd.localhost:8080\\@evil.example/",
        "http://pacer.localhost:8080\\@evil.example/",
        "http://ecf.ctd.localhost:9999/",
        "javascript:alert(1)",
        "http://[",
        "",
    ],
)
def test_a_login_leads_to_no_address_outside_the_stage(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, open_login: OpenLogin, appurl: str
) -> None:
    answer = log_in(visitor, mint()["pacer"], open_login(visitor, appurl))
    assert '<redirect url="http://pacer.localhost:8080/pscof/manage/account.jsf">' in answer


def test_single_sign_on_leads_to_no_address_outside_the_stage_either(
    settings: Settings, mint: Mint, enter: Enter, login_page: str
) -> None:
    signed_in = enter(mint()["pacer"])
    answer = signed_in.get(login_page, query_string={"appurl": "https://evil.example/"})
    assert answer.headers["Location"] == f"{settings.pacer}/pscof/manage/account.jsf"


def test_one_login_serves_pacer_and_the_court(
    settings: Settings, mint: Mint, enter: Enter, login_page: str, ecf: str
) -> None:
    pacer = mint()["pacer"]
    signed_in = enter(pacer)
    account = signed_in.get(f"{settings.pacer}/pscof/manage/account.jsf")
    assert account.status_code == 200
    assert pacer["name"] in account.text
    assert pacer["user_name"] in account.text
    again = signed_in.get(login_page, query_string={"appurl": ecf})
    assert again.headers["Location"].startswith(f"{ecf}login.pl?ticket=")
    assert "Welcome" in signed_in.get(again.headers["Location"], follow_redirects=True).text


def test_the_account_page_asks_who_is_not_logged_in_and_comes_back(
    settings: Settings, visitor: FlaskClient, mint: Mint, log_in: LogIn, redirected: Redirected
) -> None:
    account_page = f"{settings.pacer}/pscof/manage/account.jsf"
    page = visitor.get(account_page, follow_redirects=True)
    found = re.search(r'name="javax\.faces\.ViewState" value="([^"]+)"', page.text)
    assert found
    assert redirected(log_in(visitor, mint()["pacer"], found[1])) == account_page


def test_log_out_ends_the_session_at_the_court_and_at_pacer(
    settings: Settings, mint: Mint, enter: Enter, ecf: str
) -> None:
    signed_in = enter(mint()["pacer"])
    assert "You have been logged out" in signed_in.get(ecf + "login.pl?logout").text
    assert "Welcome" not in signed_in.get(ecf + "ShowIndex.pl").text
    assert signed_in.get(f"{settings.pacer}/pscof/manage/account.jsf").status_code == 302


def test_log_out_leaves_nothing_that_a_copied_cookie_could_use(
    app: Flask, mint: Mint, enter: Enter, ecf: str
) -> None:
    signed_in = enter(mint()["pacer"])
    cookie = signed_in.get_cookie("NextGenCSO", domain="ecf.ctd.localhost")
    assert cookie
    signed_in.get(ecf + "login.pl?logout")
    thief = app.test_client()
    thief.set_cookie("NextGenCSO", cookie.value, domain="ecf.ctd.localhost")
    assert "Welcome" not in thief.get(ecf + "ShowIndex.pl").text


def test_a_session_left_alone_too_long_ends_at_both(
    settings: Settings, mint: Mint, enter: Enter, ecf: str, wait: Wait
) -> None:
    signed_in = enter(mint()["pacer"])
    wait(31)
    assert "csologin/login.jsf" in signed_in.get(ecf + "ShowIndex.pl").text
    assert signed_in.get(f"{settings.pacer}/pscof/manage/account.jsf").status_code == 302


def test_how_long_a_session_lives_is_the_stages_setting(
    app: Flask, settings: Settings, enter: Enter, mint: Mint, wait: Wait
) -> None:
    keep_settings(app, replace(settings, session_minutes=2))
    signed_in = enter(mint()["pacer"])
    account_page = f"{settings.pacer}/pscof/manage/account.jsf"
    wait(1.5)
    assert signed_in.get(account_page).status_code == 200
    wait(2.5)
    assert signed_in.get(account_page).status_code == 302


def test_a_session_in_use_stays_open(mint: Mint, enter: Enter, ecf: str, wait: Wait) -> None:
    signed_in = enter(mint()["pacer"])
    for _ in range(4):
        wait(20)
        assert "Welcome" in signed_in.get(ecf + "ShowIndex.pl").text


def test_who_is_not_logged_in_is_sent_to_pacers_login_and_told_nothing(
    visitor: FlaskClient, ecf: str, login_page: str
) -> None:
    for script in ("ShowIndex.pl", "LinkAccount.pl", "menu.pl?id=-1", "iquery.pl", "no-such-page.pl"):
        page = visitor.get(ecf + script)
        assert page.status_code == 200
        assert f'location.assign("{login_page}?pscCourtId=CTDC\\u0026appurl=' in page.text
        assert "topmenu" not in page.text


@pytest.mark.parametrize(
    ("court", "address"),
    [
        ("CTDC", "http://www.ctd.localhost:8080/"),
        ("", "/"),
        ('"><script>', "/"),
        ("https://evil.example", "/"),
    ],
)
def test_cancel_leads_back_to_the_court_that_sent_the_user_or_to_pacer(
    visitor: FlaskClient, login_page: str, court: str, address: str
) -> None:
    page = visitor.get(login_page, query_string={"pscCourtId": court}).text
    assert f'data-url="{address}"' in page
