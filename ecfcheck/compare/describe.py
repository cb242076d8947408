"""Describes the items of a screen in words."""

from collections.abc import Sequence

from ecfcheck.runner.snapshot import Item

_STYLES = ("color", "background", "size", "weight", "style", "line")


def describe_item(item: Item) -> str:
    """Return an item in words, as in `link “Query”`."""
    words = f" “{item.words}”" if item.words else f" “{item.label}”" if item.kind == "image" else ""
    notes = [text for text in (item.state, ", ".join(item.options)) if text]
    extra = f" ({'; '.join(notes)})" if notes else ""
    kind = f"{item.type} field {item.name or item.id}".strip() if item.kind == "field" else item.kind
    if item.kind == "private":
        return "a part that is not compared, because it can name a case or its parties"
    return f"{kind}{words}{extra}"


def describe_look(item: Item, other: Item) -> str:
    """Return an item with those of its styles that the other does not have."""
    styles = zip(_STYLES, item.look.split("|"), other.look.split("|"), strict=True)
    changed = [f"{name} {mine}" for name, mine, theirs in styles if mine != theirs]
    if item.parts != other.parts:
        changed.append(item.parts or "no part is bold by itself")
    return f"{describe_item(item)}: {', '.join(changed)}"


def name_subject(items: Sequence[Item]) -> str:
    """Return what items are, by the most telling of them."""
    if all(item.area == "menu" for item in items):
        return "menu"
    kinds = {item.kind for item in items}
    return next(kind for kind in _MOST_TELLING if kind in kinds)


_MOST_TELLING = ("field", "button", "link", "heading", "image", "text", "private")
