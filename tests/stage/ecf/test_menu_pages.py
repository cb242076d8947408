"""CM/ECF's menu and its pages, and how the menu differs by court (facts F3, F5)."""

import re

import pytest

from stage.courts import CTD
from stage.ecf import wording
from tests.helpers.page_text import BACK, list_menu_bar
from tests.helpers.stage_fixture_types import Enter, Mint, OpenScript, ReadMenu

UTILITIES = "DisplayMenu.pl?Utilities"


@pytest.mark.parametrize(
    "script", ["no-such-page.pl", "DisplayMenu.pl", "DisplayMenu.pl?Nothing", "LinkAccountConfirm.pl"]
)
def test_an_unknown_page_is_an_error_page_with_status_200_and_back(
    mint: Mint, enter: Enter, ecf: str, script: str
) -> None:
    page = enter(mint()["pacer"]).get(ecf + script)
    assert page.status_code == 200
    assert f"<b>{wording.NO_SUCH_PAGE}</b>" in page.text
    assert BACK in page.text


def test_every_link_in_a_filers_menus_leads_to_a_page(mint: Mint, enter: Enter, ecf: str) -> None:
    browser = enter(mint(ecf={"linked": True})["pacer"])
    submenus = browser.get(ecf + "menu.pl?id=1").get_json()
    links = [link["address"] for links in submenus.values() for link in links]
    assert len(links) > 10
    for address in links:
        page = browser.get(ecf.removesuffix("/cgi-bin/") + address)
        assert page.status_code == 200
        assert 'id="topmenu"' in page.text
        assert 'value="Back"' not in page.text


def test_a_new_client_code_lasts_until_log_out(mint: Mint, enter: Enter, ecf: str) -> None:
    pacer = mint()["pacer"]
    browser = enter(pacer, code="first")
    assert 'value="first"' in browser.get(ecf + "ClientCode.pl").text
    browser.post(ecf + "ClientCode.pl?1", data={"client_code": "second"}, content_type="multipart/form-data")
    assert 'value="second"' in browser.get(ecf + "ClientCode.pl").text
    assert 'value=""' in enter(pacer).get(ecf + "ClientCode.pl").text


def test_the_menu_bar_differs_by_court(open_script: OpenScript) -> None:
    assert list_menu_bar(open_script("ctd", "iquery.pl").text) == [
        "Query",
        "Reports",
        "Utilities",
        "Help",
        "Log Out",
    ]
    page = open_script("txlike", "iquery.pl").text
    assert list_menu_bar(page) == ["Query", "Reports", "Utilities", "Training", "Logout", "User Manual"]
    assert '<a class="yuimenubaritemlabel" href="/cgi-bin/login.pl?logout">Logout</a>' in page


@pytest.mark.parametrize("script", ["Training.pl", "UserManual.pl"])
def test_an_extra_menu_entry_leads_to_a_page(open_script: OpenScript, script: str) -> None:
    page = open_script("txlike", script).text
    assert "is not staged." in page
    assert 'value="Back"' not in page


def test_the_menu_arrows_have_no_text(open_script: OpenScript) -> None:
    page = open_script("ctd", "iquery.pl").text
    assert re.findall(r">([^<]*)<div class='spritedownarrow'></div></a>", page) == ["Reports", "tilities"]


def test_the_heading_above_the_link_entry_differs_by_court(open_script: OpenScript) -> None:
    page = open_script("txlike", UTILITIES).text
    assert "<b>NextGen Release 1.1 Menu Items</b>" in page
    assert CTD.link_entry in page
    assert "Your Account" not in page


def test_a_filer_at_two_courts_has_filing_menus(mint: Mint, enter: Enter, read_menu: ReadMenu) -> None:
    assert "Civil" in read_menu(enter(mint(ecf={"linked": True}, also={"ctb": {"linked": True}})["pacer"]))
