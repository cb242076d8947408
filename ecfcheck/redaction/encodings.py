r"""Builds the pattern of all bytes that may stand for one character, in any encoding.

It works character by character, because each program that encodes a text leaves other characters as they are.
A text may also be encoded several times: `é` is `%C3%A9` in an address, `&#233;` in HTML, `\u00e9` in JSON,
`%26%23233%3B` where a form sends the HTML reference, and `\\u00e9` in JSON that is a string in JSON.
"""

import re
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html.entities import html5

# JSON in JSON in JSON: `"` is `\"`, then `\\\"`, then `\\\\\\\"`; each encoding doubles the backslashes.
MAX_ESCAPES = 8
# `%`, `%25` where it was percent-encoded again, `%2525` ...
_PERCENT = rb"%(?:25)*"
# `&`, `%26`, `\u0026`, `&amp;`, `&amp;amp;` ...
_AMPERSAND = rb"(?:&|%(?:25)*26|\\+u0026)(?:amp;)*"
_HASH = rb"(?:#|%(?:25)*23)"
_SEMICOLON = rb"(?:;|%(?:25)*3[Bb])"
# The backslash that JSON, Python or JavaScript writes before a character. It may itself be encoded, such as
# `%5C`, `&#92;`, `&#x5c;` or `&bsol;`.
ESCAPE = (
    rb"(?:\\|"
    + _PERCENT
    + rb"5[Cc]|"
    + _AMPERSAND
    + rb"(?:"
    + _HASH
    + rb"(?:0*92|[xX]0*5[cC])|bsol)"
    + _SEMICOLON
    + rb")"
)
# `\u` (JSON) or `%u` (JavaScript's escape).
_UNICODE = rb"(?:" + ESCAPE + rb"+u|" + _PERCENT + rb"u)"
_LAST_ASCII = 0x7F

# The names of HTML's references by character: {"é": ["eacute"], ...}
_reference_names: defaultdict[str, list[str]] = defaultdict(list)
for _name, _character in html5.items():
    if _name.endswith(";"):
        _reference_names[_character].append(_name[:-1])


@cache
def build_character_pattern(character: str) -> bytes:
    r"""Return the pattern of all bytes that may stand for the character.

    A backslash before a character that stays as it is, as in `\"`, is not included: see `ESCAPE`.
    """
    patterns = [
        *_build_charset_patterns(character),
        _build_reference_pattern(character),
        _build_utf16_escape_pattern(character),
        _build_code_point_pattern(character),
    ]
    if ord(character) > _LAST_ASCII:
        # UTF-16 is searched without its zero bytes, see `pictures.list_views`.
        patterns += [
            re.escape(character.encode(order, "surrogatepass").replace(b"\0", b""))
            for order in ("utf-16-le", "utf-16-be")
        ]
        for misread in _decode_wrongly(character):
            patterns += [_build_bytes_pattern(misread.encode()), _build_utf16_escape_pattern(misread)]
        # What remains of it after a page of another character set sent it, or an ASCII terminal showed it.
        replaced = join_alternatives(_build_bytes_pattern("�".encode()), _build_utf16_escape_pattern("�"))
        patterns += [replaced + b"{1,4}", rb"\?"]
    return join_alternatives(*dict.fromkeys(patterns))


def encode_any(text: str) -> bytes:
    """Return a text in UTF-8, also one with half a surrogate pair, as JavaScript can make it."""
    return text.encode("utf-8", "surrogatepass")


def join_alternatives(*patterns: bytes) -> bytes:
    """Return the pattern that matches any of the patterns: `(?:a|b)`."""
    return b"(?:" + b"|".join(patterns) + b")"


def _build_charset_patterns(character: str) -> Iterator[bytes]:
    """Yield the pattern of the character in each character set that has it: `é` is C3 A9, or E9."""
    for charset in ("utf-8", "cp1252", "latin-1"):
        try:
            yield _build_bytes_pattern(character.encode(charset))
        except UnicodeEncodeError:
            continue


