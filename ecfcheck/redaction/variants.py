"""Builds all patterns of one secret: the value in any encoding, its base64, its slug.

Prefixes are not searched for: only typing key by key would leave them, and the suite fills fields at once.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, quote_plus

from ecfcheck.redaction.encodings import (
    ESCAPE,
    MAX_ESCAPES,
    build_character_pattern,
    encode_any,
    join_alternatives,
)
from ecfcheck.redaction.patterns import SecretPattern, build_value_pattern, find_longest_literal

# Fewer letters of base64 occur somewhere by chance: six carry 36 bits.
_MIN_BASE64 = 6
# The same for slugs and words; those with both letters and digits are rarer.
_MIN_SLUG = 12
_MIN_MIXED_SLUG = 6
_MIN_MIXED_WORD = 8
# What JavaScript's encodeURIComponent leaves as it is.
_SAFE_IN_JAVASCRIPT = "-_.!~*'()"


def build_patterns(value: str) -> tuple[SecretPattern, ...]:
    """Return the patterns that find the value in each of its variants."""
    return (
        build_value_pattern(value),
        *dict.fromkeys(_build_base64_patterns(value)),
        *_build_slug_patterns(value),
    )


def _build_base64_patterns(value: str) -> Iterator[SecretPattern]:
    """Yield patterns of the base64 of any text that contains the value.

    Base64 turns three bytes into four letters, so the value gives three different results: it may begin at
    the first, second or third byte of such a group.
    """
    data = encode_any(value)
    texts = {
        data,
        value.encode("cp1252", "xmlcharrefreplace"),
        json.dumps(value)[1:-1].encode(),
        encode_any(json.dumps(value, ensure_ascii=False)[1:-1]),
        encode_any(escape(value)),
        quote(data).encode(),
        quote(data, safe="").encode(),
        quote(data, safe=_SAFE_IN_JAVASCRIPT).encode(),
        quote_plus(data).encode(),
    }
    for text in sorted(texts):
        for skipped in range(3):
            # A letter has six bits. Certain are the letters of which all bits are the value's; one that
            # shares bits with a neighbor may be any letter, and is redacted too. Example: after one byte,
            # `secret` is the bits 8 to 56 of `AHNlY3JldA==`. The first letter that begins there is (8 + 5) //
            # 6 = 2 (bit 12), the last ends before 56 // 6 = 9 (bit 54), so `NlY3Jld` is certain.
            end = (skipped + len(text)) * 8
            certain = b64encode(bytes(skipped) + text).decode()[(skipped * 8 + 5) // 6 : end // 6]
            if len(certain) >= _MIN_BASE64:
                before = rb"[\w+/-]?" if skipped else b""
                after = rb"[\w+/-]?={0,2}" if end % 6 else b""
                regex = before + b"".join(map(_build_letter_pattern, certain)) + after
                yield SecretPattern(find_longest_literal(certain).encode(), regex, 4 * len(certain))


def _build_letter_pattern(letter: str) -> bytes:
    """Return the pattern of a base64 letter, in the standard or the URL-safe alphabet."""
    if letter.isalnum():
        return letter.encode()
    either = "+-" if letter == "+" else "/_"
    return ESCAPE + b"{0,%d}" % MAX_ESCAPES + join_alternatives(*map(build_character_pattern, either))


def _build_slug_patterns(value: str) -> Iterator[SecretPattern]:
    """Yield patterns of the value in names of files and tests: its slug, and its longest word.

    `Kx7wQ9 & more` has the slug `kx7wq9-more`. Shorter slugs and words are ordinary words, dates and numbers,
    and not searched for. The word finds a slug that was cut off.
    """
    parts = re.findall(r"[0-9a-z]+|[^0-9a-z]+", value.lower())
    slug = "-".join(part for part in parts if part[0].isascii() and part[0].isalnum())
    if len(slug) >= (_MIN_MIXED_SLUG if _is_mixed(slug) else _MIN_SLUG):
        regex = b"".join(_build_slug_parts(parts))
        literal = find_longest_literal(slug).encode()
        yield SecretPattern(literal, regex, 12 * len(value), ignore_case=True)
    word = find_longest_literal(value).lower()
    if len(word) >= _MIN_MIXED_WORD and _is_mixed(word):
        yield SecretPattern(word.encode(), word.encode(), 0, ignore_case=True)


def _is_mixed(text: str) -> bool:
    return bool(re.search("[a-z]", text) and re.search("[0-9]", text))


def _build_slug_parts(parts: list[str]) -> Iterator[bytes]:
    """Yield the patterns of the words and of what may separate them: `-`, `_`, `.` or nothing.

    A lookaround at each end keeps `pass-word` from matching within `trespass-words`.
    """
    words = [number for number, part in enumerate(parts) if part.isascii() and part.isalnum()]
    first, last = words[0], words[-1]
    if all(part.isascii() for part in parts[:first]):
        yield rb"(?<![0-9a-z])"
    for part in parts[first : last + 1]:
        foreign = sum(not character.isascii() for character in part)
        if foreign:
            # `é` became `e`, `xe9` or nothing.
            yield rb"[-_.0-9a-z]{0,%d}" % (10 * foreign + len(part))
        else:
            yield part.encode() if part.isalnum() else rb"[-_.]{0,%d}" % len(part)
    if all(part.isascii() for part in parts[last + 1 :]):
        yield rb"(?![0-9a-z])"
