"""Guesses what somebody meant who wrote a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def find_closest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name most like what was written, or None when none is like it.

    Of several, one with the same letters is meant: to swap two is the commonest slip.
    """
    close = get_close_matches(written, list(known), n=10)
    swapped = (name for name in close if sorted(name) == sorted(written))
    return next(swapped, close[0] if close else None)


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest known name, else the list of what there is."""
    names = list(known)
    close = find_closest(written, names)
    if close:
        return f"; did you mean {close!r}?"
    return f"; there is {', '.join(names)}" if names else "; there is none"
