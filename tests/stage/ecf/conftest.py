"""What the tests of CM/ECF share: its menu, legacy logins, and cases."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage.courts import COURTS
from tests.helpers.page_text import list_menu_bar
from tests.helpers.stage_fixture_types import (
    Accounts,
    Confirm,
    CountLinks,
    Enter,
    GetAddress,
    GoLive,
    LegacyLogIn,
    Link,
    Mint,
    OpenScript,
    Post,
    Propose,
    ReadCase,
    ReadMenu,
    ReadRows,
)


@pytest.fixture
def read_menu(ecf: str) -> ReadMenu:
    """Return a function that opens Query and returns the entries of its menu bar."""
    return lambda browser: list_menu_bar(browser.get(ecf + "iquery.pl").text)


@pytest.fixture
def go_live(set_clock: Post) -> GoLive:
    """Set the clock to before go-live; return a function that sets it to go-live."""

    def go() -> None:
        assert set_clock({"at": COURTS[0].go_live.isoformat()}).status_code == 200

    set_clock({"at": "2017-12-01T09:00-05:00"})
    return go


@pytest.fixture
def log_in_to_legacy(app: Flask, go_live: GoLive, ecf: str) -> LegacyLogIn:  # noqa: ARG001 - before go-live
    """Return a function that opens a legacy page, submits its login form and returns the answer."""

    def enter(
        login: str,
        password: str,
        browser: FlaskClient | None = None,
        *,
        script: str = "login.pl",
        **more: str,
    ) -> TestResponse:
        browser = browser or app.test_client()
        page = browser.get(ecf + script).text
        found = re.search(r'name="asked" value="([^"]*)"', page)
        assert found, page
        fields = {"asked": unescape(found[1]), "login": login, "key": password, **more}
        return browser.post(
            ecf + "login.pl?123-L_1_0-1",
            data=fields,
            content_type="multipart/form-data",
            follow_redirects=True,
        )

    return enter


@pytest.fixture
def enter_with_ecf_login(app: Flask, log_in_to_legacy: LegacyLogIn) -> Enter:
    """Return a function that logs in to legacy CM/ECF with a CM/ECF login."""

    def go(accounts: Accounts) -> FlaskClient:
        browser = app.test_client()
        page = log_in_to_legacy(accounts["ecf"]["login"], accounts["ecf"]["password"], browser, redaction="1")
        assert f"You are logged in as {accounts['ecf']['name']}." in page.text
        return browser

    return go


@pytest.fixture
def enter_with_pacer_login(app: Flask, log_in_to_legacy: LegacyLogIn) -> Enter:
    """Return a function that logs in to legacy CM/ECF with a PACER login."""

    def go(accounts: Accounts, **more: str) -> FlaskClient:
        browser = app.test_client()
        page = log_in_to_legacy(
            accounts["pacer"]["user_name"], accounts["pacer"]["password"], browser, **more
        )
        assert f"You are logged in as {accounts['pacer']['name']}." in unescape(page.text)
        return browser

    return go


@pytest.fixture
def run_query(ecf: str) -> ReadCase:
    """Return a function that looks for a case number under Query and returns the next page."""

    def send(browser: FlaskClient, number: str) -> str:
        answer = browser.post(
            ecf + "iquery.pl?123-L_1_0-1", data={"case_num": number}, content_type="multipart/form-data"
        )
        assert answer.status_code == 200
        return answer.text

    return send


@pytest.fixture
def read_docket(run_query: ReadCase, ecf: str) -> ReadCase:
    """Return a function that opens a case's docket by way of Query."""

    def read(browser: FlaskClient, number: str) -> str:
        found = re.search(
            r'<a href="/cgi-bin/(DktRpt\.pl[^"]+)">Docket Report \.\.\.', run_query(browser, number)
        )
        assert found
        return browser.get(ecf + unescape(found[1])).text

    return read


@pytest.fixture
def link(enter: Enter, propose: Propose, confirm: Confirm) -> Link:
    """Return a function that links the accounts of a mint's answer and returns the browser."""

    def link_accounts(accounts: Accounts) -> FlaskClient:
        browser = enter(accounts["pacer"])
        page = confirm(browser, propose(browser, accounts["ecf"]))
        assert "You have successfully linked your account." in page
        return browser

    return link_accounts


@pytest.fixture
def count_links(read_rows: ReadRows) -> CountLinks:
    """Return a function that counts the links in the database."""
    return lambda: len(read_rows("link"))


@pytest.fixture
def open_script(mint: Mint, enter: Enter, get_address: GetAddress) -> OpenScript:
    """Return a function that logs in to a court, opens a script and returns the answer."""

    def get(court: str, script: str) -> TestResponse:
        browser = enter(mint(court=court)["pacer"], court=court)
        return browser.get(get_address(court, script))

    return get
