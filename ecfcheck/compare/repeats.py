"""Leaves out of a screen's changes what only repeats another, such as a field's label that is a text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecfcheck.compare.model import Kind, ScreenChange

_NAMES = ("label", "labels")
"""The names that scripts and screen readers use, which most often are words of the screen."""

_Words = tuple[str, str]
"""The words of an item in the first run, and in the second."""


def drop_repeats(changes: Sequence[ScreenChange]) -> list[ScreenChange]:
    """Return the changes without accessible names that changed as the words on the screen did."""
    stated = [words for change in changes for words in _list_words(change)]
    return [kept for change in changes if (kept := _drop_stated(change, stated))]


def _list_words(change: ScreenChange) -> Iterator[_Words]:
    """Yield the words that a visible change says have become others."""
    if change.kind is Kind.VISIBLE and len(change.items_before) == len(change.items_after) == 1:
        one, other = change.items_before[0].words, change.items_after[0].words
        if one and other and one != other:
            yield one, other


def _drop_stated(change: ScreenChange, stated: Sequence[_Words]) -> ScreenChange | None:
    """Return a change without the details that are stated already; None if nothing is left of it."""
    if not (len(change.items_before) == len(change.items_after) == 1):
        return change
    one, other = change.items_before[0], change.items_after[0]
    repeated = {
        f": {getattr(one, name)} → {getattr(other, name)}"
        for name in _NAMES
        if any(_is_stated(getattr(one, name), getattr(other, name), words) for words in stated)
    }
    details = tuple(text for text in change.details if not text.endswith(tuple(repeated)))
    if details == change.details:
        return change
    if change.kind is not Kind.TECHNICAL:
        return replace(change, details=details)
    # Its subject was the name; what is left of it concerns scripts alone.
    return replace(change, subject="id", details=details) if details else None


def _is_stated(one: str, other: str, words: _Words) -> bool:
    return one != other and words[0] in one and one.replace(*words) == other
