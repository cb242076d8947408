"""Suggests existing names for a misspelled one."""

from collections.abc import Iterable
from difflib import get_close_matches


def find_closest(written: str, known: Iterable[str]) -> str | None:
    """Return the known name closest to what was written, or None if none is close.

    Case counts for nothing, nor does which of blank, - and _ separates words. A name with the same letters
    takes precedence: swapping two is the most common typo.
    """
    plain = _simplify(written)
    names = {_simplify(name): name for name in known}
    if plain in names:
        return names[plain]
    close = get_close_matches(plain, names, n=10)
    swapped = (name for name in close if sorted(name) == sorted(plain))
    found = next(swapped, close[0] if close else None)
    return names[found] if found is not None else None


def _simplify(name: str) -> str:
    return name.casefold().replace(" ", "_").replace("-", "_")


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the closest known name, or else the list of known names."""
    names = list(known)
    close = find_closest(written, names)
    if close:
        return f"; did you mean {close!r}?"
    return f"; choose from {', '.join(names)}" if names else "; there are none"
