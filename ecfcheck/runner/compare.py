"""Compares what a document says with what a screen showed, and describes the difference."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from config.errors import UserError
from pages.decorators import Text


class WrongCheckError(UserError):
    """A page object's check returned what no document can say; the text says what to return."""

    def __init__(self, check: str, seen: Any) -> None:
        super().__init__(
            f"the check {check} returned a {type(seen).__name__}, which cannot be compared with a document\n"
            "next  have it return what it declares: Entries (a tuple), Rows or Sections (a mapping), or Text"
        )


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


def select_relevant(documented: Any, seen: Any) -> Any:
    """Return what was seen; of a text, only the documented passages that are in it."""
    if isinstance(seen, Text):
        return tuple(passage for passage in documented if _is_in(passage, seen))
    return seen


def _is_in(passage: str, text: Text) -> bool:
    return " ".join(passage.split()) in text


def _compare_passages(documented: tuple[str, ...], seen: Text) -> str | None:
    missing = [passage for passage in documented if not _is_in(passage, seen)]
    described = (f'does not say: "{passage}"{_quote_nearest(passage, seen)}' for passage in missing)
    return "; ".join(described) or None


def _quote_nearest(passage: str, seen: str) -> str:
    """Return the screen's words that are most similar to the passage, equal in number."""
    wanted, words = passage.split(), seen.split()
    runs = (words[at : at + len(wanted)] for at in range(max(len(words) - len(wanted), 0) + 1))
    similarity, best = max((SequenceMatcher(None, run, wanted, autojunk=False).ratio(), run) for run in runs)
    return f'; it says: "{" ".join(best)}"' if similarity >= _MIN_SIMILARITY else ""


def _compare_entries(check: str, documented: tuple[str, ...], seen: tuple[str, ...]) -> str | None:
    if seen == documented:
        return None
    missing = [entry for entry in documented if entry not in seen]
    added = [entry for entry in seen if entry not in documented]
    reasons = []
    if missing:
        reasons.append(f"not seen: {_format_entries(missing)}")
    if added:
        reasons.append(f"not documented: {_format_entries(added)}")
    if not reasons:
        reasons.append("different order or number")
    both = f"documented {_format_entries(documented)}; seen {_format_entries(seen)}"
    return f"{check}: {both} ({'; '.join(reasons)})"


def _compare_mappings(check: str, documented: Mapping[str, Any], seen: Mapping[str, Any]) -> str | None:
    found = []
    for key, value in documented.items():
        if key not in seen:
            found.append(f"{check} lacks {key}; seen {_format_entries(seen)}")
        elif seen[key] != value:
            both = f"{_format_value(seen[key])}; documented: {_format_value(value)}"
            found.append(f"{check} shows {key} as {both}")
    found += [f"{check} has {key}, which is not documented" for key in seen if key not in documented]
    return "; ".join(found) or None


def _format_entries(entries: Any) -> str:
    return "[" + ", ".join(entry or "(no name)" for entry in entries) + "]"


def _format_value(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _format_entries(value)
