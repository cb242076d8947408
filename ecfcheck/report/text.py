"""Formats counts, durations, dates and texts, for the terminal and the HTML reports."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby

_MINUTE = 60_000
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, as in `1 check` or `3 checks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def format_duration(milliseconds: float) -> str:
    """Return a duration, as in `0.31 s` or `2 min 05 s`."""
    if milliseconds < _MINUTE:
        return f"{milliseconds / 1000:.2f} s"
    minutes, rest = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {rest:02} s"


def format_moment(when: datetime) -> str:
    """Return a date and time, as in `March 9, 2026, 14:05:07 UTC`."""
    # strftime has no portable day without a leading zero.
    return f"{when:%B} {when.day}, {when.year}, {when:%H:%M:%S %Z}".rstrip()


def join_words(items: Sequence[str]) -> str:
    """Return items as in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004  two is where "and" begins
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def list_ranges(numbers: Sequence[int], form: Callable[[int], str] = str) -> list[str]:
    """Return sorted numbers in a form, three or more in a row as a range: `2`, `4`, `6 to 9`."""
    words: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [form(number) for _, number in group]
        words += row if len(row) < 3 else [f"{row[0]} to {row[-1]}"]  # noqa: PLR2004 - two make no range
    return words


def strip_control_characters(text: str) -> str:
    """Return text without control characters, which would move a terminal's cursor."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\t", "    "))


def collapse_whitespace(text: str) -> str:
    """Return text on one line, with every run of white space as one blank."""
    return strip_control_characters(" ".join(text.split()))


def truncate(text: str, room: int, ellipsis: str = "…") -> str:
    """Return text cut to a width, with an ellipsis in place of the rest."""
    if len(text) <= room:
        return text
    return text[: max(room - len(ellipsis), 0)].rstrip() + ellipsis
