"""Describes the items of a screen in words."""

from collections.abc import Iterator, Sequence

from ecfcheck.runner.snapshot import Item

_STYLES = (
    "color",
    "background",
    "size",
    "weight",
    "style",
    "line",
    "font",
    "border",
    "case",
    "opacity",
    "spacing",
    "scale",
)


def describe_item(item: Item) -> str:
    """Return an item in words, as in `link “Query”`."""
    words = f" “{item.words}”" if item.words else f" “{item.label}”" if item.kind == "image" else ""
    notes = [text for text in (item.state, ", ".join(item.options)) if text]
    extra = f" ({'; '.join(notes)})" if notes else ""
    kind = f"{item.type} field {item.name or item.id}".strip() if item.kind == "field" else item.kind
    if item.kind == "private":
        return "a part that is not compared, because it can name a case or its parties"
    return f"{kind}{words}{extra}"


def compare_styles(item: Item, other: Item) -> Iterator[tuple[str, str, str]]:
    """Yield the styles that differ: their names, the item's value and the other's.

    Nothing if one has no look, because the pointer rested on it. Earlier versions recorded fewer styles.
    """
    if item.look and other.look:
        styles = zip(_STYLES, item.look.split("|"), other.look.split("|"), strict=False)
        yield from ((name, mine, theirs) for name, mine, theirs in styles if mine != theirs)


def describe_styles(item: Item, other: Item) -> str:
    """Return those of an item's styles that the other does not have."""
    changed = [f"{name} {mine or 'none'}" for name, mine, _ in compare_styles(item, other)]
    if item.parts != other.parts:
        changed.append(item.parts or "no part is bold by itself")
    return ", ".join(changed)


def name_subject(items: Sequence[Item]) -> str:
    """Return what items are, by the most telling of them."""
    if all(item.area == "menu" for item in items):
        return "menu"
    kinds = {item.kind for item in items}
    return next(kind for kind in _MOST_TELLING if kind in kinds)


_MOST_TELLING = ("field", "button", "link", "heading", "image", "text", "private")
