"""Compares what a document says with what a screen showed, and puts the difference into words."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from pages.decorators import Text

_ALIKE = 0.5
"""How much of a passage must stand somewhere for that place to be shown as what the screen says instead."""


def difference(check: str, documented: Any, seen: Any) -> str | None:
    """Return in words how a screen differs from its document, or None when it does not."""
    match seen:
        case Text():
            return _passages(documented, seen)
        case tuple():
            return _entries(check, documented, seen)
        case Mapping():
            return _mapping(check, documented, seen)
        case _:
            raise TypeError(f"{check} returned {type(seen).__name__}, which no document can be compared with")


def select_relevant(documented: Any, seen: Any) -> Any:
    """Return of what was seen that which bears on the document: of a text, the documented passages in it."""
    if isinstance(seen, Text):
        return tuple(passage for passage in documented if _stands(passage, seen))
    return seen


def _stands(passage: str, text: Text) -> bool:
    return " ".join(passage.split()) in text


def _passages(documented: tuple[str, ...], seen: Text) -> str | None:
    missing = [passage for passage in documented if not _stands(passage, seen)]
    return "; ".join(f'does not say: "{passage}"{_nearest(passage, seen)}' for passage in missing) or None


def _nearest(passage: str, seen: str) -> str:
    """Return what stands there instead: the run of as many words that is most like the passage."""
    wanted, words = passage.split(), seen.split()
    runs = (words[at : at + len(wanted)] for at in range(max(len(words) - len(wanted), 0) + 1))
    likeness, best = max((SequenceMatcher(None, run, wanted, autojunk=False).ratio(), run) for run in runs)
    return f'; it says: "{" ".join(best)}"' if likeness >= _ALIKE else ""


def _entries(check: str, documented: tuple[str, ...], seen: tuple[str, ...]) -> str | None:
    if seen == documented:
        return None
    missing = [entry for entry in documented if entry not in seen]
    added = [entry for entry in seen if entry not in documented]
    reasons = []
    if missing:
        reasons.append(f"not seen: {_list(missing)}")
    if added:
        reasons.append(f"not documented: {_list(added)}")
    if not reasons:
        reasons.append("another order or number")
    return f"{check}: documented {_list(documented)}; seen {_list(seen)} ({'; '.join(reasons)})"


def _mapping(check: str, documented: Mapping[str, Any], seen: Mapping[str, Any]) -> str | None:
    found = []
    for key, value in documented.items():
        if key not in seen:
            found.append(f"{check} lacks {key}; seen {_list(seen)}")
        elif seen[key] != value:
            found.append(f"{check} shows {key} as {_quoted(seen[key])}; documented: {_quoted(value)}")
    found += [f"{check} has {key}, which is not documented" for key in seen if key not in documented]
    return "; ".join(found) or None


def _list(entries: Any) -> str:
    return "[" + ", ".join(entry or "(no name)" for entry in entries) + "]"


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else _list(value)
