"""One form of a secret to look for, and the form that is the value with its characters in any spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ecfcheck.redaction.encodings import DOUBLED, ESCAPE, any_of, spelled

_EDGE_BEFORE = rb"(?:(?<![0-9A-Za-z])|(?<=\\[bfnrt])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4}))(?<![0-9]\.)"
_EDGE_AFTER = rb"(?![0-9A-Za-z]|\.[0-9])"
# Of a character on the average: an emoji as JSON in an address takes some 30.
_BYTES = 48
_RUN = re.compile("[0-9A-Za-z]+")


Span = tuple[int, int]


@dataclass(frozen=True)
class SecretPattern:
    """One form of a secret, as a pattern; `run` is plain letters and digits that stand in each match.

    `reach` is how far from its run a match may begin and end, `edges` what stands never right before and
    after the run. With `any_case`, the run is in lower case.
    """

    run: bytes
    source: bytes
    reach: int
    edges: tuple[bytes, bytes] = (b"", b"")
    any_case: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[bytes]:
        """What finds it; made when first needed, for most secrets are never met."""
        return re.compile(self.source, re.IGNORECASE if self.any_case else re.NOFLAG)

    @cached_property
    def _place(self) -> re.Pattern[bytes]:
        before, after = self.edges
        return re.compile(before + re.escape(self.run) + after)

    def near(self, data: bytes, lowered: bytes) -> Iterator[Span]:
        """Yield where the form stands with its run as it is: quick, and little is left for the pattern."""
        end = 0
        for start, stop in self._places(lowered if self.any_case else data):
            for found in self.pattern.finditer(data, max(start, end), stop):
                end = found.end()
                yield found.span()

    def _places(self, data: bytes) -> Iterator[Span]:
        """Yield where to look: around each place where the run stands, those close to each other as one."""
        if not self.run:
            yield 0, len(data)
            return
        around: Span | None = None
        for place in self._place.finditer(data):
            start, stop = max(place.start() - self.reach, 0), place.end() + self.reach
            if around and start <= around[1]:
                around = around[0], stop
            else:
                if around:
                    yield around
                around = start, stop
        if around:
            yield around

    def anywhere(self, data: bytes) -> Iterator[Span]:
        """Yield where the form stands."""
        return (found.span() for found in self.pattern.finditer(data))


def longest_run(text: str) -> str:
    """Return the longest run of ASCII letters and digits: what encodings leave as it is."""
    return max(_RUN.findall(text), key=len, default="")


def spelled_needle(value: str) -> SecretPattern:
    """Return the needle that finds the value with each of its characters in any spelling."""
    pattern = _pattern(value)
    if value.isascii() and value.isdecimal():
        # Passcodes: the same digits within a longer number or a hash are none.
        pattern = _EDGE_BEFORE + pattern + _EDGE_AFTER
    run = longest_run(value)
    before, after = value.strip(" ").split(run, 1) if run else ("", "")
    # What is next to the run is no letter or digit, nor encoded so that one is next to it but as hexadecimal.
    edges = (
        rb"(?<![g-zG-Z])" if before and before[-1].isascii() else b"",
        rb"(?![0-9A-Za-z])" if after and after[0].isascii() else b"",
    )
    return SecretPattern(run.encode(), pattern, _BYTES * (len(value) + 1), edges)


def _pattern(value: str) -> bytes:
    """Blanks at the ends may be trimmed, and a run of blanks may have become one, as HTML does."""
    core = value.strip(" ")
    before, after = value.split(core, 1)
    parts = [b"".join(_part(list(run))) for _, run in groupby(_counted(core), _is_blank)]
    ending = _escapes(len(core) - len(core.rstrip("\\")))
    return b"".join([_blanks(0, len(before)), *parts, ending, _blanks(0, len(after))])


def _counted(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that is no backslash, with how many of those stand before it."""
    before = 0
    for character in text:
        if character == "\\":
            before += 1
        else:
            yield before, character
            before = 0


def _is_blank(counted: tuple[int, str]) -> bool:
    return counted in {(0, " "), (0, "+")}


def _part(run: list[tuple[int, str]]) -> Iterator[bytes]:
    if _is_blank(run[0]):
        yield _blanks(1, len(run))
    else:
        for backslashes, character in run:
            further = 0 if character.isascii() and character.isalnum() else 1
            yield _escapes(backslashes, further) + (
                _blanks(1, 1) if character in " +" else spelled(character)
            )


def _blanks(least: int, most: int) -> bytes:
    """Return the pattern of blanks and pluses, which form encoding takes for each other."""
    return any_of(*map(spelled, " +\t\n\xa0")) + b"{%d,%d}" % (least, most) if most else b""


def _escapes(own: int, escaped: int = 0) -> bytes:
    """Return the pattern of so many backslashes of the value's own, perhaps doubled, and of further ones."""
    most = DOUBLED * (own + escaped)
    return ESCAPE + b"{%d,%d}" % (own, most) if most else b""
