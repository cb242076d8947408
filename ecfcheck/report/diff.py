"""Compares what a check found with what is documented, entry by entry and word by word, for the report."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from ecfcheck.runner.records import CheckRecord, Shown

Kind = Literal["same", "changed", "missing", "added", "moved", "skipped"]

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MIN_SIMILARITY = 0.4
"""How similar two entries must be to be shown as one that changed."""
_CONTEXT = 2
"""How many equal entries are shown before and after one that differs."""
_MAX_EQUAL = 2 * _CONTEXT + 2
"""How many equal entries in a row are shown; of more, only the context is."""


@dataclass(frozen=True)
class Fragment:
    """Some words of a text, and whether the other side lacks them."""

    text: str
    differs: bool = False


Words = tuple[Fragment, ...]


@dataclass(frozen=True)
class DiffLine:
    """One entry on both sides; a side that lacks it has no words."""

    kind: Kind
    documented: Words = ()
    seen: Words = ()
    label: str | None = None
    """The row or heading that the entry is under."""
    count: int = 0
    """How many equal entries are left out here."""


def compare_check(check: CheckRecord) -> tuple[DiffLine, ...]:
    """Return a check line by line; long stretches of equal entries are left out."""
    return tuple(_skip_equal(_compare(check.documented, check.seen, None)))


def _compare(documented: Shown | None, seen: Shown | None, label: str | None) -> list[DiffLine]:
    if isinstance(documented, Mapping) or isinstance(seen, Mapping):
        before = documented if isinstance(documented, Mapping) else {}
        after = seen if isinstance(seen, Mapping) else {}
        labels = dict.fromkeys([*before, *after])
        return [line for name in labels for line in _compare(before.get(name), after.get(name), name)]
    return list(_compare_entries(_to_entries(documented), _to_entries(seen), label))


def _to_entries(value: Shown | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _compare_entries(documented: Sequence[str], seen: Sequence[str], label: str | None) -> Iterator[DiffLine]:
    matcher = SequenceMatcher(None, documented, seen, autojunk=False)
    for tag, documented_start, documented_end, seen_start, seen_end in matcher.get_opcodes():
        before, after = documented[documented_start:documented_end], seen[seen_start:seen_end]
        if tag == "equal":
            yield from (DiffLine("same", _plain(text), _plain(text), label) for text in before)
            continue
        for old, new in _pair(before, after):
            yield _compare_entry(old, new, label, is_elsewhere=(old in seen or new in documented))


def _compare_entry(old: str | None, new: str | None, label: str | None, *, is_elsewhere: bool) -> DiffLine:
    if old is not None and new is not None:
        return DiffLine("changed", *compare_words(old, new), label=label)
    kind: Kind = "moved" if is_elsewhere else "missing" if new is None else "added"
    return DiffLine(
        kind,
        () if old is None else (Fragment(old, kind != "moved"),),
        () if new is None else (Fragment(new, kind != "moved"),),
        label,
    )


def _pair(documented: Sequence[str], seen: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Yield entries that became each other, by similarity and in order, and those without a partner."""
    rest = list(seen)
    for old in documented:
        partner = max(rest, key=lambda new: _get_similarity(old, new), default=None)
        if partner is None or _get_similarity(old, partner) < _MIN_SIMILARITY:
            yield old, None
            continue
        skipped = rest[: rest.index(partner)]
        yield from ((None, new) for new in skipped)
        rest = rest[len(skipped) + 1 :]
        yield old, partner
    yield from ((None, new) for new in rest)


def _get_similarity(old: str, new: str) -> float:
    return SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio()


def compare_words(documented: str, seen: str) -> tuple[Words, Words]:
    """Return the words of both texts, with those marked that the other text lacks there."""
    before, after = _WORD.findall(documented), _WORD.findall(seen)
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (
        _join(("".join(before[start:end]), tag != "equal") for tag, start, end, _, _ in opcodes),
        _join(("".join(after[start:end]), tag != "equal") for tag, _, _, start, end in opcodes),
    )


def _join(pieces: Iterable[tuple[str, bool]]) -> Words:
    """Return fragments without empty ones; a blank between two that differ is part of them."""
    fragments: list[Fragment] = []
    pieces = [(text, differs) for text, differs in pieces if text]
    for index, (text, differs) in enumerate(pieces):
        is_between = not text.strip() and 0 < index < len(pieces) - 1
        fragment = Fragment(text, differs or (is_between and pieces[index - 1][1] and pieces[index + 1][1]))
        if fragments and fragments[-1].differs == fragment.differs:
            fragments[-1] = Fragment(fragments[-1].text + text, fragment.differs)
        else:
            fragments.append(fragment)
    return tuple(fragments)


def _plain(text: str) -> Words:
    return (Fragment(text),)


def _skip_equal(lines: Sequence[DiffLine]) -> Iterator[DiffLine]:
    """Yield the lines; of many equal ones in a row, only those next to one that differs."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].kind == "same":
            end += 1
        before = 0 if start == 0 else _CONTEXT
        after = 0 if end == len(lines) else _CONTEXT
        left_out = end - start - before - after
        if end - start > _MAX_EQUAL and left_out > 0:
            yield from lines[start : start + before]
            yield DiffLine("skipped", count=left_out)
            yield from lines[end - after : end]
        else:
            yield from lines[start:end]
        yield from lines[end : end + 1]
        start = end + 1
