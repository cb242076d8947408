"""Compares what a document says with what a screen showed, and describes the difference."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from config.errors import UserError
from ecfcheck.runner.records import CheckRecord, Shown
from pages.decorators import ScreenLines, Text
from pages.withdrawals import find_negation_before, find_withdrawal_near


class WrongCheckError(UserError):
    """A page object's check returned what no document can say; the text says what to return."""

    def __init__(self, check: str, seen: Any) -> None:
        fact = f"returned a {type(seen).__name__}, which cannot be compared with a document"
        remedy = "have it return what it declares: Entries (a tuple), Rows or Sections (a mapping), or Text"
        super().__init__(f"the check {check} {fact}\nnext  {remedy}")
        self.reason = f"{fact}; {remedy}"


_MAX_BOTH = 300
"""How long both lists may be, in characters, to be shown with the entries that agree."""

_NO_NAME = "(no name)"
"""What takes the place of an entry or a label without words."""

_MIN_SIMILARITY = 0.5
"""How similar to a passage a part of the screen must be to be shown as what the screen says instead."""


def describe_difference(check: str, documented: Any, seen: Any) -> str | None:
    """Return how a screen differs from its document, in words; None if it does not."""
    match seen:
        case Text():
            return _compare_passages(documented, seen)
        case tuple():
            return _compare_entries(check, documented, seen)
        case Mapping():
            return _compare_mappings(check, documented, seen)
        case _:
            raise WrongCheckError(check, seen)


def join_broken_lines(documented: Any, seen: Any) -> Any:
    """Return what was seen; lines that make up one that is documented are joined, and count as that one."""
    if not isinstance(seen, ScreenLines) or seen == documented:
        return seen
    joined, rest = [], list(seen)
    while rest:
        length = _count_lines_of_one(documented, rest)
        joined.append(" ".join(rest[:length]))
        del rest[:length]
    return tuple(joined)


def _count_lines_of_one(documented: Sequence[str], lines: Sequence[str]) -> int:
    """Return how many lines, from the first on, are one that is documented; 1 if none are."""
    found, text = 1, lines[0]
    for count, line in enumerate(lines[1:], start=2):
        text = f"{text} {line}"
        if text in documented:
            found = count
        if not any(one.startswith(text) for one in documented):
            break
    return found


def select_relevant(documented: Any, seen: Any) -> Any:
    """Return what was seen; of a text, only the documented passages, or what it says in place of one."""
    if not isinstance(seen, Text):
        return seen
    found = (passage if _is_in(passage, seen) else _find_nearest(passage, seen) for passage in documented)
    return tuple(passage for passage in found if passage)


def list_unexpected_words(checks: Iterable[CheckRecord]) -> tuple[str, ...]:
    """Return the texts that a screen shows and its document does not, to find them on its picture."""
    return tuple(
        text
        for check in checks
        if not check.holds
        for text in flatten(check.seen)
        if text and text not in flatten(check.documented)
    )


def flatten(value: Shown) -> tuple[str, ...]:
    """Return the texts of a value: of rows and sections, what is below the labels."""
    if isinstance(value, str):
        return (value,)
    values = value.values() if isinstance(value, Mapping) else value
    return tuple(text for one in values for text in ((one,) if isinstance(one, str) else one))


def _is_in(passage: str, text: Text) -> bool:
    return " ".join(passage.split()) in text


def _compare_passages(documented: tuple[str, ...], seen: Text) -> str | None:
    missing = [passage for passage in documented if not _is_in(passage, seen)]
    described = [f'does not say: "{passage}"{_quote_nearest(passage, seen)}' for passage in missing]
    described += [
        f'says "{passage}", and takes it back: "{sentence}"'
        for passage in documented
        if (sentence := find_withdrawal_near(passage, seen))
        and not any(sentence in one for one in documented)
    ]
    described += [
        f'says "{word}" right before "{passage}"'
        for passage in documented
        if (word := find_negation_before(" ".join(passage.split()), seen))
        and not any(f"{word} {passage}" in one for one in documented)
    ]
    return "; ".join(described) or None


def _quote_nearest(passage: str, seen: str) -> str:
    nearest = _find_nearest(passage, seen)
    return f'; it says: "{nearest}"' if nearest else ""


@lru_cache(maxsize=32)  # a screen is read again until it is as documented, and seldom changes meanwhile
def _find_nearest(passage: str, seen: str) -> str:
    """Return the screen's words that are most similar to the passage; none if nothing is similar."""
    wanted, words = passage.split(), seen.split()
    starts = range(max(len(words) - len(wanted), 0) + 1)
    similarity, start = max(
        (_compare_lists(words[at : at + len(wanted)], wanted).ratio(), -at) for at in starts
    )
    if similarity < _MIN_SIMILARITY:
        return ""
    return " ".join(_fit_window(words, wanted, -start))


def _fit_window(words: Sequence[str], wanted: Sequence[str], start: int) -> Sequence[str]:
    """Return the window of words that begins and ends where the passage does.

    The court may have added words, and then a window of the passage's length ends too early.
    """
    length = len(wanted)
    wider = words[start : start + length + length // 2]
    blocks = [block for block in _compare_lists(wider, wanted).get_matching_blocks() if block.size]
    first, last = blocks[0], blocks[-1]
    begin = first.a if first.b == 0 else 0
    return wider[begin : last.a + last.size if last.b + last.size == length else length]


def _compare_lists(words: Sequence[str], wanted: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, words, wanted, autojunk=False)


def _compare_entries(check: str, documented: tuple[str, ...], seen: tuple[str, ...]) -> str | None:
    if seen == documented:
        return None
    missing = [entry for entry in documented if entry not in seen]
    added = [entry for entry in seen if entry not in documented]
    both = f"documented {_format_entries(documented)}; seen {_format_entries(seen)}"
    reasons = []
    if missing:
        reasons.append(f"not seen: {_format_entries(missing)}")
    if added:
        reasons.append(f"not documented: {_format_entries(added)}")
    if reasons and len(both) > _MAX_BOTH:  # whole paragraphs: those that agree would hide the others
        return f"{check}: {'; '.join(reasons)} ({_count_agreeing(documented, missing)})"
    if not reasons:
        reasons.append("different order or number")
    return f"{check}: {both} ({'; '.join(reasons)})"


def _count_agreeing(documented: Sequence[str], missing: Sequence[str]) -> str:
    agreeing = len(documented) - len(missing)
    return "1 other entry agrees" if agreeing == 1 else f"{agreeing} other entries agree"


def _compare_mappings(check: str, documented: Mapping[str, Any], seen: Mapping[str, Any]) -> str | None:
    found = []
    for key, value in documented.items():
        if key not in seen:
            found.append(f"{check} lacks {key}; seen {_format_entries(seen)}")
        elif seen[key] != value:
            both = f"{_format_value(seen[key])}; documented: {_format_value(value)}"
            found.append(f"{check} shows {key} as {both}")
    added = [key or _NO_NAME for key in seen if key not in documented]
    found += [f"{check} has {key}, which is not documented" for key in added]
    return "; ".join(found) or None


def _format_entries(entries: Any) -> str:
    return "[" + ", ".join(entry or _NO_NAME for entry in entries) + "]"


def _format_value(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _format_entries(value)
