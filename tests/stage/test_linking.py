"""The link procedure: what it shows, that it links once and for good, and what it refuses."""

import re
import threading
from collections.abc import Callable
from contextlib import closing
from html import escape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage import database
from stage.ecf import wording
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
Enter = Callable[..., FlaskClient]
Menu = Callable[[FlaskClient], list[str]]
Propose = Callable[[FlaskClient, Accounts], str]
Confirm = Callable[[FlaskClient, str], str]
Link = Callable[[Accounts], FlaskClient]

READERS_MENU = ["Query", "Reports", "Utilities", "Help", "Log Out"]
FILERS_MENU = ["Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"]

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
QUESTION = "Do you want to link these accounts?"
SUCCESS = "You have successfully linked your account."
BACK = '<input type="button" value="Back" onclick="history.back()">'


@pytest.fixture
def link(enter: Enter, propose: Propose, confirm: Confirm) -> Link:
    """Carry out the whole procedure; answers the browser."""

    def go(made: Accounts) -> FlaskClient:
        browser = enter(made["pacer"])
        assert SUCCESS in confirm(browser, propose(browser, made["ecf"]))
        return browser

    return go


@pytest.fixture
def links(settings: StageSettings) -> Callable[[], int]:
    """How many links there are."""

    def count() -> int:
        with closing(database.connect(settings.database)) as connection:
            number: int = connection.execute("SELECT count(*) FROM link").fetchone()[0]
            return number

    return count


def bold(page: str) -> str:
    found = re.search(r"<b>([^<]*)</b>\n<p><input", page)
    return found[1] if found else page


def links_of(page: str) -> list[str]:
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a>', page)


def test_before_linking_the_menu_is_a_readers(mint: Mint, enter: Enter, menu: Menu) -> None:
    assert menu(enter(mint()["pacer"])) == READERS_MENU


def test_utilities_offers_linking_until_it_is_done(mint: Mint, enter: Enter, link: Link, ecf: str) -> None:
    made = mint()
    before = enter(made["pacer"]).get(ecf + "DisplayMenu.pl?Utilities").text
    assert links_of(before) == [
        "Court Information",
        "Change Client Code",
        "Review Billing History",
        LINK_ENTRY,
    ]
    assert before.index("Court Information") < before.index("Your Account") < before.index("Client Code")
    after = link(made).get(ecf + "DisplayMenu.pl?Utilities").text
    assert links_of(after) == ["Court Information", "Change Client Code", "Review Billing History"]


def test_the_hover_menu_has_what_the_pages_have(mint: Mint, enter: Enter, ecf: str) -> None:
    submenus = enter(mint()["pacer"]).get(ecf + "menu.pl?id=-1").get_json()
    assert set(submenus) == set(READERS_MENU)
    assert {"text": LINK_ENTRY, "address": "/cgi-bin/LinkAccount.pl"} in submenus["Utilities"]


def test_the_link_page_shows_what_the_document_shows(mint: Mint, enter: Enter, ecf: str) -> None:
    page = enter(mint()["pacer"]).get(ecf + "LinkAccount.pl").text
    for text in (
        LINK_ENTRY,
        "This utility links your PACER account with your e-filer account in this court.",
        "If you use CM/ECF for PACER only, no action is necessary.",
        "Press Submit to link the accounts (or go back if the names don't match).",
        "CM/ECF login:",
        "CM/ECF password:",
        '<input name="button1" value="Submit" type="button"',
        '<input name="reset" type="RESET" value="Clear">',
    ):
        assert text in page


def test_a_forms_address_is_new_each_time(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint()["pacer"])
    found = [
        re.search(r'action="\.\./cgi-bin/LinkAccount\.pl\?(\d+-L_1_0-1)"', page)
        for page in (browser.get(ecf + "LinkAccount.pl").text for _ in range(2))
    ]
    assert found[0]
    assert found[1]
    assert found[0][1] != found[1][1]


def test_the_confirmation_names_each_account_in_its_own_row(
    mint: Mint, enter: Enter, propose: Propose, links: Callable[[], int]
) -> None:
    made = mint()
    page = propose(enter(made["pacer"]), made["ecf"])
    assert QUESTION in page
    assert f"<tr><td>CM/ECF</td><td>{made['ecf']['name']}</td></tr>" in page
    assert f"<tr><td>PACER</td><td>{made['pacer']['name']}</td></tr>" in page
    assert "will be permanently linked to your upgraded PACER account." in page
    assert links() == 0


