"""Guesses what somebody meant who wrote a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name most like what was written, or None when none is like it."""
    return next(iter(get_close_matches(written, list(known), n=1)), None)


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest known name, else the list of what there is."""
    names = list(known)
    close = closest(written, names)
    if close:
        return f"; did you mean {close!r}?"
    return f"; there is {', '.join(names)}" if names else "; there is none"
