"""Reads YAML with every scalar as text, and records the position of each key and value."""

import codecs
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import yaml

from config.errors import UserError
from config.lookalikes import find_lookalike
from config.swallowed_text import (
    SwallowedText,
    find_swallowed_text,
    find_unused_anchor,
    split_at_missing_dashes,
)
from config.yaml_syntax import explain_yaml_error

KeyPath = tuple[str | int, ...]
"""The path to a value, such as ("steps", 0, "do")."""

_KIND = {yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}
_STANDARD_TAG = "tag:yaml.org,2002:"
_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
"""What files of word processors, and pictures, begin with."""

_NOT_TEXT = "is not a text file, but perhaps a word processor's; save it as plain text in UTF-8"

_MAX_SIMPLE_LINE, _MAX_BRACKETS = 250, 250
"""How long a line, and how many brackets a text may have, to be nested less deeply than Python can read."""

_CURLY_QUOTES = "\u201c\u201d\u201e\u2018\u2019"


@dataclass(frozen=True, order=True)
class Position:
    """A position in a text, counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: its file, option or setting, its position if any, and a message."""

    path: str
    place: Position | None
    text: str

    def __str__(self) -> str:
        if self.place is None:
            return f"{self.path}: {self.text}"
        return f"{self.path}:{self.place.line}:{self.place.column}: {self.text}"


class ProblemsError(UserError):
    """All mistakes found in the user's input; prints one line each, sorted by path and position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda p: (p.path, p.place or Position(), p.text)))
        super().__init__(self.problems)

    @classmethod
    def single(cls, path: str, text: str, place: Position | None = None) -> Self:
        """Return an error with one problem of a file, option or setting."""
        return cls([Problem(path, place, text)])

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as plain data (scalars are texts, empty ones None), with positions by path."""

    path: Path
    data: object
    values: dict[KeyPath, Position] = field(default_factory=dict)
    keys: dict[KeyPath, Position] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    comments: frozenset[KeyPath] = frozenset()
    """The values that are empty because what follows on their line is a comment."""

    def build_problem(self, key_path: KeyPath, text: str, *, at_key: bool = False) -> Problem:
        """Return a problem at `key_path`, or at the nearest enclosing value that has a position."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        while key_path and key_path not in first and key_path not in second:
            key_path = key_path[:-1]
        return Problem(
            display_path(self.path), first.get(key_path) or second.get(key_path) or Position(), text
        )


def display_path(path: Path) -> str:
    """Return a path for messages: relative if it is below the current folder, else as it is."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # Windows: another drive
        return str(path)
    return str(path) if relative.startswith("..") else Path(relative).as_posix()


