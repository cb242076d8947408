"""Refusals: error pages, a required client code, and maintenance (facts F4)."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.courts import BY_ID, CTD
from stage.ecf import wording
from stage.settings import StageSettings
from tests.helpers.page_text import list_menu_bar
from tests.helpers.stage_fixture_types import (
    Enter,
    FindRedirect,
    GetAddress,
    LogIn,
    Mint,
    OpenLogin,
    OpenScript,
    ReadMenu,
)

UTILITIES = "DisplayMenu.pl?Utilities"
VIOLATION = (
    "Security violation: You do not have access rights to this program (DisplayMenu.pl). Please contact the"
    " Systems Administrator if you feel this is in error. This access attempt has been logged."
)
IN_MAINTENANCE = BY_ID["ctm"]


@pytest.mark.parametrize(
    ("court", "words"),
    [
        ("violation", VIOLATION),
        ("permission", "You do not have permission to view this document."),
        ("csrf", "The link to this page may not have originated from within CM/ECF."),
    ],
)
def test_some_refusals_have_no_back_button(open_script: OpenScript, court: str, words: str) -> None:
    answer = open_script(court, UTILITIES)
    assert answer.status_code == 200
    assert f"<b>{words}</b>" in answer.text
    assert 'value="Back"' not in answer.text
    assert "topmenu" in answer.text


def test_apache_answers_a_request_that_timed_out(
    open_script: OpenScript,
) -> None:
    answer = open_script("timeout", UTILITIES)
    assert answer.status_code == 408
    assert "<h1>Request Time-out</h1>" in answer.text
    assert "cmecf" not in answer.text


def test_a_user_over_the_threshold_is_redirected_to_an_explanation(
    client: FlaskClient, open_script: OpenScript, settings: StageSettings
) -> None:
    answer = open_script("threshold", UTILITIES)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/threshold.html")
    page = client.get(settings.ecf(BY_ID["threshold"]) + "/threshold.html").text
    assert wording.OVER_THRESHOLD in page
    assert "cmecfMainContent" not in page


@pytest.mark.parametrize("court", ["violation", "permission", "csrf", "timeout", "threshold"])
def test_a_refusing_court_shows_other_pages_and_the_login_first(
    client: FlaskClient, open_script: OpenScript, get_address: GetAddress, court: str
) -> None:
    assert "location.assign(" in client.get(get_address(court, UTILITIES)).text
    for script in ("login.pl", "DisplayMenu.pl?Reports"):
        page = open_script(court, script)
        assert page.status_code == 200
        assert "Security violation" not in page.text
        assert list_menu_bar(page.text)


def test_another_court_shows_the_page_that_one_refuses(open_script: OpenScript) -> None:
    assert CTD.link_entry in open_script("ctd", UTILITIES).text


@pytest.fixture
def client_without_code(  # noqa: PLR0913 - fixtures
    client: FlaskClient,
    mint: Mint,
    open_login: OpenLogin,
    log_in: LogIn,
    find_redirect: FindRedirect,
    get_address: GetAddress,
) -> FlaskClient:
    """A browser that logged in without the client code that the court requires."""
    view_state = open_login(client, get_address("clientcode", "login.pl"))
    answer = log_in(client, mint(court="clientcode")["pacer"], view_state)
    assert "Last login:" not in client.get(find_redirect(answer), follow_redirects=True).text
    return client


@pytest.mark.parametrize("script", ["login.pl", "iquery.pl", UTILITIES, "no-such-page.pl"])
def test_every_page_asks_for_a_required_client_code(
    client_without_code: FlaskClient, get_address: GetAddress, script: str
) -> None:
    page = client_without_code.get(get_address("clientcode", script)).text
    assert "<b>A client code is required for your PACER account.</b>" in page
    assert '<input name="client_code" type="text"' in page
    assert "topmenu" not in page
    assert 'value="Back"' not in page


@pytest.mark.parametrize(("code", "goes_on"), [("77-a", True), ("  ", False)])
def test_the_required_client_code_opens_the_first_screen(
    client_without_code: FlaskClient, get_address: GetAddress, *, code: str, goes_on: bool
) -> None:
    form = client_without_code.get(get_address("clientcode", "login.pl")).text
    found = re.search(r'action="\.\./cgi-bin/(RequiredClientCode\.pl\?[^"]+)"', form)
    assert found
    page = client_without_code.post(
        get_address("clientcode", found[1]), data={"client_code": code}, follow_redirects=True
    )
    assert ("Last login:" in page.text) == goes_on
    assert page.request.path == "/cgi-bin/login.pl"


def test_a_client_code_from_the_login_is_not_asked_for_again(mint: Mint, enter: Enter) -> None:
    enter(mint(court="clientcode")["pacer"], court="clientcode", code="77-a")


def test_log_out_does_not_need_a_client_code(
    client: FlaskClient, client_without_code: FlaskClient, get_address: GetAddress
) -> None:
    assert wording.LOGGED_OUT in client_without_code.get(get_address("clientcode", "login.pl?logout")).text
    assert "location.assign(" in client.post(get_address("clientcode", "RequiredClientCode.pl")).text


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path", ["/", "/cgi-bin/ShowIndex.pl", "/cgi-bin/login.pl?logout", "/no/such/page", "/favicon.ico"]
)
def test_every_address_of_a_court_in_maintenance_says_so(
    app: Flask, settings: StageSettings, method: str, path: str
) -> None:
    answer = app.test_client().open(settings.ecf(IN_MAINTENANCE) + path, method=method)
    assert answer.status_code == 503
    assert "CM/ECF is not available: scheduled maintenance is being done. Try again later." in answer.text


def test_the_website_works_during_maintenance(app: Flask, settings: StageSettings) -> None:
    answer = app.test_client().get(settings.website(IN_MAINTENANCE) + "/cmecf")
    assert answer.status_code == 200
    assert settings.ecf(IN_MAINTENANCE) in answer.text


def test_other_courts_and_pacer_work_during_maintenance(
    app: Flask,
    settings: StageSettings,
    mint: Mint,
    enter: Enter,
    read_menu: ReadMenu,
) -> None:
    filer = mint(ecf={"linked": True}, also={"ctm": {"linked": True}})["pacer"]
    assert "Civil" in read_menu(enter(filer))
    assert app.test_client().get(settings.ecf(BY_ID["ctd"]) + "/no/such/page").status_code == 404
