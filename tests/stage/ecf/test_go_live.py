"""Go-live: NextGen replaces legacy CM/ECF, and the sessions of legacy end."""

import pytest
from flask import Flask

from stage.courts import COURTS
from stage.ecf import wording
from stage.pacer import wording as pacer_wording
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import (
    Confirm,
    Enter,
    FindRedirect,
    GoLive,
    LogIn,
    Mint,
    Post,
    Propose,
    ReadMenu,
)

GOES_TO_PACER = "location.assign("


def test_before_go_live_pacers_sign_on_does_not_open_the_court(  # noqa: PLR0913 - fixtures
    go_live: GoLive,  # noqa: ARG001 - before go-live
    app: Flask,
    settings: StageSettings,
    mint: Mint,
    log_in: LogIn,
    find_redirect: FindRedirect,
    ecf: str,
) -> None:
    browser = app.test_client()
    answer = log_in(browser, mint()["pacer"])
    assert find_redirect(answer) == f"{settings.pacer}/"
    assert "CM/ECF Filer or PACER Login" in browser.get(ecf + "login.pl").text


@pytest.mark.parametrize("script", ["LinkAccount.pl", "LinkAccountConfirm.pl"])
@pytest.mark.parametrize("enter_with", ["enter_with_ecf_login", "enter_with_pacer_login"])
def test_before_go_live_linking_is_not_available(
    request: pytest.FixtureRequest, mint: Mint, ecf: str, enter_with: str, script: str
) -> None:
    browser = request.getfixturevalue(enter_with)(mint())
    assert "Link a CM/ECF account" not in browser.get(ecf + "DisplayMenu.pl?Utilities").text
    for answer in (browser.get(ecf + script), browser.post(ecf + script)):
        assert answer.status_code == 200
        assert f"<b>{wording.NO_SUCH_PAGE}</b>" in answer.text


@pytest.mark.parametrize("enter_with", ["enter_with_ecf_login", "enter_with_pacer_login"])
def test_no_session_survives_go_live(
    request: pytest.FixtureRequest, mint: Mint, go_live: GoLive, ecf: str, enter_with: str
) -> None:
    browser = request.getfixturevalue(enter_with)(mint())
    cookie = browser.get_cookie("PacerSession", domain="ecf.ctd.localhost")
    go_live()
    browser.set_cookie("NextGenCSO", cookie.value, domain="ecf.ctd.localhost")
    for script in ("login.pl", "iquery.pl", "MaintainLogin.pl"):
        page = browser.get(ecf + script).text
        assert GOES_TO_PACER in page
        assert "<title>CT CMECF NextGen</title>" in page


def test_a_legacy_login_submitted_after_go_live_leads_to_pacer(
    mint: Mint, go_live: GoLive, app: Flask, ecf: str
) -> None:
    account = mint()["ecf"]
    browser = app.test_client()
    browser.get(ecf + "login.pl")
    go_live()
    fields = {"login": account["login"], "key": account["password"], "redaction": "1"}
    answer = browser.post(ecf + "login.pl?1", data=fields)
    assert GOES_TO_PACER in answer.text
    assert browser.get_cookie("PacerSession", domain="ecf.ctd.localhost") is None


def test_after_go_live_a_cm_ecf_login_only_works_for_linking(  # noqa: PLR0913 - fixtures
    mint: Mint,
    enter_with_ecf_login: Enter,
    go_live: GoLive,
    enter: Enter,
    app: Flask,
    log_in: LogIn,
    propose: Propose,
    confirm: Confirm,
    read_menu: ReadMenu,
    ecf: str,
) -> None:
    accounts = mint()
    login, old, new = (accounts["ecf"][key] for key in ("login", "password", "new_password"))
    enter_with_ecf_login(accounts).post(ecf + "MaintainLogin.pl", data={"login": login, "password": new})
    go_live()
    refused = log_in(app.test_client(), {"user_name": login, "password": new})
    assert pacer_wording.INVALID in refused
    browser = enter(accounts["pacer"])
    assert "<title>CT CMECF NextGen</title>" in browser.get(ecf + "login.pl").text
    assert wording.NO_SUCH_PAGE in browser.get(ecf + "MaintainLogin.pl").text
    assert wording.WRONG_LOGIN in propose(browser, {"login": login, "password": old})
    page = confirm(browser, propose(browser, {"login": login, "password": new}))
    assert "You have successfully linked your account." in page
    assert read_menu(browser)[:2] == ["Civil", "Criminal"]
    assert wording.NO_SUCH_PAGE in browser.get(ecf + "MaintainLogin.pl").text


def test_legacy_cm_ecf_does_not_accept_a_nextgen_session(
    mint: Mint, enter: Enter, set_clock: Post, ecf: str
) -> None:
    set_clock({"at": COURTS[0].go_live.isoformat()})
    browser = enter(mint()["pacer"])
    set_clock({"at": "2017-12-10T23:59-05:00"})
    assert "CM/ECF Filer or PACER Login" in browser.get(ecf + "login.pl").text