def read_yaml(path: Path) -> YamlFile:
    """Read a YAML file. Raises ProblemsError if it is unreadable or is not a YAML mapping."""
    name = display_path(path)
    reader = _YamlReader(name)
    text = ""
    try:
        content = path.read_bytes()
        if _is_binary(content):
            raise ProblemsError.single(name, _NOT_TEXT)
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        root = _compose(text)
        reader.source = text
        data = reader.read_value(root, ()) if isinstance(root, yaml.MappingNode) else None
    except OSError as error:
        raise ProblemsError.single(name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ProblemsError.single(
            name, f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from None
    except RecursionError:
        raise ProblemsError.single(name, "is nested too deeply", Position()) from None
    except yaml.YAMLError as error:
        fault = explain_yaml_error(text, error)
        raise ProblemsError.single(name, fault.text, Position(fault.line, fault.column)) from None
    if root is None:
        raise ProblemsError.single(name, "is empty; it needs lines such as 'key: value'", Position())
    if not isinstance(root, yaml.MappingNode):
        text = f"should be a mapping (key: value), but it is {_KIND[type(root)]}"
        raise ProblemsError.single(name, text, _get_position(root))
    return YamlFile(
        path, data, reader.values, reader.keys, tuple(reader.problems), frozenset(reader.comments)
    )


def _is_binary(content: bytes) -> bool:
    """Return whether a file is a word processor's, or otherwise not text; UTF-16 is text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return content.startswith(_SIGNATURES) or b"\0" in content


def _compose(text: str) -> yaml.Node | None:
    """Return the root node of a YAML text. Raises YAMLError as the parser in Python does."""
    if yaml.__with_libyaml__ and _is_simple(text):
        with suppress(yaml.YAMLError):  # the parser in Python says what is wrong
            root = yaml.compose(text, Loader=yaml.CSafeLoader)
            # The place of an empty value differs by the blanks before it.
            if root is not None and not _has_empty_value(root):
                return root
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _has_empty_value(node: yaml.Node) -> bool:
    if isinstance(node, yaml.MappingNode):
        return any(_has_empty_value(key) or _has_empty_value(value) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return any(map(_has_empty_value, node.value))
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _is_simple(text: str) -> bool:
    """Return whether libyaml, six times as fast, reads a text as the parser in Python does."""
    # It accepts tabs and refuses versions; nested too deeply, it ends the process.
    if "\t" in text or "\n%" in text or text.startswith("%"):
        return False
    if max(map(len, text.splitlines()), default=0) > _MAX_SIMPLE_LINE:
        return False
    return text.count("[") + text.count("{") <= _MAX_BRACKETS


def _get_position(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _is_commented_out(node: yaml.ScalarNode) -> bool:
    """Return whether a value is empty and a comment is in its place."""
    mark = node.start_mark
    rest = mark.buffer[mark.pointer :] if mark.buffer and node.value == "" and node.style is None else ""
    return rest.lstrip(" ").startswith("#")


class _YamlReader:
    """Converts nodes to data, and records positions and YAML features that are not supported."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.source = ""
        self.values: dict[KeyPath, Position] = {}
        self.keys: dict[KeyPath, Position] = {}
        self.problems: list[Problem] = []
        self.comments: set[KeyPath] = set()
        self._visited: set[int] = set()
        self._entries: list[yaml.Node] = []
        """Kept so that no other node gets the id of one that was visited."""

    def read_value(self, node: yaml.Node, key_path: KeyPath) -> object:
        self.values[key_path] = _get_position(node)
        if id(node) in self._visited:
            self._add_problem(node, "anchors and aliases (& and *) are not supported; write the value out")
            return None
        self._visited.add(id(node))
        if not node.tag.startswith(_STANDARD_TAG):
            self._add_problem(
                node, f"{node.tag!r} is read as a tag; put a text that begins with '!' in quotes"
            )
        if swallowed := find_swallowed_text(node, self.source):
            self._add_swallowed(swallowed)
            if swallowed.text is not None:
                return swallowed.text
        if isinstance(node, yaml.MappingNode):
            return self._read_braced_text(node) or self._read_mapping(node, key_path)
        if isinstance(node, yaml.SequenceNode):
            return self._read_list(node, key_path)
        if not isinstance(node, yaml.ScalarNode):
            return None
        if _is_commented_out(node):
            self.comments.add(key_path)
        return self._read_text(node)

    def _read_list(self, node: yaml.SequenceNode, key_path: KeyPath) -> list[object]:
        entries = [entry for item in node.value for entry in self._split_entry(item)]
        return [self.read_value(entry, (*key_path, index)) for index, entry in enumerate(entries)]

    def _split_entry(self, node: yaml.Node) -> list[yaml.Node]:
        entries = split_at_missing_dashes(node)
        self._entries += entries
        for second in entries[1:]:
            key = second.value[0][0].value
            line = node.start_mark.line + 1
            what = f"{key!r} is there twice in one entry, which begins on line {line}"
            self._add_problem(second, f"{what}; did you forget '- ' before it?")
        return entries

    def _read_text(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if node.style:
            return text
        if len(text) > 1 and text[0] in _CURLY_QUOTES and text[-1] in _CURLY_QUOTES:
            self._add_problem(node, 'these quotation marks are curly; use straight ones: "..."')
            return text[1:-1]
        found = find_lookalike(text)
        if found and found[0] > 1:  # a text can begin with a dash
            column, what = found
            place = _get_position(node)
            place = Position(place.line, place.column + column - 1)
            self.problems.append(Problem(self.path, place, what))
        return text or None

    def _read_braced_text(self, node: yaml.MappingNode) -> str | None:
        """Return a text in braces that has no quotes, such as a placeholder; None if it is a mapping."""
        if not node.flow_style or len(node.value) != 1:
            return None
        ((key, value),) = node.value
        is_text = isinstance(key, yaml.ScalarNode) and "." in key.value and not key.style
        if not is_text or value.value != "" or value.style:
            return None
        text = f"{{{key.value}}}"
        self._add_problem(node, f'a text in braces needs quotes: "{text}"')
        return text

    def _read_mapping(self, node: yaml.MappingNode, key_path: KeyPath) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._add_problem(key_node, "a key should be text")
                continue
            if swallowed := find_unused_anchor(key_node, self.source):
                self._add_swallowed(swallowed)
            key = key_node.value
            if not key_node.style and len(key) > 1 and key[0] == "-":
                key = key[1:]
                entry = f"write '- {key}:' if this begins an entry of a list, else '{key}:'"
                self._add_problem(key_node, f"a '-' needs a blank after it: {entry}")
            if not key_node.style and (found := find_lookalike(key)):
                self._add_problem(key_node, found[1])
            if key in data:
                first = self.keys[*key_path, key]
                is_entry = bool(key_path) and isinstance(key_path[-1], int)
                entry = ", or begin a new entry with '- '" if is_entry else ""
                text = f"duplicate key {key!r}; it is already on line {first.line}: remove one of them{entry}"
                self._add_problem(key_node, text)
                self.read_value(value_node, (*key_path, f"{key} (again)"))
                continue
            self.keys[*key_path, key] = _get_position(key_node)
            data[key] = self.read_value(value_node, (*key_path, key))
        return data

    def _add_swallowed(self, swallowed: SwallowedText) -> None:
        place = Position(swallowed.line, swallowed.column)
        self.problems.append(Problem(self.path, place, swallowed.problem))

    def _add_problem(self, node: yaml.Node, text: str) -> None:
        self.problems.append(Problem(self.path, _get_position(node), text))
