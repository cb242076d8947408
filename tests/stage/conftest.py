"""What the tests of the stage share: a stage on a database of its own, and people who use it."""

import re
from collections.abc import Callable
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

PORT = 8080  # nothing listens there: requests come from Flask's test client
Accounts = dict[str, Any]  # as the mint answers


@pytest.fixture
def settings(tmp_path: Path) -> StageSettings:
    """A stage as a person might start it."""
    return StageSettings(port=PORT, database=tmp_path / "stage.sqlite", token="the token of this stage")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, whose addresses and pages are the same for all tests: it takes long to make."""
    folder = tmp_path_factory.mktemp("stage")
    return create_app(StageSettings(port=PORT, database=folder / "unused.sqlite", token="unused"))


@pytest.fixture
def app(made_once: Flask, settings: StageSettings) -> Flask:
    """The stage, on a fresh database of this test's own."""
    database.prepare(settings.database)
    store_settings(made_once, settings)
    store_faults(made_once, Faults())
    return made_once


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """A browser that was nowhere yet."""
    return app.test_client()


@pytest.fixture
def ecf(settings: StageSettings) -> str:
    """Where CM/ECF's scripts are."""
    return settings.ecf(COURTS[0]) + "/cgi-bin/"


@pytest.fixture
def login_page(settings: StageSettings) -> str:
    """PACER's login page."""
    return settings.pacer + "/csologin/login.jsf"


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let minutes pass, on the stage's clock."""
    passed = 0.0
    started = clock.now()

    def pass_minutes(minutes: float) -> None:
        nonlocal passed
        passed += minutes * 60
        monkeypatch.setattr(clock, "now", lambda: started + passed)

    pass_minutes(0)
    return pass_minutes


@pytest.fixture
def set_clock(
    app: Flask, settings: StageSettings, monkeypatch: pytest.MonkeyPatch
) -> Callable[[object], TestResponse]:
    """Send any body to the control interface's clock, which is the machine's again after the test."""
    monkeypatch.setattr(clock, "_ahead", 0.0)

    def send(body: object) -> TestResponse:
        headers = {"Authorization": f"Bearer {settings.token}"}
        return app.test_client().post(f"{settings.control}/clock", json=body, headers=headers)

    return send


@pytest.fixture
def order(app: Flask, settings: StageSettings) -> Callable[[object], TestResponse]:
    """Send any body to the mint, as the holder of the token."""

    def send(body: object) -> TestResponse:
        headers = {"Authorization": f"Bearer {settings.token}"}
        return app.test_client().post(f"{settings.control}/accounts", json=body, headers=headers)

    return send


@pytest.fixture
def mint(order: Callable[[object], TestResponse]) -> Callable[..., Accounts]:
    """Mint a pair of accounts."""

    def make(*, pacer: Accounts | None = None, **rest: object) -> Accounts:
        answer = order({"pacer": pacer or {}, **rest})
        assert answer.status_code == 201, answer.text
        made: Accounts = answer.get_json()
        return made

    return make


@pytest.fixture
def rows(settings: StageSettings) -> Callable[[str], list[dict[str, Any]]]:
    """Read a table of the stage's database."""

    def read(table: str) -> list[dict[str, Any]]:
        with closing(database.connect(settings.database)) as connection:
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608

    return read


@pytest.fixture
def events(app: Flask, settings: StageSettings) -> Callable[[], list[Accounts]]:
    """Read the stage's log."""

    def read() -> list[Accounts]:
        headers = {"Authorization": f"Bearer {settings.token}"}
        log: list[Accounts] = app.test_client().get(f"{settings.control}/events", headers=headers).get_json()
        return log

    return read


