"""What holds for all pages: escaping, caching, cookies, and no password in the database."""

import pytest
from flask import Flask

from stage.courts import COURTS
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import Enter, LogIn, Mint, OpenLogin

HOSTILE = """<script>alert('x')</script>"&]]>"""


def test_user_input_is_escaped(mint: Mint, enter: Enter, ecf: str) -> None:
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
def test_query_parameters_are_escaped_on_the_login_page(app: Flask, login_page: str, place: str) -> None:
    assert HOSTILE[:10] not in app.test_client().get(login_page, query_string={place: HOSTILE}).text


def test_the_redirect_after_login_is_escaped(
    app: Flask,
    settings: StageSettings,
    mint: Mint,
    open_login: OpenLogin,
    log_in: LogIn,
) -> None:
    browser = app.test_client()
    view_state = open_login(browser, f"{settings.pacer}/?{HOSTILE}")
    answer = log_in(browser, mint()["pacer"], view_state)
    assert "<redirect url=" in answer
    assert "<script>" not in answer


def test_browsers_may_cache_static_files_but_not_pages(
    app: Flask, login_page: str, settings: StageSettings
) -> None:
    client = app.test_client()
    page = client.get(login_page)
    assert page.headers["Cache-Control"] == "no-store"
    # A browser knows the stage's clock by it.
    assert page.last_modified is not None
    with client.get(f"{settings.pacer}/static/pacer.js") as script:
        assert script.status_code == 200
        assert "max-age" in script.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/static/../settings.py", "/static/..%2fsettings.py", "/static/%2e%2e/app.py"]
)
def test_no_file_outside_the_static_folder_is_served(app: Flask, settings: StageSettings, path: str) -> None:
    assert app.test_client().get(settings.pacer + path).status_code == 404


def test_session_cookies_are_http_only_and_same_site(mint: Mint, enter: Enter) -> None:
    browser = enter(mint()["pacer"])
    for host in ("pacer.localhost", "ecf.ctd.localhost"):
        cookie = browser.get_cookie("NextGenCSO", domain=host)
        assert cookie
        assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)


def test_no_password_is_in_the_database_file(
    app: Flask, settings: StageSettings, mint: Mint, enter: Enter, log_in: LogIn
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    log_in(app.test_client(), accounts["pacer"], password="a-password-typed-wrong")
    for key in ("another-typed-wrong", accounts["ecf"]["password"]):
        browser.post(
            settings.ecf(COURTS[0]) + "/cgi-bin/LinkAccount.pl",
            data={"login": accounts["ecf"]["login"], "key": key},
        )
    kept = b"".join(path.read_bytes() for path in settings.database.parent.glob("stage.sqlite*"))
    assert accounts["pacer"]["user_name"].encode() in kept
    assert accounts["ecf"]["login"].encode() in kept
    for password in (
        accounts["pacer"]["password"],
        accounts["ecf"]["password"],
        "a-password-typed-wrong",
        "another-typed-wrong",
    ):
        assert password.encode() not in kept
