"""Parses `.env`, and keeps the place of each value, so that a mistake in it is reported there."""

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from stat import S_IMODE, S_IRGRP, S_IROTH, S_IWGRP, S_IWOTH

from dotenv.parser import parse_stream

from config.characters import describe_character, is_invisible
from config.yaml_file import Position, Problem, ProblemsError, display_path

_OTHERS_ACCESS = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH
_BLANKS = r"[^\S\r\n]*"
_VALUE_START = re.compile(rf"\s*(?:export[^\S\r\n]+)?(?:'[^']+'|[^=#\s]+){_BLANKS}={_BLANKS}")
_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\[abfnrtv]")
_SECOND_SETTING = re.compile(r"(?:[\s,;]+(?:export\s+)?|(?=[A-Z]+_))(?P<name>[A-Za-z_]\w*)\s*=")
"""After a closing quote, a name with an equals sign; without a blank before it, one as settings have."""
_COMMENT = re.compile(r"[^\S\r\n]+#")
_CURLY_IN_WINDOWS = range(0x91, 0x95)
_WORD_PROCESSOR = (b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PLAIN_TEXT = "save it as plain text in UTF-8 (in Notepad: Save as, Encoding UTF-8)"
_NOT_A_SETTING = "is not NAME=VALUE; put the value in single quotes, or start the line with # to ignore it"
_BLANK_IN_NAME = "the name contains a blank; write _ in its place, as in JROE_PASSWORD='value'"
_NO_VALUE = (
    (
        re.compile(r"(?i)((set|setx|let|var)\b|\$env:)(?![A-Z0-9_]*=)"),
        "begins with a command; write NAME='value' alone",
    ),
    (re.compile(r"\w+\s*:"), "has a colon after the name; write NAME='value'"),
    (re.compile(r"\w+\s*\uff1d"), "has a full-width equals sign after the name; write NAME='value'"),
    (re.compile(r"\w+\s+['\"]"), "has no equals sign after the name; write NAME='value'"),
    (re.compile(rf"\w+([^\S\r\n]+\w+)+{_BLANKS}="), _BLANK_IN_NAME),
)
"""What a line without a value begins with, and what is wrong with it."""


@dataclass(frozen=True)
class EnvValue:
    """A value in `.env`: as it is read, and where each of its characters is."""

    text: str = field(repr=False)
    source: str = field(repr=False)
    """The text of the whole file."""
    start: int
    """Where the value begins in the file, its quote included."""
    end: int
    """Where its line ends."""
    earlier: "EnvValue | None" = field(default=None, repr=False)
    """A value that the file gave to the same name before."""

    @property
    def quote(self) -> str:
        """The quote around the value, "" if there is none."""
        first = self.source[self.start : self.start + 1]
        return first if first in {"'", '"'} else ""

    @property
    def _raw(self) -> str:
        return self.source[self.start : self.end].rstrip("\r\n")

    def locate(self, index: int = 0) -> Position:
        """Return the position in the file of a character of the value."""
        if not self.text:
            return find_position(self.source, self.start)
        character = self.text[index]
        at = self.start + len(self.quote) - 1
        for _ in range(self.text[:index].count(character) + 1):
            at = self.source.find(character, at + 1, self.start + len(self._raw))
            if at < 0:  # the file has an escape in its place
                return find_position(self.source, self.start)
        return find_position(self.source, at)

    def find_escape(self) -> int | None:
        """Return where a backslash makes another character of the letter after it, None if none does."""
        found = _ESCAPE.search(self.source, self.start, self.end) if self.quote == '"' else None
        return found.start() if found else None

    def find_comment(self) -> int | None:
        """Return where a comment begins that follows an unquoted value, None if there is none."""
        found = _COMMENT.search(self.source, self.start, self.end)
        return found.end() - 1 if found and not self.quote and self.text else None


@dataclass(frozen=True)
class EnvFile:
    """A `.env`: its path, and its values by name."""

    path: Path
    values: Mapping[str, EnvValue] = field(default_factory=dict)
    empty: Mapping[str, int] = field(default_factory=dict)
    """The lines of the names without a value."""


def read_env_file(folder: Path) -> EnvFile | None:
    """Return the folder's `.env`, None if there is none. Raises ProblemsError with every bad line.

    A file that other users can access is refused (not checked on Windows, where files have no mode).
    """
    path = folder / ".env"
    if not (path.is_file() or path.is_symlink()):
        return None
    return _parse(path, _read_text(path))


def find_position(text: str, at: int) -> Position:
    """Return the line and column of an offset in a text."""
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if os.name == "posix":
                _require_private(path, os.fstat(file.fileno()))
            content = file.read()
    except OSError as error:
        raise ProblemsError.single(display_path(path), f"cannot be read: {error.strerror}") from None
    if content.startswith(_WORD_PROCESSOR):
        raise ProblemsError.single(display_path(path), f"is a word processor's document; {_PLAIN_TEXT}")
    if content.startswith(_UTF_16):
        raise ProblemsError.single(display_path(path), f"is UTF-16 text; {_PLAIN_TEXT}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        curly = (
            " (a curly quote in Windows' own encoding)"
            if error.object[error.start] in _CURLY_IN_WINDOWS
            else ""
        )
        place = find_position(before, len(before))
        raise ProblemsError.single(
            display_path(path), f"is not UTF-8 text from here on{curly}; {_PLAIN_TEXT}", place
        ) from None


def _require_private(path: Path, status: os.stat_result) -> None:
    """Require that only the current user can access a file. Raises ProblemsError."""
    name = shlex.quote(display_path(path))
    if status.st_uid != os.geteuid():
        text = f"belongs to another user, who can read it; take ownership: sudo chown $(id -u) {name}"
    elif status.st_mode & _OTHERS_ACCESS:
        mode = S_IMODE(status.st_mode)
        text = f"is accessible to other users (mode {mode:o}); make it private: chmod 600 {name}"
    else:
        return
    raise ProblemsError.single(display_path(path), text)


def _parse(path: Path, text: str) -> EnvFile:
    """Return the values, verbatim: a password may contain `$`. Raises ProblemsError."""
    values: dict[str, EnvValue] = {}
    empty: dict[str, int] = {}
    problems: list[tuple[int, str]] = []
    end = 0
    for line in parse_stream(StringIO(text, newline="")):
        start, end = end, end + len(line.original.string)
        if line.error or (line.key is not None and line.value is None):
            problems.append(_describe_invalid(text, start, end))
        elif line.key and line.value:
            problems += _find_hidden_in_name(text, start, line.key)
            head = _VALUE_START.match(text, start)
            value = EnvValue(line.value, text, head.end() if head else start, end, values.get(line.key))
            values[line.key] = value
        elif line.key and (head := _VALUE_START.match(text, start)):
            empty[line.key] = find_position(text, head.end()).line
    if problems:
        # The messages do not quote the lines: they may contain passwords.
        name = display_path(path)
        raise ProblemsError(Problem(name, find_position(text, at), problem) for at, problem in problems)
    return EnvFile(path, values, empty)


def _describe_invalid(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where a line that is not a setting is wrong, and why."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    head = _VALUE_START.match(text, start)
    if head and (quote := text[head.end() : head.end() + 1]) in {"'", '"'}:
        closing = text.find(quote, head.end() + 1, end)
        if closing < 0:
            return head.end(), f"this quote is not closed; end the value with {quote}"
        if "\n" in text[head.end() : closing]:
            line = find_position(text, closing).line
            return (
                head.end(),
                f"this quote is closed only on line {line}; end the value with {quote} on its own line",
            )
        if second := _SECOND_SETTING.match(text, closing + 1, end):
            what = "a second setting follows the closing quote; put the second setting on a line of its own"
            return second.start("name"), what
        other = '"' if quote == "'" else "'"
        text_after = "text follows the closing quote; if the value itself contains"
        return closing + 1, f"{text_after} {quote}, put it between {other} and {other}"
    wrong = (message for pattern, message in _NO_VALUE if pattern.match(text, at, end))
    return at, next(wrong, _NOT_A_SETTING)


def _find_hidden_in_name(text: str, start: int, name: str) -> Iterator[tuple[int, str]]:
    if len(name.split()) > 1:
        yield start + len(text[start:]) - len(text[start:].lstrip()), _BLANK_IN_NAME
    for character in dict.fromkeys(name):
        if is_invisible(character) or (character.isalnum() and not character.isascii()):
            at = text.index(character, start)
            yield at, f"the name contains {describe_character(character)}; delete the name and type it anew"