@pytest.fixture
def open_login(login_page: str, ecf: str) -> Callable[..., str]:
    """Open PACER's login page on the way to `appurl`; answers the page's ViewState."""

    def open_page(browser: FlaskClient, appurl: str = ecf) -> str:
        page = browser.get(login_page, query_string={"pscCourtId": "CTDC", "appurl": appurl})
        found = re.search(r'name="javax\.faces\.ViewState" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1]

    return open_page


@pytest.fixture
def press(login_page: str) -> Callable[..., str]:
    """Press a button of the login page; answers what comes back, in words."""

    def send(browser: FlaskClient, view_state: str, button: str, fields: dict[str, str] | None = None) -> str:
        data = {"javax.faces.ViewState": view_state, "javax.faces.source": button, **(fields or {})}
        answer = browser.post(login_page, data=data, headers={"Faces-Request": "partial/ajax"})
        assert (answer.status_code, answer.mimetype) == (200, "text/xml")
        return answer.text

    return send


@pytest.fixture
def log_in(open_login: Callable[..., str], press: Callable[..., str]) -> Callable[..., str]:
    """Enter user name and password on a fresh login page; answers what comes back."""

    def enter(browser: FlaskClient, account: Accounts, view_state: str = "", **other: str) -> str:
        values = {"user_name": account["user_name"], "password": account["password"], "code": "", **other}
        fields = {
            wording.LOGIN_NAME: values["user_name"],
            wording.PASSWORD: values["password"],
            wording.CLIENT_CODE: values["code"],
        }
        return press(browser, view_state or open_login(browser), wording.LOGIN_BUTTON, fields)

    return enter


@pytest.fixture
def redirected() -> Callable[[str], str]:
    """The address that an answer of the login page sends the browser to; empty when it stays."""

    def find(answer: str) -> str:
        found = re.search(r'<redirect url="([^"]*)">', answer)
        return unescape(found[1]) if found else ""

    return find


@pytest.fixture
def enter(  # noqa: PLR0913 - fixtures
    app: Flask,
    settings: StageSettings,
    open_login: Callable[..., str],
    log_in: Callable[..., str],
    press: Callable[..., str],
    redirected: Callable[[str], str],
) -> Callable[..., FlaskClient]:
    """Log in all the way into CM/ECF; answers the browser, a fresh one unless one is given."""

    def go(
        account: Accounts, browser: FlaskClient | None = None, code: str = "", court: str = ""
    ) -> FlaskClient:
        browser = browser or app.test_client()
        view_state = open_login(browser, *([settings.ecf(BY_ID[court])] if court else []))
        answer = log_in(browser, account, view_state, code=code)
        if wording.PASSCODE in answer:
            passcode = pyotp.TOTP(account["totp_secret"]).at(int(clock.now()))
            answer = press(browser, view_state, wording.PASSCODE_BUTTON, {wording.PASSCODE: passcode})
        if wording.REDACTION_DIALOG in answer:
            ticked = {wording.REDACTION_TICK_INPUT: "on"}
            answer = press(browser, view_state, wording.REDACTION_BUTTON, ticked)
        assert "/cgi-bin/login.pl?ticket=" in redirected(answer), answer
        assert "Last login:" in browser.get(redirected(answer), follow_redirects=True).text
        return browser

    return go


@pytest.fixture
def menu(ecf: str) -> Callable[[FlaskClient], list[str]]:
    """The entries of the menu bar, on the page that a click shows."""

    def read(browser: FlaskClient) -> list[str]:
        page = browser.get(ecf + "iquery.pl").text
        labels = re.findall(r'class="yuimenubaritemlabel"[^>]*>(.*?)</a>', page)
        return [re.sub(r"<[^>]+>", "", label) for label in labels]

    return read


@pytest.fixture
def propose(ecf: str) -> Callable[..., str]:
    """Fill in the link form with an old CM/ECF login and submit it; answers the next page."""

    def send(browser: FlaskClient, account: Accounts) -> str:
        fields = {"login": account["login"], "key": account["password"], "button1": "Submit"}
        answer = browser.post(
            ecf + "LinkAccount.pl?123-L_1_0-1", data=fields, content_type="multipart/form-data"
        )
        assert answer.status_code == 200
        return answer.text

    return send


@pytest.fixture
def confirm(ecf: str) -> Callable[[FlaskClient, str], str]:
    """Submit a confirmation page; answers the next page."""

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


@pytest.fixture
def go_live(set_clock: Callable[[object], TestResponse]) -> Callable[[], None]:
    """A court that is on legacy CM/ECF still; call this to have NextGen take its place."""

    def go() -> None:
        assert set_clock({"at": COURTS[0].go_live.isoformat()}).status_code == 200

    set_clock({"at": "2017-12-01T09:00-05:00"})
    return go


@pytest.fixture
def legacy_log_in(app: Flask, go_live: Callable[[], None], ecf: str) -> Callable[..., TestResponse]:  # noqa: ARG001 - before go-live
    """Ask for a page of legacy CM/ECF, fill in the login form that comes instead; answers what comes then."""

    def enter(
        login: str,
        password: str,
        browser: FlaskClient | None = None,
        *,
        asked: str = "login.pl",
        **more: str,
    ) -> TestResponse:
        browser = browser or app.test_client()
        page = browser.get(ecf + asked).text
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
def enter_with_ct_login(app: Flask, legacy_log_in: Callable[..., TestResponse]) -> Callable[..., FlaskClient]:
    """Log in to legacy CM/ECF with a CM/ECF login; answers the browser."""

    def go(made: Accounts) -> FlaskClient:
        browser = app.test_client()
        page = legacy_log_in(made["ecf"]["login"], made["ecf"]["password"], browser, redaction="1")
        assert f"You are logged in as {made['ecf']['name']}." in page.text
        return browser

    return go


@pytest.fixture
def enter_with_pacer_login(
    app: Flask, legacy_log_in: Callable[..., TestResponse]
) -> Callable[..., FlaskClient]:
    """Log in to legacy CM/ECF with a PACER login; answers the browser."""

    def go(made: Accounts, **more: str) -> FlaskClient:
        browser = app.test_client()
        page = legacy_log_in(made["pacer"]["user_name"], made["pacer"]["password"], browser, **more)
        assert f"You are logged in as {made['pacer']['name']}." in unescape(page.text)
        return browser

    return go


@pytest.fixture
def query(ecf: str) -> Callable[[FlaskClient, str], str]:
    """Ask Query for a case by its number; answers the next page."""

    def send(browser: FlaskClient, number: str) -> str:
        answer = browser.post(
            ecf + "iquery.pl?123-L_1_0-1", data={"case_num": number}, content_type="multipart/form-data"
        )
        assert answer.status_code == 200
        return answer.text

    return send


@pytest.fixture
def read_docket(query: Callable[[FlaskClient, str], str], ecf: str) -> Callable[[FlaskClient, str], str]:
    """Go from Query by the link Docket Report to a case's docket."""

    def read(browser: FlaskClient, number: str) -> str:
        found = re.search(
            r'<a href="/cgi-bin/(DktRpt\.pl[^"]+)">Docket Report \.\.\.', query(browser, number)
        )
        assert found
        return browser.get(ecf + unescape(found[1])).text

    return read
