"""Marks the words that differ between two texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether the other text lacks it."""

    text: str
    differs: bool


@dataclass(frozen=True)
class TextPair:
    """Two texts, one from each run, side by side; a side without a text is None."""

    before: tuple[Piece, ...] | None
    after: tuple[Piece, ...] | None


def align_texts(before: Sequence[str], after: Sequence[str]) -> list[TextPair]:
    """Return the texts side by side, with the words marked that differ."""
    return [_align(one, other) for one, other in zip_longest(before, after)]


def _align(before: str | None, after: str | None) -> TextPair:
    if before is None or after is None:
        return TextPair(*(None if text is None else (Piece(text, differs=True),) for text in (before, after)))
    one, other = before.split(), after.split()
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    gone = [(one[start:end], tag != "equal") for tag, start, end, _, _ in codes]
    new = [(other[start:end], tag != "equal") for tag, _, _, start, end in codes]
    return TextPair(tuple(_join(gone)), tuple(_join(new)))


def _join(runs: Sequence[tuple[list[str], bool]]) -> Iterator[Piece]:
    filled = [(words, differs) for words, differs in runs if words]
    for at, (words, differs) in enumerate(filled):
        yield Piece(" ".join(words), differs)
        if at < len(filled) - 1:
            yield Piece(" ", differs=False)
