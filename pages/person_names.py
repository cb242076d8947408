"""Tells whether two accounts bear the name of one person."""

from dataclasses import dataclass

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})


@dataclass(frozen=True)
class _Name:
    first: str
    last: str
    middle: str
    """The initial alone: the other account may have no more."""
    suffix: str


def names_agree(one: str, other: str) -> bool:
    """Tell whether first and last name are the same, and what one name lacks is all that tells them apart."""
    left, right = _read(one), _read(other)
    if not left.first or (left.first, left.last) != (right.first, right.last):
        return False
    beside = ((left.middle, right.middle), (left.suffix, right.suffix))
    return all(a == b or not (a and b) for a, b in beside)


def _read(name: str) -> _Name:
    words = name.casefold().replace(",", " ").replace(".", " ").split()
    suffix = words.pop() if words and words[-1] in _SUFFIXES else ""
    first, *middle, last = words if len(words) > 1 else [*words, "", ""][:2]
    return _Name(first, last, middle[0][0] if middle else "", suffix)
