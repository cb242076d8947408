"""Courts that differ from D. Conn. in one way each: their menus, refusals and logins (facts F3 to F5, F8)."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from flask.testing import FlaskClient

from stage.courts import BY_ID, CTD
from stage.ecf import wording
from stage.pacer import wording as pacer_wording
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
Enter = Callable[..., FlaskClient]
Address = Callable[[str, str], str]

BACK = 'value="Back"'
UTILITIES = "DisplayMenu.pl?Utilities"
VIOLATION = (
    "Security violation: You do not have access rights to this program (DisplayMenu.pl). Please contact the"
    " Systems Administrator if you feel this is in error. This access attempt has been logged."
)


@pytest.fixture
def address(settings: StageSettings) -> Address:
    """The address of a script of a court."""
    return lambda court, script: f"{settings.ecf(BY_ID[court])}/cgi-bin/{script}"


@pytest.fixture
def ask(mint: Mint, enter: Enter, address: Address) -> Callable[[str, str], Any]:
    """Log in to a court and ask for a script; answers what comes."""

    def get(court: str, script: str) -> Any:
        browser = enter(mint(court=court)["pacer"], court=court)
        return browser.get(address(court, script))

    return get


def bar(page: str) -> list[str]:
    labels = re.findall(r'class="yuimenubaritemlabel"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]+>", "", label) for label in labels]


def test_each_variant_is_a_court_of_its_own() -> None:
    variants = [court for court in BY_ID.values() if court.id not in {"ctd", "ctb", "ctm"}]
    assert len({court.pacer_id for court in BY_ID.values()}) == len(BY_ID)
    assert {court.name for court in variants} == {CTD.name}
    assert {court.go_live for court in variants} == {CTD.go_live}


def test_the_entries_of_the_menu_bar_are_data_of_the_court(ask: Callable[[str, str], Any]) -> None:
    assert bar(ask("ctd", "iquery.pl").text) == ["Query", "Reports", "Utilities", "Help", "Log Out"]
    page = ask("txlike", "iquery.pl").text
    assert bar(page) == ["Query", "Reports", "Utilities", "Training", "Logout", "User Manual"]
    assert '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Logout</a>' in page


@pytest.mark.parametrize("script", ["Training.pl", "UserManual.pl"])
def test_an_extra_entry_of_the_menu_bar_leads_to_a_page(ask: Callable[[str, str], Any], script: str) -> None:
    page = ask("txlike", script).text
    assert "is not staged." in page
    assert BACK not in page


def test_the_arrow_at_reports_and_utilities_adds_no_words(ask: Callable[[str, str], Any]) -> None:
    page = ask("ctd", "iquery.pl").text
    assert re.findall(r">([^<]*)<div class='spritedownarrow'></div></a>", page) == ["Reports", "tilities"]


def test_the_heading_above_the_link_entry_is_data_of_the_court(ask: Callable[[str, str], Any]) -> None:
    page = ask("txlike", UTILITIES).text
    assert "<b>NextGen Release 1.1 Menu Items</b>" in page
    assert CTD.link_entry in page
    assert "Your Account" not in page


@pytest.mark.parametrize(
    ("court", "words"),
    [
        ("violation", VIOLATION),
        ("permission", "You do not have permission to view this document."),
        ("csrf", "The link to this page may not have originated from within CM/ECF."),
    ],
)
def test_some_refusals_have_no_back_button(ask: Callable[[str, str], Any], court: str, words: str) -> None:
    answer = ask(court, UTILITIES)
    assert answer.status_code == 200
    assert f"<b>{words}</b>" in answer.text
    assert BACK not in answer.text
    assert "topmenu" in answer.text


def test_a_request_that_times_out_is_answered_by_apache_and_not_by_cm_ecf(
    ask: Callable[[str, str], Any],
) -> None:
    answer = ask("timeout", UTILITIES)
    assert answer.status_code == 408
    assert "<h1>Request Time-out</h1>" in answer.text
    assert "cmecf" not in answer.text


def test_over_the_threshold_another_page_explains_why(
    visitor: FlaskClient, ask: Callable[[str, str], Any], settings: StageSettings
) -> None:
    answer = ask("threshold", UTILITIES)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/threshold.html")
    page = visitor.get(settings.ecf(BY_ID["threshold"]) + "/threshold.html").text
    assert wording.OVER_THRESHOLD in page
    assert "cmecfMainContent" not in page


@pytest.mark.parametrize("court", ["violation", "permission", "csrf", "timeout", "threshold"])
def test_a_court_that_refuses_one_page_shows_the_others_and_asks_for_a_login_first(
    visitor: FlaskClient, ask: Callable[[str, str], Any], address: Address, court: str
) -> None:
    assert "location.assign(" in visitor.get(address(court, UTILITIES)).text
    for script in ("login.pl", "DisplayMenu.pl?Reports"):
        page = ask(court, script)
        assert page.status_code == 200
        assert "Security violation" not in page.text
        assert bar(page.text)


def test_another_court_does_not_refuse_the_same_page(ask: Callable[[str, str], Any]) -> None:
    assert CTD.link_entry in ask("ctd", UTILITIES).text


@pytest.fixture
def without_code(  # noqa: PLR0913 - fixtures
    visitor: FlaskClient,
    mint: Mint,
    open_login: Callable[..., str],
    log_in: Callable[..., str],
    redirected: Callable[[str], str],
    address: Address,
) -> FlaskClient:
    """A browser that logged in without the client code that its court requires."""
    view_state = open_login(visitor, address("clientcode", "login.pl"))
    answer = log_in(visitor, mint(court="clientcode")["pacer"], view_state)
    assert "Last login:" not in visitor.get(redirected(answer), follow_redirects=True).text
    return visitor


@pytest.mark.parametrize("script", ["login.pl", "iquery.pl", UTILITIES, "no-such-page.pl"])
def test_a_required_client_code_is_asked_for_whatever_was_asked(
    without_code: FlaskClient, address: Address, script: str
) -> None:
    page = without_code.get(address("clientcode", script)).text
    assert "<b>A client code is required for your PACER account.</b>" in page
    assert '<input name="client_code" type="text"' in page
    assert "topmenu" not in page
    assert BACK not in page


@pytest.mark.parametrize(("code", "goes_on"), [("77-a", True), ("  ", False)])
def test_with_the_required_client_code_the_user_goes_on(
    without_code: FlaskClient, address: Address, *, code: str, goes_on: bool
) -> None:
    form = without_code.get(address("clientcode", "login.pl")).text
    found = re.search(r'action="\.\./cgi-bin/(RequiredClientCode\.pl\?[^"]+)"', form)
    assert found
    page = without_code.post(
        address("clientcode", found[1]), data={"client_code": code}, follow_redirects=True
    )
    assert ("Last login:" in page.text) == goes_on
    assert page.request.path == "/cgi-bin/login.pl"


def test_a_client_code_that_was_given_at_the_login_is_not_asked_for(mint: Mint, enter: Enter) -> None:
    enter(mint(court="clientcode")["pacer"], court="clientcode", code="77-a")


def test_a_user_without_a_session_may_log_out_and_is_not_asked_for_a_client_code(
    visitor: FlaskClient, without_code: FlaskClient, address: Address
) -> None:
    assert wording.LOGGED_OUT in without_code.get(address("clientcode", "login.pl?logout")).text
    assert "location.assign(" in visitor.post(address("clientcode", "RequiredClientCode.pl")).text


def test_pacers_login_is_shown_once_more_and_then_leads_in(  # noqa: PLR0913 - fixtures
    visitor: FlaskClient,
    mint: Mint,
    open_login: Callable[..., str],
    log_in: Callable[..., str],
    redirected: Callable[[str], str],
    login_page: str,
    address: Address,
) -> None:
    on_the_way = {"appurl": address("logintwice", "login.pl")}
    view_state = open_login(visitor, on_the_way["appurl"])
    target = redirected(log_in(visitor, mint(court="logintwice")["pacer"], view_state))
    assert target == login_page
    again = visitor.get(login_page, query_string=on_the_way)
    assert again.status_code == 200
    assert 'id="loginForm"' in again.text
    for _ in range(2):
        ticket = visitor.get(login_page, query_string=on_the_way).headers["Location"]
        assert "Last login:" in visitor.get(ticket, follow_redirects=True).text


@pytest.mark.parametrize(("court", "totp"), [("enroll", False), ("disabled", False), ("disabled", True)])
def test_a_dialog_titled_account_disabled_comes_instead_of_the_court(  # noqa: PLR0913 - fixtures
    visitor: FlaskClient,
    mint: Mint,
    open_login: Callable[..., str],
    log_in: Callable[..., str],
    settings: StageSettings,
    events: Callable[[], list[Accounts]],
    address: Address,
    *,
    court: str,
    totp: bool,
) -> None:
    pacer = mint(court=court, pacer={"totp": totp})["pacer"]
    answer = log_in(visitor, pacer, open_login(visitor, address(court, "login.pl")))
    assert 'class="ui-dialog-title">PACER Account Disabled</span>' in answer
    assert "<redirect" not in answer
    link = f'<a href="{settings.pacer_account}/pscof/enroll.xhtml" class="ui-button">Enroll</a>'
    assert (link in answer) == (court == "enroll")
    assert (escape(pacer_wording.ACCOUNT_LOCKED) in answer) == (court == "disabled")
    assert [(event["kind"], event["detail"]) for event in events()] == [
        ("login_tried", ""),
        ("login_refused", "PACER Account Disabled"),
    ]


def test_an_account_that_is_enrolled_is_not_asked_to_enroll(mint: Mint, enter: Enter) -> None:
    enter(mint(court="enroll", pacer={"totp": True})["pacer"], court="enroll")


def test_the_dialog_is_not_shown_on_the_way_to_another_court(mint: Mint, enter: Enter) -> None:
    enter(mint(also={"disabled": {}})["pacer"])


def test_the_dialog_waits_empty_on_the_login_page(visitor: FlaskClient, login_page: str) -> None:
    page = visitor.get(login_page).text
    assert '<div id="accountDisabled"></div>' in page
    assert "PACER Account Disabled" not in page
