"""Replaces today's date, which no document can name, in what a screen shows."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

TODAY = "(today)"
"""What a document writes in place of the date on which a flow runs."""

READ_CLOCK = "() => document.lastModified"
"""A script that returns when the page was made, by the court's clock if it says so, else by the browser's."""

_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ONE_DAY = timedelta(days=1)
"""How far a shown date can be from that of the clock: zones differ, and a day can end meanwhile."""


def replace_today(text: str, clock: Iterable[str]) -> str:
    """Return a text with `(today)` in place of each date that is at most a day from that of the clock."""
    days = [day for one in clock if (match := _DATE.search(one)) and (day := _parse(match))]

    def replace(found: re.Match[str]) -> str:
        own = _parse(found)
        return TODAY if own and any(abs(own - day) <= _ONE_DAY for day in days) else found[0]

    return _DATE.sub(replace, text)


def _parse(found: re.Match[str]) -> date | None:
    month, day, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
