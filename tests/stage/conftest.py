"""What the tests of the stage share: a stage with its own database, the mint, and logins."""

import re
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage import clock, database
from stage.app import create_app
from stage.courts import BY_ID, COURTS
from stage.faults.active import Faults, store_faults
from stage.pacer import wording
from stage.settings import StageSettings, store_settings
from tests.helpers.stage_fixture_types import (
    Accounts,
    CallControl,
    Click,
    Confirm,
    Enter,
    FindRedirect,
    GetAddress,
    LogIn,
    Mint,
    OpenLogin,
    PassMinutes,
    Post,
    Propose,
    ReadEvents,
    ReadRows,
)

PORT = 8080  # nothing listens there: requests come from Flask's test client


@pytest.fixture
def settings(tmp_path: Path) -> StageSettings:
    """The settings of a stage with its own database."""
    return StageSettings(port=PORT, database=tmp_path / "stage.sqlite", token="the token of this stage")


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application for all tests: creating one takes long."""
    folder = tmp_path_factory.mktemp("stage")
    return create_app(StageSettings(port=PORT, database=folder / "unused.sqlite", token="unused"))


@pytest.fixture
def app(shared_app: Flask, settings: StageSettings) -> Flask:
    """The stage, on a new database for this test."""
    database.prepare(settings.database)
    store_settings(shared_app, settings)
    store_faults(shared_app, Faults())
    return shared_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A new browser."""
    return app.test_client()


@pytest.fixture
def ecf(settings: StageSettings) -> str:
    """The address of CM/ECF's scripts."""
    return settings.ecf(COURTS[0]) + "/cgi-bin/"


@pytest.fixture
def get_address(settings: StageSettings) -> GetAddress:
    """Return a function that returns the address of a court's script."""
    return lambda court, script: f"{settings.ecf(BY_ID[court])}/cgi-bin/{script}"


@pytest.fixture
def login_page(settings: StageSettings) -> str:
    """The address of PACER's login page."""
    return settings.pacer + "/csologin/login.jsf"


@pytest.fixture
def pass_minutes(monkeypatch: pytest.MonkeyPatch) -> PassMinutes:
    """Return a function that moves the stage's clock ahead by minutes."""
    passed = 0.0
    started = clock.now()

    def pass_minutes(minutes: float) -> None:
        nonlocal passed
        passed += minutes * 60
        monkeypatch.setattr(clock, "now", lambda: started + passed)

    pass_minutes(0)
    return pass_minutes


