"""Finds characters that only look like those by which YAML means something."""

import re

_DASHES = {
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2212": "a minus sign",
    "\u2010": "a typographic hyphen",
}
_LOOKALIKE_DASH = re.compile(rf"\s*([{''.join(_DASHES)}])(?=[ \w])")
_LOOKALIKE_COLON = re.compile("\\s*(?:- +)*([A-Za-z_][\\w-]*)\uff1a")


def find_lookalike(line: str) -> tuple[int, str] | None:
    """Return the column of a character that only looks like YAML's '-' or ':', and what to do about it."""
    if match := _LOOKALIKE_DASH.match(line):
        text = f"this is {_DASHES[match[1]]}; write '- ' with a hyphen, or put a text in quotes"
        return match.start(1) + 1, text
    if match := _LOOKALIKE_COLON.match(line):
        text = (
            f"this is a full-width colon; write '{match[1]}: ' with an ordinary one, or put a text in quotes"
        )
        return match.end(1) + 1, text
    return None
