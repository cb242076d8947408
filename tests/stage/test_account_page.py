"""PACER's account page: a host, a login and a session of its own, and what it shows (facts F6)."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.pacer import wording
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
Enter = Callable[..., FlaskClient]
LogIn = Callable[..., str]

ACCOUNT = "/pscof/account.xhtml"


@pytest.fixture
def login_page(settings: StageSettings) -> str:
    """The account page's own login, in the place of PACER's other one."""
    return settings.pacer_account + "/pscof/login.xhtml"


@pytest.fixture
def read_account(
    visitor: FlaskClient, settings: StageSettings, log_in: LogIn, redirected: Callable[[str], str]
) -> Callable[[Accounts], str]:
    """Log in to the account page; answers it."""

    def read(account: Accounts) -> str:
        assert redirected(log_in(visitor, account)) == ACCOUNT
        return visitor.get(settings.pacer_account + ACCOUNT).text

    return read


def rows(page: str) -> dict[str, str]:
    found = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', page)
    return {label: unescape(re.sub(r"<[^>]+>", "", value)) for label, value in found}


def errors(answer: str) -> list[str]:
    return re.findall(r'<span class="ui-messages-error-detail">([^<]*)</span>', answer)


def test_its_login_asks_for_user_name_and_password_alone(visitor: FlaskClient, login_page: str) -> None:
    page = visitor.get(login_page).text
    assert re.findall(r'<input id="([^"]+)"', page) == [wording.LOGIN_NAME, wording.PASSWORD]
    for label in ("Username", "Password"):
        assert f'{label} <span class="ui-outputlabel-rfi">*</span></label>' in page
    assert f'<button id="{wording.LOGIN_BUTTON}"' in page
    assert f'<div id="{wording.MESSAGES}"' in page
    assert wording.CLIENT_CODE not in page


def test_it_shows_whose_account_it_is(mint: Mint, read_account: Callable[[Accounts], str]) -> None:
    pacer = mint()["pacer"]
    assert rows(read_account(pacer)) == {
        "Name": pacer["name"],
        "User Name": pacer["user_name"],
        "Account Type": "Upgraded PACER Account",
        "Case Search Status": "Active",
        "Multifactor Auth": "Not enrolled Enroll",
    }


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("individual", "<span>Upgraded PACER Account</span></td>"),
        ("shared_firm", "<span>Upgraded PACER Account</span></td>"),
        ("admin", "<span>PACER Administrative Account</span></td>"),
        ("legacy", '<span>Legacy PACER Account</span> <a href="/pscof/upgrade.xhtml">Upgrade</a></td>'),
    ],
)
def test_only_a_legacy_account_can_be_upgraded(
    mint: Mint, read_account: Callable[[Accounts], str], kind: str, words: str
) -> None:
    assert words in read_account(mint(pacer={"kind": kind})["pacer"])


def test_an_account_with_a_passcode_is_enrolled_and_is_not_asked_for_one(
    mint: Mint, read_account: Callable[[Accounts], str]
) -> None:
    page = read_account(mint(pacer={"totp": True})["pacer"])
    assert rows(page)["Multifactor Auth"] == "Enrolled"


@pytest.mark.parametrize("link", ["upgrade", "enroll"])
def test_the_links_of_the_account_page_lead_to_pages(
    visitor: FlaskClient, settings: StageSettings, link: str
) -> None:
    assert visitor.get(f"{settings.pacer_account}/pscof/{link}.xhtml").status_code == 200


@pytest.mark.parametrize(
    ("traits", "typed", "text"),
    [
        ({}, {"password": "not-the-password"}, wording.INVALID),
        ({"status": "disabled"}, {}, wording.DISABLED),
        ({"status": "update_required"}, {}, wording.UPDATE_REQUIRED),
        ({}, {"password": "short"}, wording.SHORT_PASSWORD),
    ],
)
def test_a_login_is_refused_in_pacers_words_and_logged(  # noqa: PLR0913 - fixtures
    visitor: FlaskClient,
    mint: Mint,
    log_in: LogIn,
    events: Callable[[], list[Accounts]],
    traits: Accounts,
    typed: dict[str, str],
    text: str,
) -> None:
    pacer = mint(pacer=traits)["pacer"]
    assert errors(log_in(visitor, pacer, **typed)) == [text]
    assert [(event["kind"], event["who"]) for event in events()] == [
        ("login_tried", pacer["user_name"]),
        ("login_refused", pacer["user_name"]),
    ]


def test_an_accepted_login_is_logged(
    mint: Mint, read_account: Callable[[Accounts], str], events: Callable[[], list[Accounts]]
) -> None:
    read_account(mint()["pacer"])
    assert [event["kind"] for event in events()] == ["login_tried", "login_accepted"]


def test_a_browser_that_is_logged_in_there_is_not_asked_again(
    visitor: FlaskClient, settings: StageSettings, mint: Mint, read_account: Callable[[Accounts], str]
) -> None:
    pacer = mint()["pacer"]
    assert visitor.get(settings.pacer_account + ACCOUNT).headers["Location"] == "/pscof/login.xhtml"
    read_account(pacer)
    page = visitor.get(settings.pacer_account + "/pscof/login.xhtml", follow_redirects=True)
    assert page.request.path == ACCOUNT
    assert pacer["user_name"] in page.text


def test_its_session_ends_when_it_is_left_alone(
    visitor: FlaskClient,
    settings: StageSettings,
    mint: Mint,
    read_account: Callable[[Accounts], str],
    wait: Callable[[float], None],
) -> None:
    read_account(mint()["pacer"])
    wait(20)
    assert visitor.get(settings.pacer_account + ACCOUNT).status_code == 200
    wait(51)
    assert visitor.get(settings.pacer_account + ACCOUNT).status_code == 302


def test_a_session_there_opens_no_court_and_is_not_a_single_sign_on(
    visitor: FlaskClient,
    settings: StageSettings,
    mint: Mint,
    read_account: Callable[[Accounts], str],
    ecf: str,
) -> None:
    read_account(mint()["pacer"])
    cookie = visitor.get_cookie("PscSession", domain="psc.localhost")
    assert cookie
    assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)
    visitor.set_cookie("NextGenCSO", cookie.value, domain="pacer.localhost")
    answer = visitor.get(f"{settings.pacer}/csologin/login.jsf", query_string={"appurl": ecf})
    assert answer.status_code == 200
    assert 'id="loginForm"' in answer.text


def test_a_button_of_another_form_and_a_view_of_another_browser_let_nobody_in(  # noqa: PLR0913 - fixtures
    app: Flask, visitor: FlaskClient, mint: Mint, log_in: LogIn, open_login: Callable[..., str], press: LogIn
) -> None:
    pacer = mint()["pacer"]
    assert wording.TIMEOUT in log_in(visitor, pacer, open_login(app.test_client()))
    assert wording.TIMEOUT in press(visitor, open_login(visitor), wording.PASSCODE_BUTTON)


def test_manage_my_account_on_pacers_front_page_leads_there(
    visitor: FlaskClient, settings: StageSettings, login_page: str
) -> None:
    assert f'<a href="{login_page}">Manage My Account</a>' in visitor.get(settings.pacer + "/").text
    assert visitor.get(f"{settings.pacer}/pscof/manage/account.jsf").status_code == 404
    assert visitor.get(f"{settings.pacer}{ACCOUNT}").status_code == 404
