"""Decides whether a secret can be masked without masking, or revealing itself by, other words."""

from collections.abc import Container, Iterator
from functools import cached_property

from config.secret import Secret

_MIN_LENGTH = 6
_MIN_DIGITS = 8
_MIN_DIFFERENT = 3
_PIECE = 4
"""The length of the pieces by which most searches end at once. Those of a language are few, however long the
text is, and a password has almost always one that is not among them."""


class FixedWords(Container[str]):
    """A long text, in which many passwords are searched for: all of those of a roster."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _pieces(self) -> frozenset[str]:
        # Not before a password is searched for: a staged court has none.
        return frozenset(_cut(self._text))

    def __contains__(self, value: object) -> bool:
        """Return whether a value is anywhere in the text."""
        return isinstance(value, str) and self._pieces.issuperset(_cut(value)) and value in self._text


def _cut(text: str) -> Iterator[str]:
    """Yield each piece of a text, at every place where one can begin."""
    return (text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1))


def find_masking_fault(secret: Secret, fixed_words: Container[str]) -> str | None:
    """Return why a secret cannot be masked in what a run leaves, None if it can.

    `fixed_words` is what every run writes, without capitals. If a secret were part of that, it would be
    masked there as well, which shows to everyone who knows the word what it is.
    """
    value = secret.get_secret_value().strip()
    if len(value) < _MIN_LENGTH:
        return f"has fewer than {_MIN_LENGTH} characters, which occur everywhere in records and reports"
    if value.isdecimal() and len(value) < _MIN_DIGITS:
        return f"is a number of fewer than {_MIN_DIGITS} digits, and records are full of such numbers"
    if len(set(value)) < _MIN_DIFFERENT:
        return f"repeats fewer than {_MIN_DIFFERENT} different characters, as lines in logs and reports do"
    if value.casefold() in fixed_words:
        return "is a word that every record or report has, and masking it there would reveal it"
    return None
