"""Single sign-on: tickets, sessions at PACER and at a court, and log-out."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.settings import StageSettings, store_settings
from tests.helpers.stage_fixture_types import Enter, FindRedirect, LogIn, Mint, OpenLogin, PassMinutes


def test_a_ticket_works_once(
    app: Flask, mint: Mint, log_in: LogIn, find_redirect: FindRedirect, login_page: str
) -> None:
    first, second = app.test_client(), app.test_client()
    ticket = find_redirect(log_in(first, mint()["pacer"]))
    assert "Last login:" in first.get(ticket, follow_redirects=True).text
    refused = second.get(ticket, follow_redirects=True)
    assert "Last login:" not in refused.text
    assert login_page in refused.text


def test_a_ticket_expires_after_a_minute(
    client: FlaskClient, mint: Mint, log_in: LogIn, find_redirect: FindRedirect, pass_minutes: PassMinutes
) -> None:
    ticket = find_redirect(log_in(client, mint()["pacer"]))
    pass_minutes(1.1)
    assert "Last login:" not in client.get(ticket, follow_redirects=True).text


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
def test_a_login_does_not_redirect_outside_the_stage(
    client: FlaskClient, mint: Mint, log_in: LogIn, open_login: OpenLogin, appurl: str
) -> None:
    answer = log_in(client, mint()["pacer"], open_login(client, appurl))
    assert '<redirect url="http://pacer.localhost:8080/">' in answer


def test_single_sign_on_does_not_redirect_outside_the_stage(
    settings: StageSettings, mint: Mint, enter: Enter, login_page: str
) -> None:
    signed_in = enter(mint()["pacer"])
    answer = signed_in.get(login_page, query_string={"appurl": "https://evil.example/"})
    assert answer.headers["Location"] == f"{settings.pacer}/"


def test_one_login_opens_every_court(mint: Mint, enter: Enter, login_page: str, ecf: str) -> None:
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


def test_a_copied_cookie_does_not_work_after_log_out(app: Flask, mint: Mint, enter: Enter, ecf: str) -> None:
    signed_in = enter(mint()["pacer"])
    cookie = signed_in.get_cookie("NextGenCSO", domain="ecf.ctd.localhost")
    assert cookie
    signed_in.get(ecf + "login.pl?logout")
    thief = app.test_client()
    thief.set_cookie("NextGenCSO", cookie.value, domain="ecf.ctd.localhost")
    assert "Last login:" not in thief.get(ecf + "login.pl").text


def test_an_idle_session_expires_at_court_and_pacer(
    mint: Mint, enter: Enter, ecf: str, login_page: str, pass_minutes: PassMinutes
) -> None:
    signed_in = enter(mint()["pacer"])
    pass_minutes(31)
    assert "csologin/login.jsf" in signed_in.get(ecf + "login.pl").text
    assert signed_in.get(login_page, query_string={"appurl": ecf}).status_code == 200


def test_the_session_life_is_a_setting(  # noqa: PLR0913 - fixtures
    app: Flask, settings: StageSettings, enter: Enter, mint: Mint, pass_minutes: PassMinutes, ecf: str
) -> None:
    store_settings(app, replace(settings, session_minutes=2))
    signed_in = enter(mint()["pacer"])
    pass_minutes(1.5)
    assert "Last login:" in signed_in.get(ecf + "login.pl").text
    pass_minutes(4)
    assert "csologin/login.jsf" in signed_in.get(ecf + "login.pl").text


def test_a_session_in_use_does_not_expire(
    mint: Mint, enter: Enter, ecf: str, pass_minutes: PassMinutes
) -> None:
    signed_in = enter(mint()["pacer"])
    for _ in range(4):
        pass_minutes(20)
        assert "Last login:" in signed_in.get(ecf + "login.pl").text


def test_users_without_a_session_are_sent_to_pacers_login(
    client: FlaskClient, ecf: str, login_page: str
) -> None:
    for script in ("login.pl", "LinkAccount.pl", "menu.pl?id=-1", "iquery.pl", "no-such-page.pl"):
        page = client.get(ecf + script)
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
def test_cancel_leads_to_the_users_court_or_to_pacer(
    client: FlaskClient, login_page: str, court: str, address: str
) -> None:
    page = client.get(login_page, query_string={"pscCourtId": court}).text
    assert f'data-url="{address}"' in page


def test_a_single_sign_on_does_not_open_pacers_account_page(
    settings: StageSettings, mint: Mint, enter: Enter
) -> None:
    signed_in = enter(mint()["pacer"])
    cookie = signed_in.get_cookie("NextGenCSO", domain="pacer.localhost")
    assert cookie
    signed_in.set_cookie("PscSession", cookie.value, domain="psc.localhost")
    assert signed_in.get(f"{settings.pacer_account}/pscof/account.xhtml").status_code == 302
