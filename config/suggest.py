"""Suggests existing names for a misspelled one."""

from collections.abc import Iterable
from difflib import get_close_matches


def find_closest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to what was written, or None if none is close.

    A name with the same letters takes precedence: swapping two is the most common typo.
    """
    close = get_close_matches(written, list(known), n=10)
    swapped = (name for name in close if sorted(name) == sorted(written))
    return next(swapped, close[0] if close else None)


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest known name, or else the list of known names."""
    names = list(known)
    close = find_closest(written, names)
    if close:
        return f"; did you mean {close!r}?"
    return f"; choose from {', '.join(names)}" if names else "; there are none"
