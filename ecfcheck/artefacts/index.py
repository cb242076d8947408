"""Which of many needles may stand in a text: one look at the text tells, however many there are."""

from collections import defaultdict
from collections.abc import Iterator

from ecfcheck.artefacts.needle import Needle

_WORD = 4
# A run this long holds a whole word of the text, wherever the text's words begin.
_LEAST = 2 * _WORD - 1
# So few are looked for one by one, which is quicker.
_FEW = 64


class Index:
    """Needles by the words of four bytes that begin at the first four places of their runs."""

    def __init__(self) -> None:
        self._all: list[Needle] = []
        self._short: list[Needle] = []
        self._by_word: defaultdict[int, list[Needle]] = defaultdict(list)
        self._words: set[int] = set()

    def __len__(self) -> int:
        return len(self._all)

    def add(self, needle: Needle) -> None:
        """Take in one more."""
        self._all.append(needle)
        if len(needle.run) < _LEAST:
            self._short.append(needle)
            return
        for place in range(_WORD):
            (word,) = _words(needle.run[place : place + _WORD])
            self._by_word[word].append(needle)
            self._words.add(word)

    def standing_in(self, data: bytes) -> Iterator[Needle]:
        """Yield those whose runs stand in the data."""
        possible = self._all if len(self._all) <= _FEW else self._met(data)
        return (needle for needle in possible if needle.run in data)

    def _met(self, data: bytes) -> list[Needle]:
        met = self._words.intersection(_words(data))
        return list(dict.fromkeys(self._short + [needle for word in met for needle in self._by_word[word]]))


def _words(data: bytes) -> memoryview:
    return memoryview(data)[: len(data) // _WORD * _WORD].cast("I")
