"""The rest of CM/ECF's pages, and what holds for every page: escapes, errors, what is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.courts import COURTS
from stage.ecf import wording
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
Enter = Callable[..., FlaskClient]

HOSTILE = """<script>alert('x')</script>"&]]>"""
BACK = '<input type="button" value="Back" onclick="history.back()">'


@pytest.mark.parametrize(
    "script", ["no-such-page.pl", "DisplayMenu.pl", "DisplayMenu.pl?Nothing", "LinkAccountConfirm.pl"]
)
def test_a_page_that_does_not_exist_is_an_error_page_with_status_200_and_back(
    mint: Mint, enter: Enter, ecf: str, script: str
) -> None:
    page = enter(mint()["pacer"]).get(ecf + script)
    assert page.status_code == 200
    assert f"<b>{wording.NO_SUCH_PAGE}</b>" in page.text
    assert BACK in page.text


def test_every_link_of_a_filers_menus_leads_to_a_page(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint(ecf={"linked": True})["pacer"])
    submenus = browser.get(ecf + "menu.pl?id=1").get_json()
    links = [link["address"] for links in submenus.values() for link in links]
    assert len(links) > 10
    for address in links:
        page = browser.get(ecf.removesuffix("/cgi-bin/") + address)
        assert page.status_code == 200
        assert 'id="topmenu"' in page.text
        assert BACK not in page.text


def test_a_new_client_code_is_kept_until_log_out(mint: Mint, enter: Enter, ecf: str) -> None:
    pacer = mint()["pacer"]
    browser = enter(pacer, code="first")
    assert 'value="first"' in browser.get(ecf + "ClientCode.pl").text
    browser.post(ecf + "ClientCode.pl?1", data={"client_code": "second"}, content_type="multipart/form-data")
    assert 'value="second"' in browser.get(ecf + "ClientCode.pl").text
    assert 'value=""' in enter(pacer).get(ecf + "ClientCode.pl").text


def test_what_users_type_is_shown_as_text_and_never_as_markup(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint()["pacer"], code=HOSTILE)
    pages = [
        browser.get(ecf + "ClientCode.pl").text,
        browser.post(ecf + "ClientCode.pl?1", data={"client_code": HOSTILE}).text,
        browser.post(ecf + "iquery.pl?1", data={"case_num": HOSTILE}).text,
    ]
    for page in pages:
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&#34;&amp;" in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("place", ["appurl", "pscCourtId"])
def test_what_an_address_says_is_never_markup_on_the_login_page(
    app: Flask, login_page: str, place: str
) -> None:
    assert HOSTILE[:10] not in app.test_client().get(login_page, query_string={place: HOSTILE}).text


def test_where_a_login_leads_is_escaped_in_the_answer(
    app: Flask,
    settings: StageSettings,
    mint: Mint,
    open_login: Callable[..., str],
    log_in: Callable[..., str],
) -> None:
    browser = app.test_client()
    view_state = open_login(browser, f"{settings.pacer}/?{HOSTILE}")
    answer = log_in(browser, mint()["pacer"], view_state)
    assert "<redirect url=" in answer
    assert "<script>" not in answer


def test_pages_are_not_kept_by_browsers_but_style_and_script_are(
    app: Flask, login_page: str, settings: StageSettings
) -> None:
    client = app.test_client()
    assert client.get(login_page).headers["Cache-Control"] == "no-store"
    with client.get(f"{settings.pacer}/static/pacer.js") as script:
        assert script.status_code == 200
        assert "max-age" in script.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/static/../settings.py", "/static/..%2fsettings.py", "/static/%2e%2e/app.py"]
)
def test_no_file_outside_the_static_folder_is_served(app: Flask, settings: StageSettings, path: str) -> None:
    assert app.test_client().get(settings.pacer + path).status_code == 404


def test_session_cookies_are_out_of_reach_of_scripts_and_other_sites(mint: Mint, enter: Enter) -> None:
    browser = enter(mint()["pacer"])
    for host in ("pacer.localhost", "ecf.ctd.localhost"):
        cookie = browser.get_cookie("NextGenCSO", domain=host)
        assert cookie
        assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)


def test_no_password_is_in_the_database_file(
    app: Flask, settings: StageSettings, mint: Mint, enter: Enter, log_in: Callable[..., str]
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    log_in(app.test_client(), made["pacer"], password="a-password-typed-wrong")
    for key in ("another-typed-wrong", made["ecf"]["password"]):
        browser.post(
            settings.ecf(COURTS[0]) + "/cgi-bin/LinkAccount.pl",
            data={"login": made["ecf"]["login"], "key": key},
        )
    kept = b"".join(path.read_bytes() for path in settings.database.parent.glob("stage.sqlite*"))
    assert made["pacer"]["user_name"].encode() in kept
    assert made["ecf"]["login"].encode() in kept
    for password in (
        made["pacer"]["password"],
        made["ecf"]["password"],
        "a-password-typed-wrong",
        "another-typed-wrong",
    ):
        assert password.encode() not in kept
