"""Finds which of many patterns may match a text, in one pass over the text.

Both the text and the patterns' literals are cut into words of four bytes, and the sets of words are
intersected. The text is cut at the offsets 0, 4, 8 ... only. A literal of seven or more bytes covers one such
word wherever it begins, so its words at the offsets 0 to 3 are indexed: `password` has `pass`, `assw`, `sswo`
and `swor`, and the text `my password` is cut into `my p`, `assw` and `ord`, which is too short and dropped.
"""

from collections import defaultdict
from collections.abc import Iterator

from ecfcheck.redaction.patterns import SecretPattern

_WORD = 4
# The shortest literal that covers a whole word of the text at every offset.
_LONG = 2 * _WORD - 1
# Up to this many patterns, a search for each literal is faster.
_FEW = 64


class PatternIndex:
    """Patterns by the four-byte words of their literals.

    A literal of four to six bytes is indexed by its first word alone, and the text is cut at all four
    offsets. A shorter one is always a candidate.
    """

    def __init__(self) -> None:
        self._all: list[SecretPattern] = []
        self._tiny: list[SecretPattern] = []
        self._short = _WordMap()
        self._long = _WordMap()

    def add(self, pattern: SecretPattern) -> None:
        """Add a pattern."""
        self._all.append(pattern)
        if len(pattern.literal) < _WORD:
            self._tiny.append(pattern)
        elif len(pattern.literal) < _LONG:
            self._short.add(pattern, 0)
        else:
            for offset in range(_WORD):
                self._long.add(pattern, offset)

    def find_candidates(self, data: bytes) -> Iterator[SecretPattern]:
        """Yield the patterns with literals that occur in the data."""
        possible = self._all if len(self._all) <= _FEW else self._look_up(data)
        return (pattern for pattern in possible if pattern.literal in data)

    def _look_up(self, data: bytes) -> list[SecretPattern]:
        found = [*self._tiny, *self._long.look_up(data, 0)]
        if self._short.patterns:
            found += [pattern for offset in range(_WORD) for pattern in self._short.look_up(data, offset)]
        return list(dict.fromkeys(found))


class _WordMap:
    """Patterns by one word of their literals."""

    def __init__(self) -> None:
        self.patterns: defaultdict[int, list[SecretPattern]] = defaultdict(list)

    def add(self, pattern: SecretPattern, offset: int) -> None:
        """Add a pattern by the word of its literal at this offset."""
        (word,) = _split_words(pattern.literal[offset : offset + _WORD], 0)
        self.patterns[word].append(pattern)

    def look_up(self, data: bytes, offset: int) -> Iterator[SecretPattern]:
        """Yield the patterns of all words of the data, which is cut from this offset on."""
        for word in self.patterns.keys() & _split_words(data, offset):
            yield from self.patterns[word]


def _split_words(data: bytes, offset: int) -> memoryview:
    """Return the data from an offset as four-byte numbers; drop an incomplete last word."""
    view = memoryview(data)[offset:]
    return view[: len(view) // _WORD * _WORD].cast("I")
