"""Whether an account may file, told from the menu and from what Utilities offers."""

import pytest

from config.kind import LINK_ENTRY
from pages.utilities import Utilities
from pages.window import Window


@pytest.mark.parametrize(
    ("menu", "offered", "standing"),
    [
        (("Civil", "Criminal", "Query"), "Review Billing History", "may file"),
        (("Query", "Utilities"), LINK_ENTRY, "not linked"),
        (("Query", "Utilities"), "Review Billing History", "not entitled"),
        (("Civil", "Query"), "Review Billing History", "not entitled"),
    ],
)
def test_an_account_may_file_only_with_all_of_the_filing_menu(
    menu: tuple[str, ...], offered: str, standing: str, window: Window
) -> None:
    entries = "".join(f'<li><a href="#">{entry}</a></li>' for entry in menu)
    bar = f'<div id="topmenu"><div class="bd"><ul>{entries}</ul></div></div>'
    window.tab.set_content(f'{bar}<div id="cmecfMainContent"><a href="#">{offered}</a></div>')
    page = window.pages["utilities"]
    assert isinstance(page, Utilities)
    assert page.standing() == (standing,)
