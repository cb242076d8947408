"""Describes the items of a screen in words."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

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
    words = f" “{item.words or _name_embedded(item)}”" if item.words or item.kind in _EMBEDDED else ""
    notes = [text for text in (item.state, ", ".join(item.options)) if text]
    extra = f" ({'; '.join(notes)})" if notes else ""
    kind = f"{item.type} field {item.name or item.id}".strip() if item.kind == "field" else item.kind
    if item.kind == "private":
        return "a part that is not compared, because it can name a case or its parties"
    return f"{kind}{words}{extra}"


def _name_embedded(item: Item) -> str:
    """Return what tells an image or frame from others: its label, or the last part of its address."""
    return item.label or urlsplit(item.target).path.rpartition("/")[2]


def compare_styles(item: Item, other: Item) -> Iterator[tuple[str, str, str]]:
    """Yield the styles that differ: their names, the item's value and the other's.

    Nothing if one has no look, because the pointer rested on it. Earlier versions recorded fewer styles.
    """
    return _compare_looks(item.look, other.look)


def _compare_looks(look: str, other: str) -> Iterator[tuple[str, str, str]]:
    if look and other:
        styles = zip(_STYLES, look.split("|"), other.split("|"), strict=False)
        yield from ((name, mine, theirs) for name, mine, theirs in styles if mine != theirs)


def has_other_parts(item: Item, other: Item) -> bool:
    """Return whether parts of a text look different; not known if the pointer rested on one of them."""
    differ = (item.parts, item.part_words) != (other.parts, other.part_words)
    return differ and all((*item.parts, *other.parts))


def describe_styles(item: Item, other: Item) -> str:
    """Return those of an item's styles that the other does not have."""
    changed = [f"{name} {mine or 'none'}" for name, mine, _ in compare_styles(item, other)]
    if has_other_parts(item, other):
        changed += _describe_parts(item, other)
    return ", ".join(changed)


def _describe_parts(item: Item, other: Item) -> Iterator[str]:
    """Yield the styles of a text's parts: where they differ from the other's, or else from its first part."""
    if not item.parts:
        yield "all of it looks the same"
    # Where the parts are others, each is compared with the first one, which looks as the text does.
    is_same = item.part_words == other.part_words
    others = other.parts if is_same else item.parts[:1] * len(item.parts)
    for look, other_look, words in zip(item.parts, others, item.part_words, strict=True):
        for name, mine, _ in _compare_looks(look, other_look):
            yield f"{name} {mine or 'none'} in “{words or 'a part of it'}”"


def name_subject(items: Sequence[Item]) -> str:
    """Return what items are, by the most telling of them."""
    if all(item.area == "menu" for item in items):
        return "menu"
    kinds = {item.kind for item in items}
    return next(kind for kind in _MOST_TELLING if kind in kinds)


_MOST_TELLING = ("field", "button", "link", "heading", "image", "frame", "text", "private")
_EMBEDDED = {"image", "frame"}
