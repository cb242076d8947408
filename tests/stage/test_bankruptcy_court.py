"""The stage's second court: a bankruptcy court, with hosts, a menu and accounts of its own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage.courts import BY_ID
from stage.settings import StageSettings

Accounts = dict[str, Any]
Mint = Callable[..., Accounts]
Enter = Callable[..., FlaskClient]
Menu = Callable[[FlaskClient], list[str]]

COURT = BY_ID["ctb"]


@pytest.fixture
def ecf(settings: StageSettings) -> str:
    """Where the bankruptcy court's CM/ECF is, for all that goes there."""
    return settings.ecf(COURT) + "/cgi-bin/"


def test_who_may_file_has_bankruptcy_and_adversary_in_the_menu(mint: Mint, enter: Enter, menu: Menu) -> None:
    filer = menu(enter(mint(court="ctb", ecf={"linked": True})["pacer"]))
    assert filer == ["Bankruptcy", "Adversary", "Query", "Reports", "Utilities", "Search", "Help", "Log Out"]
    reader = menu(enter(mint(court="ctb")["pacer"]))
    assert reader == ["Query", "Reports", "Utilities", "Help", "Log Out"]


def test_its_first_screen_and_its_website_say_which_court_it_is(
    mint: Mint, enter: Enter, ecf: str, app: Flask, settings: StageSettings
) -> None:
    page = enter(mint(court="ctb")["pacer"]).get(ecf + "login.pl").text
    assert "<b>U.S. BANKRUPTCY COURT</b>" in page
    website = app.test_client().get(settings.website(COURT) + "/").text
    assert "<span>United States Bankruptcy Court</span></a></h1>" in website


def test_its_words_for_linking_are_its_own(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint(court="ctb")["pacer"])
    for script in ("DisplayMenu.pl?Utilities", "LinkAccount.pl"):
        assert "Link a CM/ECF Account to My PACER Account" in browser.get(ecf + script).text


def test_a_link_at_one_court_is_none_at_the_other(mint: Mint, enter: Enter, menu: Menu) -> None:
    assert "Bankruptcy" not in menu(enter(mint(court="ctd", ecf={"linked": True})["pacer"]))


def test_every_link_of_its_filers_menus_leads_to_a_page(mint: Mint, enter: Enter, ecf: str) -> None:
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
