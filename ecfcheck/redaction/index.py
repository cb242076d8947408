"""Finds which of many patterns may match a text, in one pass over the text (Aho-Corasick)."""

from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick

from ecfcheck.redaction.patterns import SecretPattern

_SHORT = 4
"""A shorter literal occurs anywhere, and each place would be listed; it is searched for by itself."""
_FEW = 64
"""Up to this many patterns, a search for each literal is as fast."""


class PatternIndex:
    """Patterns by their literals.

    An automaton cannot be added to, and a long run learns secrets all the time. So new patterns wait until
    they are many, and are then joined with the automata that are not bigger: a pattern is built into another
    one only as often as their number has doubled.
    """

    def __init__(self) -> None:
        self._short: list[SecretPattern] = []
        self._new: list[SecretPattern] = []
        self._automata: list[_Automaton] = []
        """The biggest first."""

    def add(self, pattern: SecretPattern) -> None:
        """Add a pattern."""
        (self._short if len(pattern.literal) < _SHORT else self._new).append(pattern)

    def find_candidates(self, data: bytes) -> Iterator[SecretPattern]:
        """Yield the patterns with literals that occur in the data."""
        if len(self._new) > _FEW:
            self._build_automaton()
        for pattern in (*self._short, *self._new):
            if pattern.literal in data:
                yield pattern
        for automaton in tuple(self._automata):  # another search may build one meanwhile
            yield from automaton.find(data)

    def _build_automaton(self) -> None:
        patterns = self._new
        while self._automata and len(self._automata[-1].patterns) <= len(patterns):
            patterns = [*self._automata.pop().patterns, *patterns]
        self._automata.append(_Automaton(patterns))
        self._new = []


class _Automaton:
    """Patterns that are searched for together, by their literals."""

    def __init__(self, patterns: Iterable[SecretPattern]) -> None:
        self.patterns = tuple(patterns)
        self._search = BytesAhoCorasick([pattern.literal for pattern in self.patterns])

    def find(self, data: bytes) -> Iterator[SecretPattern]:
        """Yield once each pattern with a literal that occurs in the data."""
        found = self._search.find_matches_as_indexes(data, overlapping=True)
        return (self.patterns[number] for number in sorted({number for number, _, _ in found}))
