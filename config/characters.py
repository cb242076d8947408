"""Knows characters that look like others, and that programs put in place of what was typed."""

from unicodedata import category, name

CURLY_QUOTES = (
    "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2039\u203a\u2033\u2032\uff02\uff07"
)
"""Quotes that a word processor writes in place of straight ones, and others that look like them."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
"""Dashes that look like a hyphen."""

_NAMES = {
    "\u00a0": "a non-breaking blank",
    "\u2007": "a non-breaking blank",
    "\u202f": "a non-breaking blank",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u200b": "an invisible blank",
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "…": "an ellipsis in one character",
} | dict.fromkeys(CURLY_QUOTES, "a curly quote")

_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Invisible, but part of emoji and of words in some languages."""


def is_invisible(character: str) -> bool:
    """Return whether a character cannot be seen, other than a plain blank."""
    return character not in (" ", *_JOINERS) and category(character) in _INVISIBLE


def describe_character(character: str) -> str:
    """Return what a character is, with its code: `a curly quote (“, U+201C)`."""
    known = _NAMES.get(character) or f"the character {name(character, 'without a name').lower()}"
    sign = "" if is_invisible(character) else f"{character}, "
    return f"{known} ({sign}U+{ord(character):04X})"
