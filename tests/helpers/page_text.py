"""Reads what tests of the stage look for in its pages."""

import re

BACK = '<input type="button" value="Back" onclick="history.back()">'


def list_menu_bar(page: str) -> list[str]:
    """Return the entries of CM/ECF's menu bar."""
    labels = re.findall(r'class="yuimenubaritemlabel"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]+>", "", label) for label in labels]


def list_pacer_errors(answer: str) -> list[str]:
    """Return the error messages in an answer of PACER's login."""
    return re.findall(r'<span class="ui-messages-error-detail">([^<]*)</span>', answer)


def find_ecf_error(page: str) -> str:
    """Return the text of CM/ECF's error page; of any other page, the page."""
    found = re.search(r"<b>([^<]*)</b>\n<p><input", page)
    return found[1] if found else page
