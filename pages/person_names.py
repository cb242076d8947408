"""Compares the names on two accounts, to find out whether they belong to one person."""

from dataclasses import dataclass

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})


@dataclass(frozen=True)
class _Name:
    first: str
    last: str
    middle: str
    """The initial only: the other account may not have more."""
    suffix: str


def names_agree(one: str, other: str) -> bool:
    """Return whether two names have the same first and last name and do not contradict.

    A middle initial or a suffix that only one of them has is not a contradiction.
    """
    a, b = _parse(one), _parse(other)
    if not a.first or (a.first, a.last) != (b.first, b.last):
        return False
    optional = ((a.middle, b.middle), (a.suffix, b.suffix))
    return all(first == second or not (first and second) for first, second in optional)


def _parse(name: str) -> _Name:
    words = name.casefold().replace(",", " ").replace(".", " ").split()
    suffix = words.pop() if words and words[-1] in _SUFFIXES else ""
    first, *middle, last = words if len(words) > 1 else [*words, "", ""][:2]
    return _Name(first, last, middle[0][0] if middle else "", suffix)
