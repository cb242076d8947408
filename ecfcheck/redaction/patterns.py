r"""Describes a variant of a secret as a pattern, and builds that of the value itself.

Compiling and running a long pattern is slow, so each has a literal: letters and digits that occur in every
match as they are. `p&ss/word` has the literal `word`; the pattern is tried only near places where that
occurs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from ecfcheck.redaction.encodings import ESCAPE, MAX_ESCAPES, build_character_pattern, join_alternatives

# Before a passcode: no letter or digit, unless it belongs to an escape, as in `\n493817`, `%3D493817` or
# `\u003d493817`; and not the whole part of a decimal number, as in `12.493817`.
_NUMBER_START = (
    rb"(?:(?<![0-9A-Za-z])|(?<=\\[bfnrt])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4}))(?<![0-9]\.)"
)
# After it: no letter or digit, and no decimals, as in `493817.25`; the full stop of a sentence is allowed.
_NUMBER_END = rb"(?![0-9A-Za-z]|\.[0-9])"
# How many bytes a character takes at most, on average: an emoji as JSON in an address takes about 30.
_BYTES_PER_CHARACTER = 48
_LITERAL = re.compile("[0-9A-Za-z]+")


Span = tuple[int, int]
"""Where a match starts and where it ends."""


@dataclass(frozen=True)
class SecretPattern:
    """One variant of a secret, as a pattern."""

    literal: bytes
    """Plain letters and digits in every match, or nothing; lower case if `ignore_case`."""
    regex: bytes = field(repr=False)
    """Empty if it is built from a value only when it is needed."""
    reach: int
    """How many bytes before and after the literal a match may start and end."""
    literal_edges: tuple[bytes, bytes] = (b"", b"")
    """Lookbehind and lookahead: what is never right before and after the literal in a match."""
    ignore_case: bool = False

    @cached_property
    def _compiled(self) -> re.Pattern[bytes]:
        # Compiled when first needed, because most secrets never occur.
        return re.compile(self.build_regex(), re.IGNORECASE if self.ignore_case else re.NOFLAG)

    def build_regex(self) -> bytes:
        """Return the regex of the variant."""
        return self.regex

    @cached_property
    def _compiled_literal(self) -> re.Pattern[bytes]:
        before, after = self.literal_edges
        return re.compile(before + re.escape(self.literal) + after)

    def find_near_literal(self, data: bytes, lowered: bytes) -> Iterator[Span]:
        """Yield the spans of matches in which the literal is not encoded; fast.

        `lowered` is the data in lower case.
        """
        end = 0
        for start, stop in self._list_windows(lowered if self.ignore_case else data):
            for match in self._compiled.finditer(data, max(start, end), stop):
                end = match.end()
                yield match.span()

    def _list_windows(self, data: bytes) -> Iterator[Span]:
        """Yield where to search: around each occurrence of the literal, overlapping windows joined."""
        if not self.literal:
            yield 0, len(data)
            return
        window: Span | None = None
        for match in self._compiled_literal.finditer(data):
            start, stop = max(match.start() - self.reach, 0), match.end() + self.reach
            if window and start <= window[1]:
                window = window[0], stop
            else:
                if window:
                    yield window
                window = start, stop
        if window:
            yield window

    def find_anywhere(self, data: bytes) -> Iterator[Span]:
        """Yield the spans of all matches, also those in which the literal is encoded; slow."""
        return (match.span() for match in self._compiled.finditer(data))


@dataclass(frozen=True)
class ValuePattern(SecretPattern):
    """The value itself, with each of its characters in any encoding.

    Its regex has a kilobyte for each character. A long run learns many secrets and meets few of them, so the
    regex is built when it is needed, and not kept.
    """

    value: str = field(default="", repr=False)

    def build_regex(self) -> bytes:
        """Return the regex of the value."""
        regex = _build_regex(self.value)
        if self.value.isascii() and self.value.isdecimal():
            # Passcodes: the same digits within a longer number or a hash are not the passcode.
            regex = _NUMBER_START + regex + _NUMBER_END
        return regex


def find_longest_literal(text: str) -> str:
    """Return the longest run of ASCII letters and digits, which encodings leave as they are."""
    return max(_LITERAL.findall(text), key=len, default="")


def build_value_pattern(value: str) -> SecretPattern:
    """Return the pattern of the value with each of its characters in any encoding."""
    literal = find_longest_literal(value)
    before, after = value.strip(" ").split(literal, 1) if literal else ("", "")
    # The neighbors of the literal in the value are not letters or digits. Encoded, the one before may end in
    # a hexadecimal digit (`%3Dword`), never in g to z; the one after starts with a mark (`word%3D`).
    edges = (
        rb"(?<![g-zG-Z])" if before and before[-1].isascii() else b"",
        rb"(?![0-9A-Za-z])" if after and after[0].isascii() else b"",
    )
    return ValuePattern(literal.encode(), b"", _BYTES_PER_CHARACTER * (len(value) + 1), edges, value=value)


def _build_regex(value: str) -> bytes:
    """Return the regex of a value.

    Blanks at its ends may have been trimmed, and inner ones collapsed to one, as HTML does.
    """
    core = value.strip(" ")
    before, after = value.split(core, 1)
    parts = [b"".join(_build_parts(list(run))) for _, run in groupby(_count_backslashes(core), _is_blank)]
    ending = _build_escapes_pattern(len(core) - len(core.rstrip("\\")))
    return b"".join(
        [_build_blanks_pattern(0, len(before)), *parts, ending, _build_blanks_pattern(0, len(after))]
    )


def _count_backslashes(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield each character except backslashes, with the number of them before it.

    `a\\b` gives (0, "a"), (2, "b").
    """
    before = 0
    for character in text:
        if character == "\\":
            before += 1
        else:
            yield before, character
            before = 0


def _is_blank(counted: tuple[int, str]) -> bool:
    return counted in {(0, " "), (0, "+")}


def _build_parts(run: list[tuple[int, str]]) -> Iterator[bytes]:
    if _is_blank(run[0]):
        yield _build_blanks_pattern(1, len(run))
    else:
        for backslashes, character in run:
            further = 0 if character.isascii() and character.isalnum() else 1
            yield _build_escapes_pattern(backslashes, further) + (
                _build_blanks_pattern(1, 1) if character in " +" else build_character_pattern(character)
            )


def _build_blanks_pattern(least: int, most: int) -> bytes:
    """Return the pattern of blanks and pluses: form encoding writes a blank as `+`."""
    if not most:
        return b""
    return join_alternatives(*map(build_character_pattern, " +\t\n\xa0")) + b"{%d,%d}" % (least, most)


def _build_escapes_pattern(own: int, added: int = 0) -> bytes:
    r"""Return the pattern of the value's `own` backslashes and those that encoders `added`.

    In the value `a\"b` the quote has one backslash of its own; in JSON it has three, `a\\\"b`.
    """
    most = MAX_ESCAPES * (own + added)
    return ESCAPE + b"{%d,%d}" % (own, most) if most else b""
