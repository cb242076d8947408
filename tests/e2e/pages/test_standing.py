"""The status of an account is read from the menu bar and from what Utilities offers."""

import pytest

from config.court_kind import LINK_ENTRY
from pages.utilities import Utilities
from tests.helpers.windows import ShowPage

LOG_OUT = '<li><a href="/cgi-bin/login.pl?logout">Log Out</a></li>'


def find_address(entry: str) -> str:
    """Return where an entry of the menu leads (facts B2)."""
    name = entry.capitalize()
    if name == "Query":
        return "/cgi-bin/iquery.pl"
    return f"/cgi-bin/DisplayMenu.pl?{name}{'Events' if name in {'Civil', 'Criminal'} else ''}"


def read_standing(
    show: ShowPage, menu: tuple[str, ...], content: str, *, log_out: str = LOG_OUT
) -> tuple[str, ...]:
    entries = "".join(f'<li><a href="{find_address(entry)}">{entry}</a></li>' for entry in menu)
    bar = f'<div id="topmenu"><div class="bd"><ul>{entries}{log_out}</ul></div></div>'
    page_object = show(f'{bar}<div id="cmecfMainContent">{content}</div>').page_objects["utilities"]
    assert isinstance(page_object, Utilities)
    return page_object.standing()


@pytest.mark.parametrize(
    ("menu", "offered", "expected"),
    [
        (("Civil", "Criminal", "Query"), "Review Billing History", "may file"),
        (("Query", "Utilities"), LINK_ENTRY, "not linked"),
        (("Query", "Utilities"), "Review Billing History", "not entitled"),
        (("Civil", "Query"), "Review Billing History", "not entitled"),
    ],
)
def test_an_account_may_file_only_with_all_of_the_filing_menu(
    menu: tuple[str, ...], offered: str, expected: str, show: ShowPage
) -> None:
    assert read_standing(show, menu, f'<a href="/cgi-bin/Offered.pl">{offered}</a>') == (expected,)


def test_without_a_logout_link_the_status_is_unknown(show: ShowPage) -> None:
    menu = ("Civil", "Criminal", "Query")
    link = f'<a href="/cgi-bin/LinkAccount.pl">{LINK_ENTRY}</a>'
    assert read_standing(show, menu, link, log_out="") == ("unknown",)


@pytest.mark.parametrize("menu", [(), ("Help",)])
def test_without_menu_entries_the_status_is_unknown(menu: tuple[str, ...], show: ShowPage) -> None:
    assert read_standing(show, menu, f'<a href="/cgi-bin/LinkAccount.pl">{LINK_ENTRY}</a>') == ("unknown",)


def test_menu_entries_in_capitals_count_too(show: ShowPage) -> None:
    assert read_standing(show, ("CIVIL", "CRIMINAL", "QUERY"), "") == ("may file",)


def test_a_page_other_than_utilities_does_not_mean_not_entitled(show: ShowPage) -> None:
    assert read_standing(show, ("Query",), '<a href="/cgi-bin/Contact.pl">Contact us</a>') == ("unknown",)


def test_a_page_without_links_does_not_mean_not_entitled(show: ShowPage) -> None:
    assert read_standing(show, ("Query",), "<p>Try again later</p>") == ("unknown",)
