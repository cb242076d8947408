"""Finds what YAML reads, without an error, as something else: a text as an anchor, two entries as one."""

import re
from itertools import pairwise
from typing import NamedTuple

import yaml

_ANCHOR = re.compile(r"&([\w-]+)")
_QUESTION_MARK = re.compile(r"\?\s")
_COMMENT_WITHOUT_BLANK = re.compile(r"[ \t]+(?=#+[^#\s])")


class SwallowedText(NamedTuple):
    """What is wrong at which line and column, counted from 1, and the text as it was meant."""

    line: int
    column: int
    problem: str
    text: str | None
    """None for what is not a text."""


def quote_all(character: str) -> str:
    """Return what to do about a text that begins with a character that means something in YAML."""
    return f"a text cannot begin with {character!r}; put the whole text in quotes"


def find_swallowed_text(node: yaml.Node, source: str) -> SwallowedText | None:
    """Return what YAML read as something else, None if the node is what its author wrote."""
    if isinstance(node, yaml.MappingNode) and _QUESTION_MARK.match(source, node.start_mark.index):
        end = node.value[0][0].end_mark.index
        return _at_start(node, quote_all("?"), source[node.start_mark.index : end])
    return find_unused_anchor(node, source) or _find_cut_text(node, source)


def find_unused_anchor(node: yaml.Node, source: str) -> SwallowedText | None:
    """Return an anchor to which no alias refers: most likely the first word of a text."""
    match = _ANCHOR.match(source, node.start_mark.index)
    if not match or f"*{match[1]}" in source:
        return None
    if isinstance(node, yaml.ScalarNode):
        whole = source[node.start_mark.index : node.end_mark.index]
        return _at_start(node, quote_all("&"), node.value if node.style else whole)
    if isinstance(node, yaml.MappingNode) and _begins_with_its_key(node):
        return None  # the anchor is its first key's
    return _at_start(node, f"nothing refers to the anchor {match[0]!r}; remove it", None)


def _at_start(node: yaml.Node, problem: str, text: str | None) -> SwallowedText:
    return SwallowedText(node.start_mark.line + 1, node.start_mark.column + 1, problem, text)


def _begins_with_its_key(node: yaml.MappingNode) -> bool:
    return bool(node.value) and node.value[0][0].start_mark.index == node.start_mark.index


def _find_cut_text(node: yaml.Node, source: str) -> SwallowedText | None:
    """Return a text that ends before '#', as one does that has a number such as #1."""
    if not isinstance(node, yaml.ScalarNode) or node.style or not node.value:
        return None
    match = _COMMENT_WITHOUT_BLANK.match(source, node.end_mark.index)
    if not match:
        return None
    problem = "the text ends before '#': put it in quotes; a comment has a blank after '#'"
    column = node.end_mark.column + len(match[0]) + 1
    return SwallowedText(node.end_mark.line + 1, column, problem, node.value)


def split_at_missing_dashes(node: yaml.Node) -> list[yaml.Node]:
    """Return the entries that a list's entry was meant to be: its first key begins each of them."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        return [node]
    (first, _), *rest = node.value
    # A key that is repeated on the next line was rather written twice.
    starts = [index for index, (key, _) in enumerate(rest, 1) if index > 1 and key.value == first.value]
    if not starts or not isinstance(first, yaml.ScalarNode):
        return [node]
    parts = (node.value[start:end] for start, end in pairwise([0, *starts, len(node.value)]))
    return [yaml.MappingNode(node.tag, pairs, pairs[0][0].start_mark, node.end_mark) for pairs in parts]
