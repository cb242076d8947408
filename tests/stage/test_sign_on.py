"""What a login opens: a session at the court and at PACER, how it is handed over, and how it ends."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.settings import StageSettings, store_settings

Mint = Callable[..., dict[str, Any]]
LogIn = Callable[..., str]
OpenLogin = Callable[..., str]
Redirected = Callable[[str], str]
Enter = Callable[..., FlaskClient]
Wait = Callable[[float], None]


def test_a_ticket_opens_one_session(
    app: Flask, mint: Mint, log_in: LogIn, redirected: Redirected, login_page: str
) -> None:
    first, second = app.test_client(), app.test_client()
    ticket = redirected(log_in(first, mint()["pacer"]))
    assert "Last login:" in first.get(ticket, follow_redirects=True).text
    refused = second.get(ticket, follow_redirects=True)
    assert "Last login:" not in refused.text
    assert login_page in refused.text


def test_a_ticket_is_good_for_a_minute(
    visitor: FlaskClient, mint: Mint, log_in: LogIn, redirected: Redirected, wait: Wait
) -> None:
    ticket = redirected(log_in(visitor, mint()["pacer"]))
    wait(1.1)
    assert "Last login:" not in visitor.get(ticket, follow_redirects=True).text


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
    assert '<redirect url="http://pacer.localhost:8080/">' in answer


def test_single_sign_on_leads_to_no_address_outside_the_stage_either(
    settings: StageSettings, mint: Mint, enter: Enter, login_page: str
) -> None:
    signed_in = enter(mint()["pacer"])
    answer = signed_in.get(login_page, query_string={"appurl": "https://evil.example/"})
    assert answer.headers["Location"] == f"{settings.pacer}/"


def test_one_login_serves_every_court(mint: Mint, enter: Enter, login_page: str, ecf: str) -> None:
    signed_in = enter(mint(also={"ctb": {}})["pacer"])
    neighbor = signed_in.get(login_page, query_string={"appurl": ecf.replace("ctd", "ctb")})
    assert neighbor.headers["Location"].startswith("http://ecf.ctb.localhost:8080/cgi-bin/login.pl?ticket=")
    again = signed_in.get(login_page, query_string={"appurl": ecf})
    assert again.headers["Location"].startswith(f"{ecf}login.pl?ticket=")
    assert "Last login:" in signed_in.get(again.headers["Location"], follow_redirects=True).text


def test_log_out_ends_the_session_at_the_court_and_at_pacer(
    mint: Mint, enter: Enter, ecf: str, login_page: str
) -> None:
    signed_in = enter(mint()["pacer"])
    assert "You have been logged out" in signed_in.get(ecf + "login.pl?logout").text
    assert "Last login:" not in signed_in.get(ecf + "login.pl").text
    assert signed_in.get(login_page, query_string={"appurl": ecf}).status_code == 200


def test_log_out_leaves_nothing_that_a_copied_cookie_could_use(
    app: Flask, mint: Mint, enter: Enter, ecf: str
) -> None:
    signed_in = enter(mint()["pacer"])
    cookie = signed_in.get_cookie("NextGenCSO", domain="ecf.ctd.localhost")
    assert cookie
    signed_in.get(ecf + "login.pl?logout")
    thief = app.test_client()
    thief.set_cookie("NextGenCSO", cookie.value, domain="ecf.ctd.localhost")
    assert "Last login:" not in thief.get(ecf + "login.pl").text


def test_a_session_left_alone_too_long_ends_at_both(
    mint: Mint, enter: Enter, ecf: str, login_page: str, wait: Wait
) -> None:
    signed_in = enter(mint()["pacer"])
    wait(31)
    assert "csologin/login.jsf" in signed_in.get(ecf + "login.pl").text
    assert signed_in.get(login_page, query_string={"appurl": ecf}).status_code == 200


def test_how_long_a_session_lives_is_the_stages_setting(  # noqa: PLR0913 - fixtures
    app: Flask, settings: StageSettings, enter: Enter, mint: Mint, wait: Wait, ecf: str
) -> None:
    store_settings(app, replace(settings, session_minutes=2))
    signed_in = enter(mint()["pacer"])
    wait(1.5)
    assert "Last login:" in signed_in.get(ecf + "login.pl").text
    wait(4)
    assert "csologin/login.jsf" in signed_in.get(ecf + "login.pl").text


def test_a_session_in_use_stays_open(mint: Mint, enter: Enter, ecf: str, wait: Wait) -> None:
    signed_in = enter(mint()["pacer"])
    for _ in range(4):
        wait(20)
        assert "Last login:" in signed_in.get(ecf + "login.pl").text


def test_who_is_not_logged_in_is_sent_to_pacers_login_and_told_nothing(
    visitor: FlaskClient, ecf: str, login_page: str
) -> None:
    for script in ("login.pl", "LinkAccount.pl", "menu.pl?id=-1", "iquery.pl", "no-such-page.pl"):
        page = visitor.get(ecf + script)
        assert page.status_code == 200
        way_back = "http%3A%2F%2Fecf.ctd.localhost%3A8080%2Fcgi-bin%2Flogin.pl"
        assert f'location.assign("{login_page}?pscCourtId=CTDC\\u0026appurl={way_back}")' in page.text
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


def test_a_single_sign_on_does_not_open_pacers_account_page(
    settings: StageSettings, mint: Mint, enter: Enter
) -> None:
    signed_in = enter(mint()["pacer"])
    cookie = signed_in.get_cookie("NextGenCSO", domain="pacer.localhost")
    assert cookie
    signed_in.set_cookie("PscSession", cookie.value, domain="psc.localhost")
    assert signed_in.get(f"{settings.pacer_account}/pscof/account.xhtml").status_code == 302
