"""PACER's account page: its own host, login and session, and what it shows (facts F6)."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.pacer import wording
from stage.settings import StageSettings
from tests.helpers.page_text import list_pacer_errors
from tests.helpers.stage_fixture_types import (
    Accounts,
    Click,
    FindRedirect,
    LogIn,
    Mint,
    OpenLogin,
    PassMinutes,
    ReadEvents,
)

ACCOUNT = "/pscof/account.xhtml"


@pytest.fixture
def login_page(settings: StageSettings) -> str:
    """The address of the account page's own login, instead of PACER's other one."""
    return settings.pacer_account + "/pscof/login.xhtml"


@pytest.fixture
def read_account(
    client: FlaskClient, settings: StageSettings, log_in: LogIn, find_redirect: FindRedirect
) -> Callable[[Accounts], str]:
    """Return a function that logs in to the account page and returns the page."""

    def read(account: Accounts) -> str:
        assert find_redirect(log_in(client, account)) == ACCOUNT
        return client.get(settings.pacer_account + ACCOUNT).text

    return read


def read_table(page: str) -> dict[str, str]:
    found = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', page)
    return {label: unescape(re.sub(r"<[^>]+>", "", value)) for label, value in found}


def test_the_account_pages_login_has_only_user_name_and_password(
    client: FlaskClient, login_page: str
) -> None:
    page = client.get(login_page).text
    assert re.findall(r'<input id="([^"]+)"', page) == [wording.LOGIN_NAME, wording.PASSWORD]
    for label in ("Username", "Password"):
        assert f'{label} <span class="ui-outputlabel-rfi">*</span></label>' in page
    assert f'<button id="{wording.LOGIN_BUTTON}"' in page
    assert f'<div id="{wording.MESSAGES}"' in page
    assert wording.CLIENT_CODE not in page


def test_the_account_page_shows_the_users_own_account(
    mint: Mint, read_account: Callable[[Accounts], str]
) -> None:
    pacer = mint()["pacer"]
    assert read_table(read_account(pacer)) == {
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


def test_an_enrolled_account_logs_in_without_a_passcode(
    mint: Mint, read_account: Callable[[Accounts], str]
) -> None:
    page = read_account(mint(pacer={"totp": True})["pacer"])
    assert read_table(page)["Multifactor Auth"] == "Enrolled"


@pytest.mark.parametrize("link", ["upgrade", "enroll"])
def test_the_account_pages_links_lead_to_pages(
    client: FlaskClient, settings: StageSettings, link: str
) -> None:
    assert client.get(f"{settings.pacer_account}/pscof/{link}.xhtml").status_code == 200


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
    client: FlaskClient,
    mint: Mint,
    log_in: LogIn,
    read_events: ReadEvents,
    traits: Accounts,
    typed: dict[str, str],
    text: str,
) -> None:
    pacer = mint(pacer=traits)["pacer"]
    assert list_pacer_errors(log_in(client, pacer, **typed)) == [text]
    assert [(event["kind"], event["who"]) for event in read_events()] == [
        ("login_tried", pacer["user_name"]),
        ("login_refused", pacer["user_name"]),
    ]


def test_an_accepted_login_is_logged(
    mint: Mint, read_account: Callable[[Accounts], str], read_events: ReadEvents
) -> None:
    read_account(mint()["pacer"])
    assert [event["kind"] for event in read_events()] == ["login_tried", "login_accepted"]


def test_a_logged_in_browser_is_redirected_from_the_login(
    client: FlaskClient, settings: StageSettings, mint: Mint, read_account: Callable[[Accounts], str]
) -> None:
    pacer = mint()["pacer"]
    assert client.get(settings.pacer_account + ACCOUNT).headers["Location"] == "/pscof/login.xhtml"
    read_account(pacer)
    page = client.get(settings.pacer_account + "/pscof/login.xhtml", follow_redirects=True)
    assert page.request.path == ACCOUNT
    assert pacer["user_name"] in page.text


def test_an_idle_session_expires(
    client: FlaskClient,
    settings: StageSettings,
    mint: Mint,
    read_account: Callable[[Accounts], str],
    pass_minutes: PassMinutes,
) -> None:
    read_account(mint()["pacer"])
    pass_minutes(20)
    assert client.get(settings.pacer_account + ACCOUNT).status_code == 200
    pass_minutes(51)
    assert client.get(settings.pacer_account + ACCOUNT).status_code == 302


def test_an_account_page_session_is_not_a_single_sign_on(
    client: FlaskClient,
    settings: StageSettings,
    mint: Mint,
    read_account: Callable[[Accounts], str],
    ecf: str,
) -> None:
    read_account(mint()["pacer"])
    cookie = client.get_cookie("PscSession", domain="psc.localhost")
    assert cookie
    assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)
    client.set_cookie("NextGenCSO", cookie.value, domain="pacer.localhost")
    answer = client.get(f"{settings.pacer}/csologin/login.jsf", query_string={"appurl": ecf})
    assert answer.status_code == 200
    assert 'id="loginForm"' in answer.text


def test_another_forms_button_and_another_browsers_view_are_refused(  # noqa: PLR0913 - fixtures
    app: Flask, client: FlaskClient, mint: Mint, log_in: LogIn, open_login: OpenLogin, click: Click
) -> None:
    pacer = mint()["pacer"]
    assert wording.TIMEOUT in log_in(client, pacer, open_login(app.test_client()))
    assert wording.TIMEOUT in click(client, open_login(client), wording.PASSCODE_BUTTON)


def test_manage_my_account_links_to_the_account_pages_host(
    client: FlaskClient, settings: StageSettings, login_page: str
) -> None:
    assert f'<a href="{login_page}">Manage My Account</a>' in client.get(settings.pacer + "/").text
    assert client.get(f"{settings.pacer}/pscof/manage/account.jsf").status_code == 404
    assert client.get(f"{settings.pacer}{ACCOUNT}").status_code == 404
