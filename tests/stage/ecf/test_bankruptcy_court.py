"""The bankruptcy court of the stage: its own hosts, menu and accounts."""

import re

import pytest
from flask import Flask

from stage.courts import BY_ID
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import Enter, Mint, ReadMenu

COURT = BY_ID["ctb"]


@pytest.fixture
def ecf(settings: StageSettings) -> str:
    """The address of the bankruptcy court's scripts, for all fixtures that use it."""
    return settings.ecf(COURT) + "/cgi-bin/"


def test_filers_have_bankruptcy_and_adversary_menus(mint: Mint, enter: Enter, read_menu: ReadMenu) -> None:
    filer = read_menu(enter(mint(court="ctb", ecf={"linked": True})["pacer"]))
    assert filer == ["Bankruptcy", "Adversary", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"]
    reader = read_menu(enter(mint(court="ctb")["pacer"]))
    assert reader == ["Query", "Reports", "Utilities", "Help", "Log Out"]


def test_first_screen_and_website_name_the_bankruptcy_court(
    mint: Mint, enter: Enter, ecf: str, app: Flask, settings: StageSettings
) -> None:
    page = enter(mint(court="ctb")["pacer"]).get(ecf + "login.pl").text
    assert "<b>U.S. BANKRUPTCY COURT</b>" in page
    website = app.test_client().get(settings.website(COURT) + "/").text
    assert "<span>United States Bankruptcy Court</span></a></h1>" in website


def test_linking_has_the_courts_own_words(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint(court="ctb")["pacer"])
    for script in ("DisplayMenu.pl?Utilities", "LinkAccount.pl"):
        assert "Link a CM/ECF Account to My PACER Account" in browser.get(ecf + script).text


def test_a_link_in_one_court_does_not_count_in_another(mint: Mint, enter: Enter, read_menu: ReadMenu) -> None:
    assert "Bankruptcy" not in read_menu(enter(mint(court="ctd", ecf={"linked": True})["pacer"]))


def test_every_link_in_a_bankruptcy_filers_menus_leads_to_a_page(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint(court="ctb", ecf={"linked": True})["pacer"])
    page = browser.get(ecf + "iquery.pl").text
    bar = re.findall(
        r'href="([^"]*)" class="yuimenubaritemlabel"|class="yuimenubaritemlabel" href="([^"]*)"', page
    )
    submenus = browser.get(ecf + "menu.pl?id=1").get_json()
    links = [link["address"] for links in submenus.values() for link in links]
    links += [address for pair in bar for address in pair if address and "logout" not in address]
    assert any("AdversaryEvents" in address for address in links)
    for address in links:
        assert "history.back()" not in browser.get(ecf.removesuffix("/cgi-bin/") + address).text, address
