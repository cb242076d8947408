"""All that is to be looked for because of one secret: its spellings, its base64, its slug.

Prefixes are not: what types a value key by key leaves each of them, and the suite fills fields at once.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, quote_plus

from ecfcheck.redaction.encodings import DOUBLED, ESCAPE, any_of, spelled
from ecfcheck.redaction.patterns import SecretPattern, longest_run, spelled_needle

# Fewer letters of base64 stand somewhere by chance: six carry 36 bits.
_BASE64_TELLS = 6
_SLUG_TELLS = 12
_MIXED_SLUG_TELLS = 6
_MIXED_WORD_TELLS = 8
# What JavaScript's encodeURIComponent leaves as it is.
_UNTOUCHED = "-_.!~*'()"


def build_patterns(value: str) -> tuple[SecretPattern, ...]:
    """Return what finds the value in each of its forms."""
    return (spelled_needle(value), *dict.fromkeys(_base64(value)), *_slugs(value))


def _base64(value: str) -> Iterator[SecretPattern]:
    """Yield what base64 makes of any text that contains the value, in each of the three places to begin."""
    texts = {
        value.encode(),
        value.encode("cp1252", "xmlcharrefreplace"),
        json.dumps(value)[1:-1].encode(),
        json.dumps(value, ensure_ascii=False)[1:-1].encode(),
        escape(value).encode(),
        quote(value).encode(),
        quote(value, safe="").encode(),
        quote(value, safe=_UNTOUCHED).encode(),
        quote_plus(value).encode(),
    }
    for text in sorted(texts):
        for skipped in range(3):
            end = (skipped + len(text)) * 8
            # Certain are letters all of whose bits are the value's; what shares bits is taken out too.
            certain = b64encode(bytes(skipped) + text).decode()[(skipped * 8 + 5) // 6 : end // 6]
            if len(certain) >= _BASE64_TELLS:
                before = rb"[\w+/-]?" if skipped else b""
                after = rb"[\w+/-]?={0,2}" if end % 6 else b""
                pattern = before + b"".join(map(_letter, certain)) + after
                yield SecretPattern(longest_run(certain).encode(), pattern, 4 * len(certain))


def _letter(letter: str) -> bytes:
    """Return the pattern of a letter of base64, in the standard alphabet or the one for addresses."""
    if letter.isalnum():
        return letter.encode()
    return ESCAPE + b"{0,%d}" % DOUBLED + any_of(*map(spelled, "+-" if letter == "+" else "/_"))


def _slugs(value: str) -> Iterator[SecretPattern]:
    """Yield what the names of files and tests make of the value, and its longest word, if that tells enough.

    A slug tells with letters and digits from 6 characters on, and else from 12: shorter ones are ordinary
    words, dates and numbers. A word stands for a slug that was cut; it tells with both from 8 on.
    """
    parts = re.findall(r"[0-9a-z]+|[^0-9a-z]+", value.lower())
    slug = "-".join(part for part in parts if part[0].isascii() and part[0].isalnum())
    if len(slug) >= (_MIXED_SLUG_TELLS if _is_mixed(slug) else _SLUG_TELLS):
        yield SecretPattern(
            longest_run(slug).encode(), b"".join(_slug(parts)), 12 * len(value), any_case=True
        )
    word = longest_run(value).lower()
    if len(word) >= _MIXED_WORD_TELLS and _is_mixed(word):
        yield SecretPattern(word.encode(), word.encode(), 0, any_case=True)


def _is_mixed(text: str) -> bool:
    return bool(re.search("[a-z]", text) and re.search("[0-9]", text))


def _slug(parts: list[str]) -> Iterator[bytes]:
    """Yield the patterns of the words and of what may stand between them; at the ends no word goes on."""
    words = [number for number, part in enumerate(parts) if part.isascii() and part.isalnum()]
    first, last = words[0], words[-1]
    if all(part.isascii() for part in parts[:first]):
        yield rb"(?<![0-9a-z])"
    for part in parts[first : last + 1]:
        foreign = sum(not character.isascii() for character in part)
        if foreign:
            # é became e, xe9 or nothing.
            yield rb"[-_.0-9a-z]{0,%d}" % (10 * foreign + len(part))
        else:
            yield part.encode() if part.isalnum() else rb"[-_.]{0,%d}" % len(part)
    if all(part.isascii() for part in parts[last + 1 :]):
        yield rb"(?![0-9a-z])"
