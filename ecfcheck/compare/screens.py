"""Finds the changes between two snapshots of a screen."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from ecfcheck.compare.describe import (
    compare_styles,
    describe_item,
    describe_styles,
    has_other_parts,
    name_subject,
)
from ecfcheck.compare.layout import find_layout_changes
from ecfcheck.compare.model import Kind, ScreenChange
from ecfcheck.runner.snapshot import Form, Item, Snapshot

_TECHNICAL = {
    "target": "target",
    "opens": "opens in",
    "images": "images",
    "id": "id",
    "name": "name",
    "role": "role",
    "level": "heading level",
    "label": "accessible name",
    "labels": "label for the field",
    "length": "longest input",
    "completes": "autocomplete",
}
"""What a reader does not see of an item, in words."""

_SUBJECTS = {
    "target": "target",
    "opens": "target",
    "images": "image",
    "level": "heading level",
    "label": "accessible name",
    "labels": "accessible name",
    "length": "field",
    "completes": "field",
}

_MANY = 3
"""From more items on with the same new look, they are not named one by one."""

_Hunk = tuple[tuple[Item, ...], tuple[Item, ...]]


def find_changes(before: Snapshot, after: Snapshot) -> list[ScreenChange]:
    """Return the changes of a screen: visible ones in the order of the screen, then technical ones."""
    pairs, hunks = _align(before.items, after.items)
    order, rest = _split_off_order(hunks)
    if order:
        pairs = _pair_by_name(pairs, before.items, after.items)
    visible = [change for hunk in rest for change in _describe_hunk(hunk)]
    return [
        *_compare_title(before, after),
        *visible,
        *_compare_states(pairs),
        *order,
        *_compare_looks(pairs),
        *find_layout_changes(before, after, pairs),
        *(change for pair in pairs for change in _compare_technical(*pair)),
        *_compare_documents(before, after),
    ]


def _align(before: Sequence[Item], after: Sequence[Item]) -> tuple[list[tuple[Item, Item]], list[_Hunk]]:
    """Return the pairs of items that read the same, and what is between them."""
    matcher = SequenceMatcher(None, [*map(_read, before)], [*map(_read, after)], autojunk=False)
    pairs: list[tuple[Item, Item]] = []
    hunks: list[_Hunk] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        items, others = before[start:end], after[other_start:other_end]
        if tag == "equal":
            pairs += zip(items, others, strict=True)
        else:
            hunks.append((tuple(items), tuple(others)))
    return pairs, hunks


def _read(item: Item) -> tuple[object, ...]:
    """Return by what an item is recognized in the other snapshot."""
    type_ = item.type if item.kind == "field" else ""
    return (item.kind, item.area, item.words, type_, item.options)


def _split_off_order(hunks: Sequence[_Hunk]) -> tuple[list[ScreenChange], list[_Hunk]]:
    """Return one change for all items that are elsewhere now, and the hunks without them."""
    gone = [item for items, _ in hunks for item in items]
    new = [item for _, others in hunks for item in others]
    moved: list[Item] = []
    arrived: list[Item] = []
    for item in gone:
        twin = next((other for other in new if _read(other) == _read(item) and _is_told_apart(item)), None)
        if twin is not None:
            new.remove(twin)
            moved.append(item)
            arrived.append(twin)
    if not moved:
        return [], list(hunks)
    by_identity = {id(item) for item in (*moved, *arrived)}
    rest = [
        (
            tuple(item for item in items if id(item) not in by_identity),
            tuple(item for item in others if id(item) not in by_identity),
        )
        for items, others in hunks
    ]
    # A bar or a dot between two links moves with them.
    telling = [item for item in moved if any(map(str.isalnum, item.words)) or item.kind == "field"]
    words = tuple(map(describe_item, telling or moved))
    change = ScreenChange(
        Kind.VISIBLE, "order", words, words, ("elsewhere on the screen",), (*moved,), (*arrived,)
    )
    return [change], [hunk for hunk in rest if any(hunk)]


def _pair_by_name(
    pairs: Sequence[tuple[Item, Item]], before: Sequence[Item], after: Sequence[Item]
) -> list[tuple[Item, Item]]:
    """Return the pairs with fields paired by their names: without words, they were paired by their order."""
    names = sorted(item.name for item in before if item.kind == "field")
    by_name = {item.name: item for item in after if item.kind == "field"}
    if names != sorted(by_name):  # names are missing, or not unique
        return list(pairs)
    return [(one, by_name[one.name] if one.kind == "field" else other) for one, other in pairs]


def _is_told_apart(item: Item) -> bool:
    """Return whether an item can be recognized at another place: one without words cannot."""
    return bool(item.words or item.kind == "field")


def _describe_hunk(hunk: _Hunk) -> Iterator[ScreenChange]:
    """Yield a change for each pair of items of one kind, else one for the whole hunk."""
    before, after = hunk
    if len(before) == len(after) and all(
        one.kind == other.kind for one, other in zip(before, after, strict=True)
    ):
        for one, other in zip(before, after, strict=True):
            yield _describe_items((one,), (other,))
    else:
        yield _describe_items(before, after)


def _describe_items(before: tuple[Item, ...], after: tuple[Item, ...]) -> ScreenChange:
    details = _list_technical(before[0], after[0]) if len(before) == len(after) == 1 else ()
    return ScreenChange(
        Kind.VISIBLE,
        name_subject((*before, *after)),
        tuple(map(describe_item, before)),
        tuple(map(describe_item, after)),
        tuple(text for _, text in details),
        before,
        after,
    )


def _compare_title(before: Snapshot, after: Snapshot) -> Iterator[ScreenChange]:
    if before.title != after.title:
        yield ScreenChange(Kind.VISIBLE, "title", (before.title,), (after.title,))


def _compare_states(pairs: Sequence[tuple[Item, Item]]) -> Iterator[ScreenChange]:
    """Yield one change for the fields or buttons of a name with another state: options of one choice."""
    groups: dict[tuple[str, str], list[tuple[Item, Item]]] = {}
    for one, other in pairs:
        if one.state != other.state:
            groups.setdefault((one.kind, one.name or one.words), []).append((one, other))
    for group in groups.values():
        before, after = (tuple(side) for side in zip(*group, strict=True))
        yield _describe_items(before, after)


def _compare_looks(pairs: Sequence[tuple[Item, Item]]) -> Iterator[ScreenChange]:
    """Yield one change for all items that look different: most often one rule of a style sheet."""
    changed = [(one, other) for one, other in pairs if _has_other_look(one, other)]
    if changed:
        lines = [*_describe_looks(changed)]
        yield ScreenChange(
            Kind.VISIBLE,
            "appearance",
            tuple(line for line, _ in lines),
            tuple(line for _, line in lines),
            (),
            tuple(one for one, _ in changed),
            tuple(other for _, other in changed),
        )


def _has_other_look(one: Item, other: Item) -> bool:
    """Return whether an item looks different by itself: what is disabled is grey for that reason."""
    # Without a look, the pointer rested on it in one of the runs.
    is_comparable = bool(one.look and other.look) and one.state == other.state
    return is_comparable and (has_other_parts(one, other) or any(compare_styles(one, other)))


def _describe_looks(changed: Sequence[tuple[Item, Item]]) -> Iterator[tuple[str, str]]:
    """Yield what looks different, before and after; what many items have in common without their names.

    A rule of a style sheet is then the same difference on all screens.
    """
    groups: dict[tuple[str, str], list[tuple[Item, Item]]] = {}
    for one, other in changed:
        groups.setdefault((describe_styles(one, other), describe_styles(other, one)), []).append((one, other))
    for (before, after), group in groups.items():
        if len(group) > _MANY:
            yield f"many items: {before}", f"many items: {after}"
            continue
        for one, other in group:
            yield f"{describe_item(one)}: {before}", f"{describe_item(other)}: {after}"


def _compare_technical(before: Item, after: Item) -> Iterator[ScreenChange]:
    if found := _list_technical(before, after):
        subject = next((_SUBJECTS[name] for name, _ in found if name in _SUBJECTS), "id")
        words = (describe_item(before),)
        texts = tuple(text for _, text in found)
        yield ScreenChange(Kind.TECHNICAL, subject, words, words, texts, (before,), (after,))


def _list_technical(before: Item, after: Item) -> tuple[tuple[str, str], ...]:
    """Return the fields that differ, each with the difference in words."""
    return tuple(
        (name, f"{label}: {getattr(before, name) or 'none'} → {getattr(after, name) or 'none'}")
        for name, label in _TECHNICAL.items()
        if getattr(before, name) != getattr(after, name)
    )


def _compare_documents(before: Snapshot, after: Snapshot) -> Iterator[ScreenChange]:
    """Yield what differs in the document's address, language and forms."""
    for name in ("url", "language"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            subject = {"url": "address"}.get(name, name)
            yield ScreenChange(Kind.TECHNICAL, subject, (one,), (other,))
    for form, other_form in zip_longest(before.forms, after.forms):
        one, other = _describe_form(form, before, after), _describe_form(other_form, after, before)
        if one != other:
            yield ScreenChange(Kind.TECHNICAL, "form", one, other)


def _describe_form(form: Form | None, snapshot: Snapshot, other: Snapshot) -> tuple[str, ...]:
    """Return a form in words, but not the hidden fields that the other run shows."""
    if form is None:
        return ()
    # A form without a target of its own sends to the document's address, which is compared by itself.
    target = "the same address" if form.target == snapshot.url else form.target
    visible = {item.name for item in other.items if item.kind == "field"}
    fields = ", ".join(name for name in form.hidden if name not in visible) or "none"
    return (f"{form.method} {target}", f"hidden fields: {fields}", *([f"id: {form.id}"] if form.id else []))