def _decode_wrongly(character: str) -> Iterator[str]:
    """Yield what UTF-8 is if read in a Western character set, as headers are: `é` is `Ã©`."""
    for charset in ("cp1252", "latin-1"):
        try:
            yield encode_any(character).decode(charset)
        except UnicodeDecodeError:
            continue


def _build_bytes_pattern(data: bytes) -> bytes:
    r"""Return the pattern of bytes, each as itself or encoded: C3 as `%C3` or Python's `\xc3`."""
    return b"".join(
        join_alternatives(
            re.escape(bytes([byte])),
            _PERCENT + _build_hex_pattern(byte, 2),
            ESCAPE + b"+x" + _build_hex_pattern(byte, 2),
        )
        for byte in data
    )


def _build_reference_pattern(character: str) -> bytes:
    """Return the pattern of HTML references: `&#233;`, `&#xE9;`, `&eacute;`, `%26%23233%3B`."""
    number = join_alternatives(
        _HASH + b"0*%d" % ord(character),
        _HASH + b"[xX]0*" + _build_hex_pattern(ord(character), 1),
        *(name.encode() for name in _reference_names[character]),
    )
    return _AMPERSAND + number + _SEMICOLON


def _build_utf16_escape_pattern(text: str) -> bytes:
    r"""Return the pattern of `\uXXXX` or `%uXXXX` per UTF-16 unit: an emoji is `\ud83d\ude00`."""
    data = text.encode("utf-16-be", "surrogatepass")
    # Each unit is two bytes: b"\xd8\x3d" is the number 0xd83d.
    units = (int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
    return b"".join(_UNICODE + _build_hex_pattern(unit, 4) for unit in units)


def _build_code_point_pattern(character: str) -> bytes:
    r"""Return the pattern of `\u{1f600}` (JavaScript) and `\U0001f600` (Python)."""
    code = ord(character)
    return (
        ESCAPE + rb"+(?:u\{0*" + _build_hex_pattern(code, 1) + rb"\}|U" + _build_hex_pattern(code, 8) + b")"
    )


def _build_hex_pattern(number: int, digits: int) -> bytes:
    """Return the pattern of hexadecimal digits in either case: 0xE9 with 4 digits is `00[eE]9`."""
    return b"".join(
        b"[%c%c]" % (digit, digit - 32) if digit >= ord("a") else b"%c" % digit
        for digit in f"{number:0{digits}x}".encode()
    )


# The characters that are decoded: letters and digits, which no encoding needs to encode, and the characters
# that mark an encoding, so that the next round sees them: `%2541` is `%41`, then `A`.
_DECODED = frozenset((string.ascii_letters + string.digits + "%&#;\\").encode())
_CODE = b"(?:" + b"|".join(_build_hex_pattern(code, 2) for code in sorted(_DECODED)) + b")"
# `%41`, `%2541`, `%u0041`; `\x41`, `\u0041`, `\u{41}`, `\U00000041`; `&#65;`, `&#x41;`, `&amp;#65;`: all are
# `A`. Each alternative begins with one plain byte, so that the search jumps from one such byte to the next.
_ENCODED = re.compile(
    rb"%(?:25)*(?:u00)?(?P<percent>" + _CODE + rb")"
    rb"|\\\\*(?:x|u00|u\{0*|U000000)(?P<escape>" + _CODE + rb")\}?"
    rb"|&(?:amp;)*#(?:0*(?P<decimal>[0-9]{2,3})|[xX]0*(?P<reference>" + _CODE + rb"));"
)


def decode_once(data: bytes) -> bytes:
    """Return the data with one encoding removed from letters, digits and marks of encodings."""
    return _ENCODED.sub(_decode_match, data)


def _decode_match(match: re.Match[bytes]) -> bytes:
    digits = match["percent"] or match["escape"] or match["reference"]
    code = int(digits, 16) if digits else int(match["decimal"])
    return bytes([code]) if code in _DECODED else match[0]
