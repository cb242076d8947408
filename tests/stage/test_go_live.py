"""Go-live: from one moment on NextGen serves what legacy CM/ECF served, with sessions of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage.courts import COURTS
from stage.ecf import wording
from stage.pacer import wording as pacer_wording
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
LogIn = Callable[..., TestResponse]
Enter = Callable[..., FlaskClient]

GOES_TO_PACER = "location.assign("


def test_before_go_live_pacers_sign_on_does_not_lead_into_the_court(  # noqa: PLR0913 - fixtures
    go_live: Callable[[], None],  # noqa: ARG001 - before go-live
    app: Flask,
    settings: StageSettings,
    mint: Mint,
    log_in: Callable[..., str],
    redirected: Callable[[str], str],
    ecf: str,
) -> None:
    browser = app.test_client()
    answer = log_in(browser, mint()["pacer"])
    assert redirected(answer) == f"{settings.pacer}/"
    assert "CM/ECF Filer or PACER Login" in browser.get(ecf + "login.pl").text


@pytest.mark.parametrize("script", ["LinkAccount.pl", "LinkAccountConfirm.pl"])
@pytest.mark.parametrize("enter_with", ["enter_with_ct_login", "enter_with_pacer_login"])
def test_before_go_live_nothing_can_be_linked(
    request: pytest.FixtureRequest, mint: Mint, ecf: str, enter_with: str, script: str
) -> None:
    browser = request.getfixturevalue(enter_with)(mint())
    assert "Link a CM/ECF account" not in browser.get(ecf + "DisplayMenu.pl?Utilities").text
    for answer in (browser.get(ecf + script), browser.post(ecf + script)):
        assert answer.status_code == 200
        assert f"<b>{wording.NO_SUCH_PAGE}</b>" in answer.text


@pytest.mark.parametrize("enter_with", ["enter_with_ct_login", "enter_with_pacer_login"])
def test_no_session_survives_go_live(
    request: pytest.FixtureRequest, mint: Mint, go_live: Callable[[], None], ecf: str, enter_with: str
) -> None:
    browser = request.getfixturevalue(enter_with)(mint())
    cookie = browser.get_cookie("PacerSession", domain="ecf.ctd.localhost")
    go_live()
    browser.set_cookie("NextGenCSO", cookie.value, domain="ecf.ctd.localhost")
    for script in ("login.pl", "iquery.pl", "MaintainLogin.pl"):
        page = browser.get(ecf + script).text
        assert GOES_TO_PACER in page
        assert "<title>CT CMECF NextGen</title>" in page


def test_a_login_form_left_open_until_after_go_live_leads_to_pacer(
    mint: Mint, go_live: Callable[[], None], app: Flask, ecf: str
) -> None:
    made = mint()["ecf"]
    browser = app.test_client()
    browser.get(ecf + "login.pl")
    go_live()
    fields = {"login": made["login"], "key": made["password"], "redaction": "1"}
    answer = browser.post(ecf + "login.pl?1", data=fields)
    assert GOES_TO_PACER in answer.text
    assert browser.get_cookie("PacerSession", domain="ecf.ctd.localhost") is None


def test_after_go_live_a_ct_login_serves_only_to_be_linked_with_its_last_password(  # noqa: PLR0913 - fixtures
    mint: Mint,
    enter_with_ct_login: Enter,
    go_live: Callable[[], None],
    enter: Enter,
    app: Flask,
    log_in: Callable[..., str],
    propose: Callable[..., str],
    confirm: Callable[[FlaskClient, str], str],
    menu: Callable[[FlaskClient], list[str]],
    ecf: str,
) -> None:
    made = mint()
    login, old, new = (made["ecf"][key] for key in ("login", "password", "new_password"))
    enter_with_ct_login(made).post(ecf + "MaintainLogin.pl", data={"login": login, "password": new})
    go_live()
    refused = log_in(app.test_client(), {"user_name": login, "password": new})
    assert pacer_wording.INVALID in refused
    browser = enter(made["pacer"])
    assert "<title>CT CMECF NextGen</title>" in browser.get(ecf + "login.pl").text
    assert wording.NO_SUCH_PAGE in browser.get(ecf + "MaintainLogin.pl").text
    assert wording.WRONG_LOGIN in propose(browser, {"login": login, "password": old})
    page = confirm(browser, propose(browser, {"login": login, "password": new}))
    assert "You have successfully linked your account." in page
    assert menu(browser)[:2] == ["Civil", "Criminal"]
    assert wording.NO_SUCH_PAGE in browser.get(ecf + "MaintainLogin.pl").text


def test_a_nextgen_session_is_nothing_to_legacy_cm_ecf(
    mint: Mint, enter: Enter, set_clock: Callable[[object], TestResponse], ecf: str
) -> None:
    set_clock({"at": COURTS[0].go_live.isoformat()})
    browser = enter(mint()["pacer"])
    set_clock({"at": "2017-12-10T23:59-05:00"})
    assert "CM/ECF Filer or PACER Login" in browser.get(ecf + "login.pl").text