def test_names_that_do_not_match_are_shown_and_not_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    made = mint(names="mismatch")
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    assert made["ecf"]["name"] in page
    assert made["pacer"]["name"] in page
    assert SUCCESS in confirm(browser, page)


def test_the_filing_menus_appear_with_the_next_click_after_success(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, menu: Menu
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    success = confirm(browser, propose(browser, made["ecf"]))
    assert SUCCESS in success
    assert "CivilEvents" not in success
    assert menu(browser) == FILERS_MENU


def test_the_link_is_there_at_the_next_login(mint: Mint, enter: Enter, link: Link, menu: Menu) -> None:
    made = mint()
    link(made)
    assert menu(enter(made["pacer"])) == FILERS_MENU


def test_a_linked_account_without_filing_rights_keeps_the_readers_menu(
    mint: Mint, link: Link, menu: Menu
) -> None:
    assert menu(link(mint(ecf={"may_file": False}))) == READERS_MENU


@pytest.mark.parametrize("script", ["DisplayMenu.pl?CivilEvents", "DisplayMenu.pl?CriminalEvents"])
def test_filing_menus_are_for_who_may_file_even_by_their_address(
    mint: Mint, enter: Enter, ecf: str, script: str
) -> None:
    reader = enter(mint()["pacer"]).get(ecf + script)
    assert (reader.status_code, bold(reader.text)) == (200, wording.MAY_NOT_FILE)
    filer = enter(mint(ecf={"linked": True})["pacer"]).get(ecf + script)
    assert "Motions and Related Filings" in filer.text


def test_the_same_confirmation_submitted_twice_links_once(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, links: Callable[[], int]
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    assert SUCCESS in confirm(browser, page)
    assert bold(confirm(browser, page)) == wording.NO_PROPOSAL
    assert links() == 1


def together(*actions: Callable[[], str]) -> list[str]:
    """Do all of the actions at the same moment; their answers, in order."""
    barrier = threading.Barrier(len(actions))
    answers = [""] * len(actions)

    def run(place: int) -> None:
        barrier.wait()
        answers[place] = actions[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def same_browser(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Return a second tab: a client of its own for a thread of its own, with the same session."""
    cookie = browser.get_cookie("NextGenCSO", domain="ecf.ctd.localhost")
    assert cookie
    tab = app.test_client()
    tab.set_cookie(cookie.key, cookie.value, domain="ecf.ctd.localhost")
    return tab


def test_one_confirmation_submitted_twice_at_the_same_moment_links_once(
    app: Flask, mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    tabs = [same_browser(app, browser) for _ in range(6)]
    answers = together(*[lambda tab=tab: confirm(tab, page) for tab in tabs])
    assert sorted(SUCCESS in answer for answer in answers) == [False] * 5 + [True]
    assert {bold(answer) for answer in answers if SUCCESS not in answer} == {wording.NO_PROPOSAL}


def test_two_users_who_link_the_same_account_at_the_same_moment_link_it_once(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, links: Callable[[], int]
) -> None:
    ecf_account = mint()["ecf"]
    first, second = (enter(mint(ecf=None)["pacer"]) for _ in range(2))
    pages = [propose(browser, ecf_account) for browser in (first, second)]
    answers = together(lambda: confirm(first, pages[0]), lambda: confirm(second, pages[1]))
    assert sorted(SUCCESS in answer for answer in answers) == [False, True]
    assert links() == 1


def test_one_user_who_links_two_accounts_at_the_same_moment_links_one(
    app: Flask, mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    made, other = mint(), mint()
    browser = enter(made["pacer"])
    tab = same_browser(app, browser)
    pages = [propose(browser, made["ecf"]), propose(browser, other["ecf"])]
    answers = together(lambda: confirm(browser, pages[0]), lambda: confirm(tab, pages[1]))
    assert sorted(SUCCESS in answer for answer in answers) == [False, True]
    assert wording.PACER_LINKED in {bold(answer) for answer in answers}


def test_a_cm_ecf_account_that_is_linked_is_refused_to_another_pacer_account(
    mint: Mint, link: Link, enter: Enter, propose: Propose
) -> None:
    made = mint()
    link(made)
    other = enter(mint(ecf=None)["pacer"])
    assert bold(propose(other, made["ecf"])) == wording.ECF_LINKED


def test_a_pacer_account_that_is_linked_is_refused_another_cm_ecf_account(
    mint: Mint, link: Link, propose: Propose
) -> None:
    browser = link(mint())
    assert bold(propose(browser, mint()["ecf"])) == wording.PACER_LINKED


def test_the_old_login_works_no_more_after_linking(
    mint: Mint, link: Link, propose: Propose, log_in: Callable[..., str], app: Flask
) -> None:
    made = mint()
    browser = link(made)
    assert QUESTION not in propose(browser, made["ecf"])
    old = {"user_name": made["ecf"]["login"], "password": made["ecf"]["password"]}
    assert "Invalid username or password" in log_in(app.test_client(), old)


def test_a_firms_name_is_shown_for_the_user_to_see_and_not_refused(
    mint: Mint, enter: Enter, propose: Propose, links: Callable[[], int]
) -> None:
    made = mint(pacer={"kind": "shared_firm"})
    page = propose(enter(made["pacer"]), made["ecf"])
    assert QUESTION in page
    assert f"<tr><td>PACER</td><td>{escape(made['pacer']['name'])}</td></tr>" in page
    assert links() == 0


@pytest.mark.parametrize("kind", ["admin", "legacy"])
def test_an_account_that_cannot_file_or_was_not_upgraded_is_not_linked(
    mint: Mint, enter: Enter, propose: Propose, kind: str
) -> None:
    made = mint(pacer={"kind": kind})
    page = propose(enter(made["pacer"]), made["ecf"])
    assert bold(page) == wording.NOT_LINKABLE[kind]


@pytest.mark.parametrize(
    "typed",
    [
        {"password": "wrong"},
        {"login": "nobody"},
        {"login": "", "password": ""},
        {"password": ""},
        {"login": "' OR 1=1 --"},
    ],
)
def test_a_wrong_cm_ecf_login_or_password_is_refused_in_the_same_words(
    mint: Mint, enter: Enter, propose: Propose, typed: dict[str, str]
) -> None:
    made = mint()
    page = propose(enter(made["pacer"]), {**made["ecf"], **typed})
    assert bold(page) == wording.WRONG_LOGIN
    assert BACK in page


def test_a_form_without_its_fields_is_refused(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint()["pacer"])
    for script in ("LinkAccount.pl", "LinkAccountConfirm.pl"):
        page = browser.post(ecf + script)
        assert page.status_code == 200
        assert BACK in page.text


def test_a_confirmation_of_another_session_is_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, links: Callable[[], int]
) -> None:
    made = mint()
    page = propose(enter(made["pacer"]), made["ecf"])
    for other in (enter(mint(ecf=None)["pacer"]), enter(made["pacer"])):
        assert bold(confirm(other, page)) == wording.NO_PROPOSAL
    assert links() == 0


def test_going_back_and_submitting_again_makes_a_new_confirmation_that_works(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    propose(browser, made["ecf"])
    assert SUCCESS in confirm(browser, propose(browser, made["ecf"]))


def test_a_confirmation_left_open_too_long_is_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, wait: Callable[[float], None]
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    wait(20)
    propose(browser, made["ecf"])
    wait(20)
    assert bold(confirm(browser, page)) == wording.NO_PROPOSAL


def test_a_confirmation_after_the_session_ended_leads_to_the_login_and_links_nothing(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, ecf: str
) -> None:
    made = mint()
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    browser.get(ecf + "login.pl?logout")
    assert "csologin/login.jsf" in confirm(browser, page)
    assert QUESTION in propose(enter(made["pacer"]), made["ecf"])


def test_who_walks_away_from_the_confirmation_is_sent_to_the_login_and_links_nothing(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, ecf: str
) -> None:
    made = mint(pacer={"walks_away": True})
    browser = enter(made["pacer"])
    page = propose(browser, made["ecf"])
    assert QUESTION in page
    assert "csologin/login.jsf" in confirm(browser, page)
    assert "csologin/login.jsf" in browser.get(ecf + "iquery.pl").text
    assert LINK_ENTRY in enter(made["pacer"], browser).get(ecf + "DisplayMenu.pl?Utilities").text


def test_the_log_tells_of_links_and_refusals_without_passwords(
    mint: Mint, link: Link, propose: Propose, events: Callable[[], list[Accounts]]
) -> None:
    made = mint()
    browser = link(made)
    propose(browser, {**made["ecf"], "password": "not-the-password"})
    log = [event for event in events() if event["kind"].startswith("link_")]
    assert [event["kind"] for event in log] == ["link_made", "link_refused"]
    assert {event["who"] for event in log} == {made["pacer"]["user_name"]}
    assert not any(word in str(log) for word in (made["ecf"]["password"], "not-the-password"))
