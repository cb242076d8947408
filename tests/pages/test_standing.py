"""Whether an account may file, read off the menu bar and what Utilities offers."""

import pytest

from config.court_kind import LINK_ENTRY
from pages.utilities import Utilities
from tests.windows import ShowPage

LOG_OUT = '<li><a href="/cgi-bin/login.pl?logout">Log Out</a></li>'


def standing(
    show: ShowPage, menu: tuple[str, ...], content: str, *, log_out: str = LOG_OUT
) -> tuple[str, ...]:
    entries = "".join(f'<li><a href="#">{entry}</a></li>' for entry in menu)
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
    assert standing(show, menu, f'<a href="#">{offered}</a>') == (expected,)


def test_without_the_bar_of_a_logged_in_user_nothing_is_said_of_the_account(show: ShowPage) -> None:
    menu = ("Civil", "Criminal", "Query")
    assert standing(show, menu, f'<a href="#">{LINK_ENTRY}</a>', log_out="") == ("unknown",)


@pytest.mark.parametrize("menu", [(), ("Help",)])
def test_a_bar_whose_entries_are_not_there_says_nothing_of_the_account(
    menu: tuple[str, ...], show: ShowPage
) -> None:
    assert standing(show, menu, f'<a href="#">{LINK_ENTRY}</a>') == ("unknown",)


def test_entries_in_capitals_are_the_same_entries(show: ShowPage) -> None:
    assert standing(show, ("CIVIL", "CRIMINAL", "QUERY"), "") == ("may file",)


def test_a_page_that_is_not_utilities_does_not_say_that_it_offers_no_link(show: ShowPage) -> None:
    assert standing(show, ("Query",), '<a href="#">Contact us</a>') == ("unknown",)


def test_a_page_that_offers_nothing_does_not_say_that_it_offers_no_link(show: ShowPage) -> None:
    assert standing(show, ("Query",), "<p>Try again later</p>") == ("unknown",)
