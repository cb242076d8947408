"""Finds the settings with names that are not those on the screen (docs/adr/0025).

A screen that is as documented, but for the names of the account's owner, has not drifted: what the settings
say is wrong. On a staged court there are no such settings, so any other name is drift.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from config.account import Account, list_personal_details
from pages.decorators import Text

_NAMES = ("pacer.name", "ecf.name")
_PLACEHOLDER = re.compile(r"\{(" + "|".join(map(re.escape, _NAMES)) + r")\}")


def find_wrong_names(template: Any, seen: Any, account: Account) -> tuple[str, ...]:
    """Return the settings of the names that alone differ from what was seen.

    `template` is what is documented, with placeholders. Empty if anything else differs, or nothing.
    """
    if not account.settings:
        return ()
    configured = {
        name: value for name, value in list_personal_details(account).items() if name in account.settings
    }
    on_screen: dict[str, set[str]] = {}
    for text, other in _list_pairs(template, seen):
        match = _match(text, other, configured)
        if match is None:
            return ()
        for name, value in match.items():
            on_screen.setdefault(name, set()).add(value)
    wrong = (name for name, values in on_screen.items() if values != {configured.get(name)})
    return tuple(sorted(account.settings[name] for name in wrong))


def _list_pairs(template: Any, seen: Any) -> Iterator[tuple[str, str | None]]:
    """Yield each documented text with what was seen in its place, None if nothing corresponds to it."""
    match template, seen:
        case tuple(), Text():
            yield from ((text, seen) for text in template)
        case str(), str():
            yield template, seen
        case tuple(), tuple() if len(template) == len(seen):
            yield from zip(template, seen, strict=True)
        case dict(), Mapping() if template.keys() == seen.keys():
            for key, value in template.items():
                yield from _list_pairs(value, seen[key])
        case _:
            yield "", None


def _match(template: str, seen: str | None, configured: Mapping[str, str]) -> dict[str, str] | None:
    """Return the names that a text shows where its template has them, None if other words differ."""
    if seen is None:
        return None
    pattern, names = "", []
    for number, piece in enumerate(_PLACEHOLDER.split(template)):
        if number % 2:
            names.append(piece)
            pattern += r"(\S(?:.*\S)?)"
        else:
            pattern += re.escape(_fill(piece, configured))
    search = re.search if isinstance(seen, Text) else re.fullmatch
    match = search(pattern, seen)
    return dict(zip(names, match.groups(), strict=True)) if match else None


def _fill(text: str, configured: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]*)\}", lambda match: configured.get(match[1], match[0]), text)
