"""In which bytes a character may stand: one pattern for whatever encoded it, once or several times over.

Character by character, for each program that encodes a text leaves other characters. A text may have
gone through several: a form's percent-encoding of an HTML reference, JSON in JSON, an address in an address.
"""

import re
import string
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html.entities import html5

# JSON in JSON in JSON: each time over, the backslashes before a character double.
DOUBLED = 8
_PERCENT = rb"%(?:25)*"
_AMPERSAND = rb"(?:&|%(?:25)*26|\\+u0026)(?:amp;)*"
_HASH = rb"(?:#|%(?:25)*23)"
_SEMICOLON = rb"(?:;|%(?:25)*3[Bb])"
# A backslash before a character: JSON's, Python's or JavaScript's, itself perhaps encoded.
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
_UNICODE = rb"(?:" + ESCAPE + rb"+u|" + _PERCENT + rb"u)"
_LAST_ASCII = 0x7F

_named: defaultdict[str, list[str]] = defaultdict(list)
for _name, _character in html5.items():
    if _name.endswith(";"):
        _named[_character].append(_name[:-1])


@cache
def spelled(character: str) -> bytes:
    """Return the pattern of all bytes that may stand for the character, except for escapes that keep it."""
    forms = [*_bytes_of(character), _reference(character), _units(character), _braced(character)]
    if ord(character) > _LAST_ASCII:
        # UTF-16 is looked through without its zero bytes.
        forms += [
            re.escape(character.encode(order).replace(b"\0", b"")) for order in ("utf-16-le", "utf-16-be")
        ]
        forms += [form for wrong in _misread(character) for form in (_each(wrong.encode()), _units(wrong))]
        # What is left of it when a page of another character set sent it, or an ASCII terminal showed it.
        forms += [b"(?:" + any_of(_each("�".encode()), _units("�")) + b"){1,4}", rb"\?"]
    return any_of(*dict.fromkeys(forms))


def any_of(*forms: bytes) -> bytes:
    """Return the pattern of any of the forms."""
    return b"(?:" + b"|".join(forms) + b")"


def _bytes_of(character: str) -> Iterator[bytes]:
    for charset in ("utf-8", "cp1252", "latin-1"):
        try:
            yield _each(character.encode(charset))
        except UnicodeEncodeError:
            continue


def _misread(character: str) -> Iterator[str]:
    """Yield what a reader shows who takes UTF-8 for a Western character set, as headers are read."""
    for charset in ("cp1252", "latin-1"):
        try:
            yield character.encode().decode(charset)
        except UnicodeDecodeError:
            continue


def _each(data: bytes) -> bytes:
    """Return the pattern of bytes of which any may be percent-encoded, or escaped as Python does."""
    return b"".join(
        any_of(re.escape(bytes([byte])), _PERCENT + _hex(byte, 2), ESCAPE + b"+x" + _hex(byte, 2))
        for byte in data
    )


def _reference(character: str) -> bytes:
    """Return the pattern of HTML's references, of which a form that is sent may have encoded each mark."""
    number = any_of(
        _HASH + b"0*%d" % ord(character),
        _HASH + b"[xX]0*" + _hex(ord(character), 1),
        *(name.encode() for name in _named[character]),
    )
    return _AMPERSAND + number + _SEMICOLON


def _units(text: str) -> bytes:
    r"""Return the pattern of `\u` (JSON) and `%u` (JavaScript's escape) for each unit of UTF-16."""
    data = text.encode("utf-16-be", "surrogatepass")
    return b"".join(_UNICODE + _hex(int.from_bytes(data[at : at + 2]), 4) for at in range(0, len(data), 2))


def _braced(character: str) -> bytes:
    r"""Return the pattern of `\u{1f600}` (JavaScript) and `\U0001f600` (Python)."""
    return ESCAPE + rb"+(?:u\{0*" + _hex(ord(character), 1) + rb"\}|U" + _hex(ord(character), 8) + b")"


def _hex(number: int, digits: int) -> bytes:
    """Return the pattern of hexadecimal digits in either case."""
    return b"".join(
        b"[%c%c]" % (digit, digit - 32) if digit >= ord("a") else b"%c" % digit
        for digit in f"{number:0{digits}x}".encode()
    )


# What an encoding is undone for: letters and digits, which none needs to encode, and marks of encodings.
_UNDONE = frozenset((string.ascii_letters + string.digits + "%&#;\\").encode())
_CODE = b"(?:" + b"|".join(_hex(code, 2) for code in sorted(_UNDONE)) + b")"
# Each alternative begins with one plain byte, so that the search runs from one such byte to the next.
_ENCODED = re.compile(
    rb"%(?:25)*(?:u00)?(?P<percent>" + _CODE + rb")"
    rb"|\\\\*(?:x|u00|u\{0*|U000000)(?P<escape>" + _CODE + rb")\}?"
    rb"|&(?:amp;)*#(?:0*(?P<decimal>[0-9]{2,3})|[xX]0*(?P<reference>" + _CODE + rb"));"
)


def undone(data: bytes) -> bytes:
    """Return the data with letters, digits and marks of encodings as themselves, one encoding undone."""
    return _ENCODED.sub(_itself, data)


def _itself(found: re.Match[bytes]) -> bytes:
    digits = found["percent"] or found["escape"] or found["reference"]
    code = int(digits, 16) if digits else int(found["decimal"])
    return bytes([code]) if code in _UNDONE else found[0]
