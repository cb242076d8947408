"""Leaves out of two snapshots what the browsers, and not the court, decide."""

from collections.abc import Sequence

from ecfcheck.runner.snapshot import Item, Snapshot

BROWSERS_DIFFER = "the browsers differ: appearance, layout and timing were not compared"

_OF_THE_BROWSER = {"look": "", "parts": (), "part_words": (), "completes": ""}
"""The look of what a page leaves to the browser, and with it its place and size; and `autocomplete`."""


def even_out(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Return the snapshots of two browsers without what the court does not decide."""
    return _leave_out(before, after), _leave_out(after, before)


def _leave_out(snapshot: Snapshot, other: Snapshot) -> Snapshot:
    items = (item.model_copy(update=_OF_THE_BROWSER) for item in _close_menus(snapshot.items, other.items))
    return snapshot.model_copy(update={"items": tuple(items)})


def _close_menus(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Return the items without the entries that a menu shows only because the pointer rests on it.

    Where a page comes under a pointer that does not move, not every browser opens the menu below it.
    """
    known = {_identify(item) for item in others}
    kept: list[Item] = []
    is_below_pointer = False
    for item in items:
        has_pointer = item.area == "menu" and not item.look
        is_new_entry = item.area == "menu" and _identify(item) not in known
        is_below_pointer = has_pointer or (is_below_pointer and is_new_entry)
        if has_pointer or not is_below_pointer:
            kept.append(item)
    return kept


def _identify(item: Item) -> tuple[str, str, str]:
    return item.kind, item.area, item.words
