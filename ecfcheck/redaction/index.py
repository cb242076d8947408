"""Which of many needles may stand in a text: one look at the text tells, however many there are."""

from collections import defaultdict
from collections.abc import Iterator

from ecfcheck.redaction.patterns import SecretPattern

_WORD = 4
# A run this long holds a whole word of the text, wherever the text's words begin.
_LEAST = 2 * _WORD - 1
# So few are looked for one by one, which is quicker.
_FEW = 64


class Index:
    """Needles by the words of four bytes that begin at the first four places of their runs.

    A run that is too short for that is known by its first word, and the text then has words at every place.
    """

    def __init__(self) -> None:
        self._all: list[SecretPattern] = []
        self._tiny: list[SecretPattern] = []
        self._short = _ByWord()
        self._long = _ByWord()

    def __len__(self) -> int:
        return len(self._all)

    def add(self, needle: SecretPattern) -> None:
        """Take in one more."""
        self._all.append(needle)
        if len(needle.run) < _WORD:
            self._tiny.append(needle)
        elif len(needle.run) < _LEAST:
            self._short.add(needle, 0)
        else:
            for place in range(_WORD):
                self._long.add(needle, place)

    def standing_in(self, data: bytes) -> Iterator[SecretPattern]:
        """Yield those whose runs stand in the data."""
        possible = self._all if len(self._all) <= _FEW else self._met(data)
        return (needle for needle in possible if needle.run in data)

    def _met(self, data: bytes) -> list[SecretPattern]:
        met = [*self._tiny, *self._long.met(data)]
        if self._short.words:
            met += [needle for place in range(_WORD) for needle in self._short.met(data, place)]
        return list(dict.fromkeys(met))


class _ByWord:
    """Needles by a word of their runs."""

    def __init__(self) -> None:
        self.words: set[int] = set()
        self._needles: defaultdict[int, list[SecretPattern]] = defaultdict(list)

    def add(self, needle: SecretPattern, place: int) -> None:
        (word,) = _words(needle.run[place : place + _WORD])
        self.words.add(word)
        self._needles[word].append(needle)

    def met(self, data: bytes, place: int = 0) -> Iterator[SecretPattern]:
        """Yield those whose word is one of the data's, counted from this place on."""
        for word in self.words.intersection(_words(data, place)):
            yield from self._needles[word]


def _words(data: bytes, place: int = 0) -> memoryview:
    view = memoryview(data)[place:]
    return view[: len(view) // _WORD * _WORD].cast("I")
