"""Finds what is wrong with the value of a setting, before anything is typed at a court."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import name

from config.characters import CURLY_QUOTES, DASHES, describe_character, is_invisible
from config.env_file import EnvValue, find_position
from config.yaml_file import Position

ValueKind = Literal["login", "secret", "totp", "shown"]
"""A login and a secret are typed, a secret is also masked; what is shown is only compared with a screen."""

_ALL_QUOTES = CURLY_QUOTES + "`\u00b4"
_HIDING = frozenset("*\u2022\u25cf\u2219\u00b7\u2b24")
_STRAIGHT = "write the value in straight single quotes: NAME='value'"
_ANEW = "delete it and type it anew"
_WITHOUT_LINE_BREAK = "store it without one: `printf %s VALUE` prints none, `echo VALUE` does"
_NOT_TEXT = (
    "is not text in UTF-8, as a value is that was set in another character set; set it again in a terminal or"
    " a file in UTF-8"
)


@dataclass(frozen=True)
class ValueFault:
    """What is wrong with a value, in words that do not reveal it, and at which character."""

    index: int
    text: str


def find_value_faults(value: str, kind: ValueKind) -> list[ValueFault]:
    """Return everything that is wrong with the value of a setting."""
    if (index := _find_not_text(value)) is not None:
        return [ValueFault(index, _NOT_TEXT)]
    if _HIDING.issuperset(value):
        return [ValueFault(0, "has only asterisks or dots: it was copied where it was hidden; type it anew")]
    if value.startswith("<") and value.endswith(">"):
        return [ValueFault(0, "is a placeholder in angle brackets; put the value itself there")]
    return [*_find_at_ends(value), *_find_within(value, kind)]


def _find_not_text(value: str) -> int | None:
    """Return the index of the first byte that is not UTF-8: Python reads it as half a surrogate pair."""
    halves = (index for index, character in enumerate(value) if "\ud800" <= character <= "\udfff")
    return next(halves, None)


def find_quote_fault(value: str) -> str | None:
    """Return what is wrong with the quotes around a value that is not in a file, None if nothing is."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return "is between quotes, and only in .env quotes are not part of the value; delete both"
    return None


def find_file_faults(value: EnvValue, kind: ValueKind) -> Iterator[tuple[Position, str]]:
    """Yield what is wrong with the way in which `.env` gives a value, and where."""
    if value.earlier and value.earlier.text != value.text:
        first = find_position(value.source, value.earlier.start).line
        yield value.locate(), f"has another value on line {first}; delete one of the two lines"
    if kind in {"secret", "totp"} and (at := value.find_comment()) is not None:
        text = "is cut off here, because # after a blank begins a comment"
        yield find_position(value.source, at), f"{text}; put the whole value in single quotes"
    if (escape := value.find_escape()) is not None:
        text = "has a backslash between double quotes, which changes the letter after it"
        yield find_position(value.source, escape), f"{text}; put the value in single quotes"
    if not value.quote and value.text.startswith("#"):
        yield value.locate(), "begins with #, as a comment does; put the value in single quotes"
    if not value.quote and value.text[-1] in "'\"":
        yield (
            value.locate(len(value.text) - 1),
            "ends with a quote, and does not begin with one; write NAME='value'",
        )


def _find_at_ends(value: str) -> Iterator[ValueFault]:
    first, last = value[0], value[-1]
    if first in _ALL_QUOTES and last in _ALL_QUOTES and len(value) > 1:
        yield ValueFault(0, f"is between quotes that are not straight ({first} {last}); {_STRAIGHT}")
    elif first in CURLY_QUOTES:
        yield ValueFault(0, f"begins with {describe_character(first)}; {_STRAIGHT}")
    elif last in CURLY_QUOTES:
        yield ValueFault(len(value) - 1, f"ends with {describe_character(last)}; {_STRAIGHT}")
    if first == " ":
        yield ValueFault(0, "begins with a blank; delete it")
    if last == " ":
        yield ValueFault(len(value.rstrip(" ")), "ends with a blank; delete it")


def _find_within(value: str, kind: ValueKind) -> Iterator[ValueFault]:
    ends = {0, len(value) - 1}
    first_uses = {character: index for index, character in reversed([*enumerate(value)])}
    for character, index in sorted(first_uses.items(), key=lambda use: use[1]):
        if is_invisible(character):
            where = "ends with" if index >= len(value.rstrip()) else "contains"
            remedy = _WITHOUT_LINE_BREAK if character in "\r\n" else _ANEW
            yield ValueFault(index, f"{where} {describe_character(character)}; {remedy}")
        elif kind == "shown":
            continue
        elif character in CURLY_QUOTES:
            if index not in ends:
                yield ValueFault(
                    index, f"contains {describe_character(character)}; {_ANEW} as a straight one"
                )
        elif character in DASHES + "…":
            plain = "three full stops" if character == "…" else "a hyphen"
            yield ValueFault(
                index, f"contains {_describe_dash(character)}, as word processors write {plain}; {_ANEW}"
            )
        elif kind == "login" and character == " " and index not in ends:
            yield ValueFault(index, "contains a blank, and a login has none; is it the password?")
        elif kind == "login" and _is_foreign_letter(character):
            yield ValueFault(index, f"contains {describe_character(character)}, not a Latin one; {_ANEW}")


def _describe_dash(character: str) -> str:
    return (
        describe_character(character) if character == "…" else f"a dash ({character}, U+{ord(character):04X})"
    )


def _is_foreign_letter(character: str) -> bool:
    """Return whether a letter or digit is of another alphabet, or of double width."""
    return character.isalnum() and not character.isascii() and not name(character, "").startswith("LATIN")
