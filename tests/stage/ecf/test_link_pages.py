"""The link procedure's pages: what they show, and when its links and menus appear."""

import re
from html import escape

import pytest

from stage.ecf import wording
from tests.helpers.page_text import BACK, find_ecf_error
from tests.helpers.stage_fixture_types import (
    Confirm,
    CountLinks,
    Enter,
    Link,
    Mint,
    Propose,
    ReadEvents,
    ReadMenu,
)

READERS_MENU = ["Query", "Reports", "Utilities", "Help", "Log Out"]
FILERS_MENU = ["Civil", "Criminal", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"]
LINK_ENTRY = "Link a CM/ECF account to my PACER account"
QUESTION = "Do you want to link these accounts?"
SUCCESS = "You have successfully linked your account."


def list_links(page: str) -> list[str]:
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a>', page)


def test_before_linking_the_menu_has_no_filing(mint: Mint, enter: Enter, read_menu: ReadMenu) -> None:
    assert read_menu(enter(mint()["pacer"])) == READERS_MENU


def test_utilities_offers_linking_until_the_account_is_linked(
    mint: Mint, enter: Enter, link: Link, ecf: str
) -> None:
    accounts = mint()
    before = enter(accounts["pacer"]).get(ecf + "DisplayMenu.pl?Utilities").text
    assert list_links(before) == [
        "Court Information",
        "Change Client Code",
        "Review Billing History",
        LINK_ENTRY,
    ]
    assert before.index("Court Information") < before.index("Your Account") < before.index("Client Code")
    after = link(accounts).get(ecf + "DisplayMenu.pl?Utilities").text
    assert list_links(after) == ["Court Information", "Change Client Code", "Review Billing History"]


def test_the_submenus_have_the_links_of_the_pages(mint: Mint, enter: Enter, ecf: str) -> None:
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


def test_the_form_has_a_new_address_each_time(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint()["pacer"])
    found = [
        re.search(r'action="\.\./cgi-bin/LinkAccount\.pl\?(\d+-L_1_0-1)"', page)
        for page in (browser.get(ecf + "LinkAccount.pl").text for _ in range(2))
    ]
    assert found[0]
    assert found[1]
    assert found[0][1] != found[1][1]


def test_the_confirmation_shows_each_account_in_its_own_row(
    mint: Mint, enter: Enter, propose: Propose, count_links: CountLinks
) -> None:
    accounts = mint()
    page = propose(enter(accounts["pacer"]), accounts["ecf"])
    assert QUESTION in page
    assert f"<tr><td>CM/ECF</td><td>{accounts['ecf']['name']}</td></tr>" in page
    assert f"<tr><td>PACER</td><td>{accounts['pacer']['name']}</td></tr>" in page
    assert "will be permanently linked to your upgraded PACER account." in page
    assert count_links() == 0


def test_names_that_do_not_match_are_shown_and_not_refused(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm
) -> None:
    accounts = mint(names="mismatch")
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    assert accounts["ecf"]["name"] in page
    assert accounts["pacer"]["name"] in page
    assert SUCCESS in confirm(browser, page)


def test_the_filing_menus_appear_with_the_next_click_after_success(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, read_menu: ReadMenu
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    success = confirm(browser, propose(browser, accounts["ecf"]))
    assert SUCCESS in success
    assert "CivilEvents" not in success
    assert read_menu(browser) == FILERS_MENU


def test_the_link_persists_to_the_next_login(
    mint: Mint, enter: Enter, link: Link, read_menu: ReadMenu
) -> None:
    accounts = mint()
    link(accounts)
    assert read_menu(enter(accounts["pacer"])) == FILERS_MENU


def test_a_linked_account_without_filing_rights_keeps_the_readers_menu(
    mint: Mint, link: Link, read_menu: ReadMenu
) -> None:
    assert read_menu(link(mint(ecf={"may_file": False}))) == READERS_MENU


@pytest.mark.parametrize("script", ["DisplayMenu.pl?CivilEvents", "DisplayMenu.pl?CriminalEvents"])
def test_filing_menus_need_filing_rights_even_by_address(
    mint: Mint, enter: Enter, ecf: str, script: str
) -> None:
    reader = enter(mint()["pacer"]).get(ecf + script)
    assert (reader.status_code, find_ecf_error(reader.text)) == (200, wording.MAY_NOT_FILE)
    filer = enter(mint(ecf={"linked": True})["pacer"]).get(ecf + script)
    assert "Motions and Related Filings" in filer.text


def test_a_firms_name_is_shown_and_not_refused(
    mint: Mint, enter: Enter, propose: Propose, count_links: CountLinks
) -> None:
    accounts = mint(pacer={"kind": "shared_firm"})
    page = propose(enter(accounts["pacer"]), accounts["ecf"])
    assert QUESTION in page
    assert f"<tr><td>PACER</td><td>{escape(accounts['pacer']['name'])}</td></tr>" in page
    assert count_links() == 0


def test_a_form_without_its_fields_is_refused(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint()["pacer"])
    for script in ("LinkAccount.pl", "LinkAccountConfirm.pl"):
        page = browser.post(ecf + script)
        assert page.status_code == 200
        assert BACK in page.text


def test_a_confirmation_after_log_out_shows_the_login_and_links_nothing(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, ecf: str
) -> None:
    accounts = mint()
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    browser.get(ecf + "login.pl?logout")
    assert "csologin/login.jsf" in confirm(browser, page)
    assert QUESTION in propose(enter(accounts["pacer"]), accounts["ecf"])


def test_a_user_who_walks_away_gets_the_login_and_links_nothing(
    mint: Mint, enter: Enter, propose: Propose, confirm: Confirm, ecf: str
) -> None:
    accounts = mint(pacer={"walks_away": True})
    browser = enter(accounts["pacer"])
    page = propose(browser, accounts["ecf"])
    assert QUESTION in page
    assert "csologin/login.jsf" in confirm(browser, page)
    assert "csologin/login.jsf" in browser.get(ecf + "iquery.pl").text
    assert LINK_ENTRY in enter(accounts["pacer"], browser).get(ecf + "DisplayMenu.pl?Utilities").text


def test_links_and_refusals_are_logged_without_passwords(
    mint: Mint, link: Link, propose: Propose, read_events: ReadEvents
) -> None:
    accounts = mint()
    browser = link(accounts)
    propose(browser, {**accounts["ecf"], "password": "not-the-password"})
    log = [event for event in read_events() if event["kind"].startswith("link_")]
    assert [event["kind"] for event in log] == ["link_made", "link_refused"]
    assert {event["who"] for event in log} == {accounts["pacer"]["user_name"]}
    assert not any(word in str(log) for word in (accounts["ecf"]["password"], "not-the-password"))