@pytest.fixture
def call_control(app: Flask, settings: StageSettings) -> CallControl:
    """Return a function that sends a request to the control interface, with the token."""

    def send(method: str, path: str, **arguments: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {settings.token}"}
        return app.test_client().open(
            f"{settings.control}/{path}", method=method, headers=headers, **arguments
        )

    return send


@pytest.fixture
def set_clock(call_control: CallControl, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Return a function that posts a body to the clock, which is reset after the test."""
    monkeypatch.setattr(clock, "_ahead", 0.0)
    return lambda body: call_control("POST", "clock", json=body)


@pytest.fixture
def post_mint(call_control: CallControl) -> Post:
    """Return a function that posts a body to the mint."""
    return lambda body: call_control("POST", "accounts", json=body)


@pytest.fixture
def mint(post_mint: Post) -> Mint:
    """Return a function that mints accounts."""

    def make(*, pacer: Accounts | None = None, **rest: object) -> Accounts:
        answer = post_mint({"pacer": pacer or {}, **rest})
        assert answer.status_code == 201, answer.text
        accounts: Accounts = answer.get_json()
        return accounts

    return make


@pytest.fixture
def read_rows(settings: StageSettings) -> ReadRows:
    """Return a function that reads a table of the stage's database."""

    def read(table: str) -> list[dict[str, Any]]:
        with closing(database.connect(settings.database)) as connection:
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608

    return read


@pytest.fixture
def read_events(call_control: CallControl) -> ReadEvents:
    """Return a function that reads the stage's log."""
    return lambda: list(call_control("GET", "events").get_json())


@pytest.fixture
def open_login(login_page: str, ecf: str) -> OpenLogin:
    """Return a function that opens PACER's login for `appurl` and returns the ViewState."""

    def open_page(browser: FlaskClient, appurl: str = ecf) -> str:
        page = browser.get(login_page, query_string={"pscCourtId": "CTDC", "appurl": appurl})
        found = re.search(r'name="javax\.faces\.ViewState" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1]

    return open_page


@pytest.fixture
def click(login_page: str) -> Click:
    """Return a function that clicks a button of PACER's login and returns the answer."""

    def send(browser: FlaskClient, view_state: str, button: str, fields: dict[str, str] | None = None) -> str:
        data = {"javax.faces.ViewState": view_state, "javax.faces.source": button, **(fields or {})}
        answer = browser.post(login_page, data=data, headers={"Faces-Request": "partial/ajax"})
        assert (answer.status_code, answer.mimetype) == (200, "text/xml")
        return answer.text

    return send


@pytest.fixture
def log_in(open_login: OpenLogin, click: Click) -> LogIn:
    """Return a function that submits user name and password and returns the answer."""

    def enter(browser: FlaskClient, account: Accounts, view_state: str = "", **other: str) -> str:
        values = {"user_name": account["user_name"], "password": account["password"], "code": "", **other}
        fields = {
            wording.LOGIN_NAME: values["user_name"],
            wording.PASSWORD: values["password"],
            wording.CLIENT_CODE: values["code"],
        }
        return click(browser, view_state or open_login(browser), wording.LOGIN_BUTTON, fields)

    return enter


@pytest.fixture
def find_redirect() -> FindRedirect:
    """Return a function that finds the redirect in an answer of PACER's login, or an empty text."""

    def find(answer: str) -> str:
        found = re.search(r'<redirect url="([^"]*)">', answer)
        return unescape(found[1]) if found else ""

    return find


@pytest.fixture
def enter(  # noqa: PLR0913 - fixtures
    app: Flask,
    settings: StageSettings,
    open_login: OpenLogin,
    log_in: LogIn,
    click: Click,
    find_redirect: FindRedirect,
) -> Enter:
    """Return a function that logs in to CM/ECF and returns the browser, by default a new one."""

    def go(
        account: Accounts, browser: FlaskClient | None = None, code: str = "", court: str = ""
    ) -> FlaskClient:
        browser = browser or app.test_client()
        view_state = open_login(browser, *([settings.ecf(BY_ID[court])] if court else []))
        answer = log_in(browser, account, view_state, code=code)
        if wording.PASSCODE in answer:
            passcode = pyotp.TOTP(account["totp_secret"]).at(int(clock.now()))
            answer = click(browser, view_state, wording.PASSCODE_BUTTON, {wording.PASSCODE: passcode})
        if wording.REDACTION_DIALOG in answer:
            ticked = {wording.REDACTION_TICK_INPUT: "on"}
            answer = click(browser, view_state, wording.REDACTION_BUTTON, ticked)
        assert "/cgi-bin/login.pl?ticket=" in find_redirect(answer), answer
        assert "Last login:" in browser.get(find_redirect(answer), follow_redirects=True).text
        return browser

    return go


@pytest.fixture
def propose(ecf: str) -> Propose:
    """Return a function that submits the link form and returns the next page."""

    def send(browser: FlaskClient, account: Accounts) -> str:
        fields = {"login": account["login"], "key": account["password"], "button1": "Submit"}
        answer = browser.post(
            ecf + "LinkAccount.pl?123-L_1_0-1", data=fields, content_type="multipart/form-data"
        )
        assert answer.status_code == 200
        return answer.text

    return send


@pytest.fixture
def confirm(ecf: str) -> Confirm:
    """Return a function that submits a link confirmation and returns the next page."""

    def send(browser: FlaskClient, page: str) -> str:
        found = re.search(r'name="proposal" value="([^"]+)"', page)
        assert found, page
        answer = browser.post(
            ecf + "LinkAccountConfirm.pl?456-L_1_0-1",
            data={"proposal": found[1]},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 200
        return answer.text

    return send
