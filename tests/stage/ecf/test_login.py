"""The login of legacy CM/ECF: with a CM/ECF login, a PACER login, or both."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.ecf import wording
from tests.helpers.page_text import list_menu_bar
from tests.helpers.stage_fixture_types import Accounts, Enter, LegacyLogIn, Mint, PassMinutes, ReadEvents

pytestmark = pytest.mark.usefixtures("go_live")
HEADING = "<b>CM/ECF Filer or PACER Login</b>"
READERS_MENU = ["Query", "Reports", "Utilities", "Logout"]
FILERS_MENU = ["Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Logout"]
WRONG = "not-the-password"


def find_message(page: str) -> str:
    """Return the message of the login page; empty if there is none, or on another page."""
    found = re.search(r'<font color="red"><b>(.*?)</b>', page)
    return found[1] if found and HEADING in page else ""


@pytest.fixture
def list_utilities(ecf: str) -> Callable[[FlaskClient], list[str]]:
    """Return a function that opens Utilities and returns the texts of its links."""

    def read(browser: FlaskClient) -> list[str]:
        return re.findall(r"<li><a[^>]*>(.*?)</a>", browser.get(ecf + "DisplayMenu.pl?Utilities").text)

    return read


@pytest.fixture
def log_in_wrongly(log_in_to_legacy: LegacyLogIn) -> Callable[..., list[str]]:
    """Return a function that enters wrong CM/ECF passwords and returns the messages."""

    def enter(accounts: Accounts, times: int) -> list[str]:
        login = accounts["ecf"]["login"]
        return [find_message(log_in_to_legacy(login, WRONG, redaction="1").text) for _ in range(times)]

    return enter


@pytest.mark.parametrize("script", ["iquery.pl", "login.pl", "DisplayMenu.pl?Utilities", "no-such-page.pl"])
def test_every_page_shows_the_login_form_first(app: Flask, ecf: str, script: str) -> None:
    answer = app.test_client().get(ecf + script)
    assert answer.status_code == 200
    for expected in ("<title>CTD-ECF</title>", HEADING, "<legend>Authentication</legend>"):
        assert expected in answer.text
    assert re.findall(r' name="([^"]*)"', answer.text) == [
        "GetPass",
        "asked",
        "login",
        "key",
        "clcode",
        "redaction",
        "button1",
        "reset ",
    ]
    assert "I understand that, if I file, I must comply with the redaction rules." in answer.text
    assert "<label" not in answer.text
    assert find_message(answer.text) == ""
    assert "csologin" not in answer.text


@pytest.mark.parametrize(("may_file", "menu"), [(True, FILERS_MENU), (False, READERS_MENU)])
def test_a_cm_ecf_login_has_filing_menus_if_it_may_file(
    mint: Mint, enter_with_ecf_login: Enter, ecf: str, *, may_file: bool, menu: list[str]
) -> None:
    browser = enter_with_ecf_login(mint(ecf={"may_file": may_file}))
    page = browser.get(ecf + "login.pl").text
    assert list_menu_bar(page) == menu
    assert '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Logout</a>' in page
    assert "<title>CTD-ECF</title>" in page


def test_a_cm_ecf_login_has_maintain_login_in_utilities(
    mint: Mint, enter_with_ecf_login: Enter, list_utilities: Callable[[FlaskClient], list[str]]
) -> None:
    assert list_utilities(enter_with_ecf_login(mint())) == [
        "Court Information",
        "Maintain Your Login/Password",
    ]


def test_a_pacer_login_alone_can_read_but_not_file(
    mint: Mint, enter_with_pacer_login: Enter, list_utilities: Callable[[FlaskClient], list[str]], ecf: str
) -> None:
    browser = enter_with_pacer_login(mint())
    page = browser.get(ecf + "iquery.pl").text
    assert "<b>Query</b>" in page
    assert list_menu_bar(page) == READERS_MENU
    assert list_utilities(browser) == ["Court Information", "Change Client Code", "Review Billing History"]
    assert wording.MAY_NOT_FILE in browser.get(ecf + "DisplayMenu.pl?CivilEvents").text


@pytest.mark.parametrize("kind", ["shared_firm", "admin", "legacy"])
def test_every_kind_of_pacer_account_can_log_in(mint: Mint, enter_with_pacer_login: Enter, kind: str) -> None:
    enter_with_pacer_login(mint(pacer={"kind": kind}))


def test_a_client_code_is_given_at_login_and_changed_later(
    mint: Mint, enter_with_pacer_login: Enter, ecf: str
) -> None:
    browser = enter_with_pacer_login(mint(), clcode="first")
    assert 'value="first"' in browser.get(ecf + "ClientCode.pl").text
    browser.post(ecf + "ClientCode.pl?1", data={"client_code": "second"}, content_type="multipart/form-data")
    assert 'value="second"' in browser.get(ecf + "ClientCode.pl").text


@pytest.mark.parametrize("script", ["iquery.pl", "ClientCode.pl", "BillingRpt.pl"])
def test_a_cm_ecf_login_adds_a_pacer_login_for_a_billed_page(  # noqa: PLR0913 - fixtures
    mint: Mint,
    enter_with_ecf_login: Enter,
    log_in_to_legacy: LegacyLogIn,
    list_utilities: Callable[[FlaskClient], list[str]],
    ecf: str,
    script: str,
) -> None:
    accounts = mint()
    browser = enter_with_ecf_login(accounts)
    assert find_message(browser.get(ecf + script).text) == wording.PACER_LOGIN_TOO
    user_name, password = accounts["pacer"]["user_name"], accounts["pacer"]["password"]
    refused = log_in_to_legacy(user_name, WRONG, browser, script=script).text
    assert find_message(refused) == wording.LOGIN_FAILED
    page = log_in_to_legacy(user_name, password, browser, script=script)
    assert page.request.path == f"/cgi-bin/{script}"
    assert list_menu_bar(page.text) == FILERS_MENU
    assert f"logged in as {accounts['ecf']['name']}." in browser.get(ecf + "login.pl").text
    assert list_utilities(browser) == [
        "Court Information",
        "Maintain Your Login/Password",
        "Change Client Code",
        "Review Billing History",
    ]


def test_a_login_redirects_to_the_requested_page_but_not_outside_the_court(
    mint: Mint, log_in_to_legacy: LegacyLogIn, ecf: str, app: Flask
) -> None:
    pacer = mint()["pacer"]
    page = log_in_to_legacy(pacer["user_name"], pacer["password"], script="DisplayMenu.pl?Reports")
    assert page.request.full_path == "/cgi-bin/DisplayMenu.pl?Reports"
    for elsewhere in ("http://example.com/cgi-bin/", "//example.com/", "", "/cgi-bin"):
        fields = {"asked": elsewhere, "login": pacer["user_name"], "key": pacer["password"]}
        answer = app.test_client().post(ecf + "login.pl", data=fields)
        assert answer.headers["Location"] == "/cgi-bin/login.pl"


@pytest.mark.parametrize(
    ("part", "key"), [("ecf", "password"), ("pacer", "password"), ("ecf", "login"), ("pacer", "user_name")]
)
def test_every_wrong_name_or_password_has_the_same_refusal(
    mint: Mint, log_in_to_legacy: LegacyLogIn, part: str, key: str
) -> None:
    accounts = mint()
    account = {**accounts[part], key: "somebody-else"}
    login = account["login" if part == "ecf" else "user_name"]
    page = log_in_to_legacy(login, account["password"], redaction="1").text
    assert find_message(page) == (
        "Your ECF or PACER login attempt failed. Either your login name or password is incorrect."
    )


def test_a_disabled_pacer_account_is_refused(mint: Mint, log_in_to_legacy: LegacyLogIn) -> None:
    pacer = mint(pacer={"status": "disabled"})["pacer"]
    assert find_message(log_in_to_legacy(pacer["user_name"], pacer["password"]).text) == wording.LOGIN_FAILED


def test_only_filers_must_tick_the_redaction_notice(mint: Mint, log_in_to_legacy: LegacyLogIn) -> None:
    filer, reader = mint()["ecf"], mint(ecf={"may_file": False})["ecf"]
    page = log_in_to_legacy(filer["login"], filer["password"]).text
    assert find_message(page) == (
        "You must read the redaction notice and check the box before you may log in to file."
    )
    assert list_menu_bar(log_in_to_legacy(reader["login"], reader["password"]).text) == READERS_MENU


def test_five_wrong_passwords_lock_a_cm_ecf_login_for_five_minutes(
    pass_minutes: PassMinutes,
    mint: Mint,
    log_in_wrongly: Callable[..., list[str]],
    log_in_to_legacy: LegacyLogIn,
    enter_with_ecf_login: Enter,
) -> None:
    accounts = mint()
    assert log_in_wrongly(accounts, 5) == [wording.LOGIN_FAILED] * 4 + [wording.LOCKED]
    assert wording.LOCKED == (
        "Your login is locked because a wrong password was entered 5 times. Try again in 5 minutes."
    )
    pass_minutes(4.9)
    right = log_in_to_legacy(accounts["ecf"]["login"], accounts["ecf"]["password"], redaction="1").text
    assert find_message(right) == wording.LOCKED
    pass_minutes(0.2)
    enter_with_ecf_login(accounts)


def test_after_a_lock_there_are_five_new_tries(
    pass_minutes: PassMinutes, mint: Mint, log_in_wrongly: Callable[..., list[str]]
) -> None:
    accounts = mint(ecf={"locked": True})
    assert log_in_wrongly(accounts, 1) == [wording.LOCKED]
    pass_minutes(5.1)
    assert log_in_wrongly(accounts, 5) == [wording.LOGIN_FAILED] * 4 + [wording.LOCKED]


def test_a_right_password_resets_the_count_of_wrong_ones(
    mint: Mint, log_in_wrongly: Callable[..., list[str]], enter_with_ecf_login: Enter
) -> None:
    accounts = mint()
    for _ in range(2):
        assert log_in_wrongly(accounts, 4) == [wording.LOGIN_FAILED] * 4
        enter_with_ecf_login(accounts)


def test_log_out_ends_the_session_for_both_logins(
    mint: Mint, enter_with_ecf_login: Enter, log_in_to_legacy: LegacyLogIn, ecf: str
) -> None:
    accounts = mint()
    browser = enter_with_ecf_login(accounts)
    log_in_to_legacy(
        accounts["pacer"]["user_name"], accounts["pacer"]["password"], browser, script="iquery.pl"
    )
    cookie = browser.get_cookie("PacerSession", domain="ecf.ctd.localhost")
    assert cookie
    assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)
    assert wording.LOGGED_OUT in browser.get(ecf + "login.pl?logout").text
    browser.set_cookie("PacerSession", cookie.value, domain="ecf.ctd.localhost")
    assert HEADING in browser.get(ecf + "login.pl").text


def test_an_idle_session_expires(
    pass_minutes: PassMinutes, mint: Mint, enter_with_ecf_login: Enter, ecf: str
) -> None:
    browser = enter_with_ecf_login(mint())
    pass_minutes(29)
    assert "Last login:" in browser.get(ecf + "login.pl").text
    pass_minutes(29)
    assert "Last login:" in browser.get(ecf + "login.pl").text
    pass_minutes(31)
    assert HEADING in browser.get(ecf + "login.pl").text


def test_login_tries_are_logged_with_their_court_and_without_passwords(
    mint: Mint,
    log_in_wrongly: Callable[..., list[str]],
    enter_with_ecf_login: Enter,
    read_events: ReadEvents,
) -> None:
    accounts = mint()
    log_in_wrongly(accounts, 1)
    enter_with_ecf_login(accounts)
    log = read_events()
    assert [(event["kind"], event["who"], event["court"]) for event in log] == [
        (kind, accounts["ecf"]["login"], "ctd")
        for kind in ("login_tried", "login_refused", "login_tried", "login_accepted")
    ]
    assert not any(word in str(log) for word in (WRONG, accounts["ecf"]["password"]))


def test_login_and_destination_are_escaped(app: Flask, ecf: str) -> None:
    hostile = """"><script>alert('x')</script>"""
    page = app.test_client().post(ecf + "login.pl", data={"asked": hostile, "login": hostile}).text
    assert HEADING in page
    assert "<script>alert" not in page
