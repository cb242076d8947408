"""The login of legacy CM/ECF: at the court itself, with its own login, a PACER account's, or both."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from stage.ecf import wording

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
LogIn = Callable[..., TestResponse]
Enter = Callable[..., FlaskClient]

pytestmark = pytest.mark.usefixtures("go_live")

HEADING = "<b>CM/ECF Filer or PACER Login</b>"
READERS_MENU = ["Query", "Reports", "Utilities", "Logout"]
FILERS_MENU = ["Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Logout"]
WRONG = "not-the-password"


def bar(page: str) -> list[str]:
    labels = re.findall(r'class="yuimenubaritemlabel"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]+>", "", label) for label in labels]


def said(page: str) -> str:
    """What the login page says; empty when it says nothing, or the page is another."""
    found = re.search(r'<font color="red"><b>(.*?)</b>', page)
    return found[1] if found and HEADING in page else ""


@pytest.fixture
def utilities(ecf: str) -> Callable[[FlaskClient], list[str]]:
    """The links of Utilities."""

    def read(browser: FlaskClient) -> list[str]:
        return re.findall(r"<li><a[^>]*>(.*?)</a>", browser.get(ecf + "DisplayMenu.pl?Utilities").text)

    return read


@pytest.fixture
def log_in_wrongly(legacy_log_in: LogIn) -> Callable[..., list[str]]:
    """Enter wrong passwords for the CM/ECF login; answers what was said each time."""

    def enter(made: Accounts, times: int) -> list[str]:
        login = made["ecf"]["login"]
        return [said(legacy_log_in(login, WRONG, redaction="1").text) for _ in range(times)]

    return enter


@pytest.mark.parametrize("script", ["iquery.pl", "login.pl", "DisplayMenu.pl?Utilities", "no-such-page.pl"])
def test_whatever_was_asked_for_the_login_form_comes_instead(app: Flask, ecf: str, script: str) -> None:
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
    assert said(answer.text) == ""
    assert "csologin" not in answer.text


@pytest.mark.parametrize(("may_file", "menu"), [(True, FILERS_MENU), (False, READERS_MENU)])
def test_a_ct_login_has_a_filing_menu_if_it_may_file(
    mint: Mint, enter_with_ct_login: Enter, ecf: str, *, may_file: bool, menu: list[str]
) -> None:
    browser = enter_with_ct_login(mint(ecf={"may_file": may_file}))
    page = browser.get(ecf + "login.pl").text
    assert bar(page) == menu
    assert '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Logout</a>' in page
    assert "<title>CTD-ECF</title>" in page


def test_a_ct_login_maintains_itself_in_utilities(
    mint: Mint, enter_with_ct_login: Enter, utilities: Callable[[FlaskClient], list[str]]
) -> None:
    assert utilities(enter_with_ct_login(mint())) == ["Court Information", "Maintain Your Login/Password"]


def test_a_pacer_login_alone_reads_and_does_not_file(
    mint: Mint, enter_with_pacer_login: Enter, utilities: Callable[[FlaskClient], list[str]], ecf: str
) -> None:
    browser = enter_with_pacer_login(mint())
    page = browser.get(ecf + "iquery.pl").text
    assert "<b>Query</b>" in page
    assert bar(page) == READERS_MENU
    assert utilities(browser) == ["Court Information", "Change Client Code", "Review Billing History"]
    assert wording.MAY_NOT_FILE in browser.get(ecf + "DisplayMenu.pl?CivilEvents").text


@pytest.mark.parametrize("kind", ["shared_firm", "admin", "legacy"])
def test_every_kind_of_pacer_account_may_read(mint: Mint, enter_with_pacer_login: Enter, kind: str) -> None:
    enter_with_pacer_login(mint(pacer={"kind": kind}))


def test_a_client_code_is_given_at_login_and_changed_later(
    mint: Mint, enter_with_pacer_login: Enter, ecf: str
) -> None:
    browser = enter_with_pacer_login(mint(), clcode="first")
    assert 'value="first"' in browser.get(ecf + "ClientCode.pl").text
    browser.post(ecf + "ClientCode.pl?1", data={"client_code": "second"}, content_type="multipart/form-data")
    assert 'value="second"' in browser.get(ecf + "ClientCode.pl").text


@pytest.mark.parametrize("script", ["iquery.pl", "ClientCode.pl", "BillingRpt.pl"])
def test_a_ct_login_is_asked_for_a_pacer_login_too_and_then_goes_on(  # noqa: PLR0913 - fixtures
    mint: Mint,
    enter_with_ct_login: Enter,
    legacy_log_in: LogIn,
    utilities: Callable[[FlaskClient], list[str]],
    ecf: str,
    script: str,
) -> None:
    made = mint()
    browser = enter_with_ct_login(made)
    assert said(browser.get(ecf + script).text) == wording.PACER_LOGIN_TOO
    user_name, password = made["pacer"]["user_name"], made["pacer"]["password"]
    refused = legacy_log_in(user_name, WRONG, browser, asked=script).text
    assert said(refused) == wording.LOGIN_FAILED
    page = legacy_log_in(user_name, password, browser, asked=script)
    assert page.request.path == f"/cgi-bin/{script}"
    assert bar(page.text) == FILERS_MENU
    assert f"logged in as {made['ecf']['name']}." in browser.get(ecf + "login.pl").text
    assert utilities(browser) == [
        "Court Information",
        "Maintain Your Login/Password",
        "Change Client Code",
        "Review Billing History",
    ]


def test_a_login_leads_to_what_was_asked_for_and_nowhere_outside_the_court(
    mint: Mint, legacy_log_in: LogIn, ecf: str, app: Flask
) -> None:
    pacer = mint()["pacer"]
    page = legacy_log_in(pacer["user_name"], pacer["password"], asked="DisplayMenu.pl?Reports")
    assert page.request.full_path == "/cgi-bin/DisplayMenu.pl?Reports"
    for elsewhere in ("http://example.com/cgi-bin/", "//example.com/", "", "/cgi-bin"):
        fields = {"asked": elsewhere, "login": pacer["user_name"], "key": pacer["password"]}
        answer = app.test_client().post(ecf + "login.pl", data=fields)
        assert answer.headers["Location"] == "/cgi-bin/login.pl"


@pytest.mark.parametrize(
    ("part", "key"), [("ecf", "password"), ("pacer", "password"), ("ecf", "login"), ("pacer", "user_name")]
)
def test_a_wrong_name_or_password_of_either_kind_is_refused_in_the_same_words(
    mint: Mint, legacy_log_in: LogIn, part: str, key: str
) -> None:
    made = mint()
    account = {**made[part], key: "somebody-else"}
    login = account["login" if part == "ecf" else "user_name"]
    page = legacy_log_in(login, account["password"], redaction="1").text
    assert said(page) == (
        "Your ECF or PACER login attempt failed. Either your login name or password is incorrect."
    )


def test_a_disabled_pacer_account_is_refused(mint: Mint, legacy_log_in: LogIn) -> None:
    pacer = mint(pacer={"status": "disabled"})["pacer"]
    assert said(legacy_log_in(pacer["user_name"], pacer["password"]).text) == wording.LOGIN_FAILED


def test_who_may_file_must_tick_the_redaction_notice_and_who_may_not_need_not(
    mint: Mint, legacy_log_in: LogIn
) -> None:
    filer, reader = mint()["ecf"], mint(ecf={"may_file": False})["ecf"]
    page = legacy_log_in(filer["login"], filer["password"]).text
    assert said(page) == (
        "You must read the redaction notice and check the box before you may log in to file."
    )
    assert bar(legacy_log_in(reader["login"], reader["password"]).text) == READERS_MENU


def test_five_wrong_passwords_lock_a_ct_login_for_five_minutes(
    wait: Callable[[float], None],
    mint: Mint,
    log_in_wrongly: Callable[..., list[str]],
    legacy_log_in: LogIn,
    enter_with_ct_login: Enter,
) -> None:
    made = mint()
    assert log_in_wrongly(made, 5) == [wording.LOGIN_FAILED] * 4 + [wording.LOCKED]
    assert wording.LOCKED == (
        "Your login is locked because a wrong password was entered 5 times. Try again in 5 minutes."
    )
    wait(4.9)
    right = legacy_log_in(made["ecf"]["login"], made["ecf"]["password"], redaction="1").text
    assert said(right) == wording.LOCKED
    wait(0.2)
    enter_with_ct_login(made)


def test_a_lock_that_is_over_leaves_five_more_tries(
    wait: Callable[[float], None], mint: Mint, log_in_wrongly: Callable[..., list[str]]
) -> None:
    made = mint(ecf={"locked": True})
    assert log_in_wrongly(made, 1) == [wording.LOCKED]
    wait(5.1)
    assert log_in_wrongly(made, 5) == [wording.LOGIN_FAILED] * 4 + [wording.LOCKED]


def test_a_right_password_begins_the_count_of_wrong_ones_anew(
    mint: Mint, log_in_wrongly: Callable[..., list[str]], enter_with_ct_login: Enter
) -> None:
    made = mint()
    for _ in range(2):
        assert log_in_wrongly(made, 4) == [wording.LOGIN_FAILED] * 4
        enter_with_ct_login(made)


def test_log_out_ends_the_session_for_both_logins(
    mint: Mint, enter_with_ct_login: Enter, legacy_log_in: LogIn, ecf: str
) -> None:
    made = mint()
    browser = enter_with_ct_login(made)
    legacy_log_in(made["pacer"]["user_name"], made["pacer"]["password"], browser, asked="iquery.pl")
    cookie = browser.get_cookie("PacerSession", domain="ecf.ctd.localhost")
    assert cookie
    assert (cookie.http_only, cookie.same_site, cookie.origin_only) == (True, "Lax", True)
    assert wording.LOGGED_OUT in browser.get(ecf + "login.pl?logout").text
    browser.set_cookie("PacerSession", cookie.value, domain="ecf.ctd.localhost")
    assert HEADING in browser.get(ecf + "login.pl").text


def test_a_session_that_is_left_alone_ends(
    wait: Callable[[float], None], mint: Mint, enter_with_ct_login: Enter, ecf: str
) -> None:
    browser = enter_with_ct_login(mint())
    wait(29)
    assert "Last login:" in browser.get(ecf + "login.pl").text
    wait(29)
    assert "Last login:" in browser.get(ecf + "login.pl").text
    wait(31)
    assert HEADING in browser.get(ecf + "login.pl").text


def test_the_log_names_who_tried_at_which_court_and_no_password(
    mint: Mint,
    log_in_wrongly: Callable[..., list[str]],
    enter_with_ct_login: Enter,
    events: Callable[[], list[Accounts]],
) -> None:
    made = mint()
    log_in_wrongly(made, 1)
    enter_with_ct_login(made)
    log = events()
    assert [(event["kind"], event["who"], event["court"]) for event in log] == [
        (kind, made["ecf"]["login"], "ctd")
        for kind in ("login_tried", "login_refused", "login_tried", "login_accepted")
    ]
    assert not any(word in str(log) for word in (WRONG, made["ecf"]["password"]))


def test_what_is_typed_or_asked_for_is_never_markup(app: Flask, ecf: str) -> None:
    hostile = """"><script>alert('x')</script>"""
    page = app.test_client().post(ecf + "login.pl", data={"asked": hostile, "login": hostile}).text
    assert HEADING in page
    assert "<script>alert" not in page
