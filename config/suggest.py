"""Guesses what somebody meant who wrote a name that does not exist."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest known name, else the list of what there is."""
    names = list(known)
    close = get_close_matches(written, names, n=1)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; there is {', '.join(names)}" if names else ""
