"""Finds what is at another place or of another size on a screen that otherwise shows the same."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from ecfcheck.compare.describe import compare_styles, describe_item
from ecfcheck.compare.model import Kind, ScreenChange
from ecfcheck.runner.snapshot import Box, Item, Snapshot

_MOVED = 24
"""How far an item may be from its place, in pixels: about a line, by which a longer name can move it."""

_RESIZED = (8, 0.1)
"""By how many pixels, and by what share, the size of an item may differ."""

_LINE = 30
"""The height that a text in one line does not reach, in pixels."""

_SAME_FONTS = 0.02
"""By what share texts of the same font may differ in width."""

_FONT_STYLES = frozenset({"size", "weight", "style", "font"})
"""The styles that make a text wider or higher."""

_Pair = tuple[Item, Item]


def find_layout_changes(
    before: Snapshot, after: Snapshot, pairs: Sequence[_Pair], *, is_same_otherwise: bool
) -> Iterator[ScreenChange]:
    """Yield a change for items that are elsewhere or of another size; one for neighbors that moved alike.

    `pairs` are the items that read the same, in their order. Where something else is new, gone or reworded,
    what is around it moves: then only the sizes of fields and images count.
    """
    if (before.width, before.height) != (after.width, after.height) or _has_other_fonts(pairs):
        return
    moves = is_same_otherwise and not any(_has_other_font_style(*pair) for pair in pairs)
    jumps = zip(pairs, _measure_jumps(pairs), strict=True)
    changes = [
        (pair, [*_describe_change(*pair, jump, before.items if moves else None)]) for pair, jump in jumps
    ]
    for direction, group in groupby(changes, key=lambda one: _get_direction(one[1])):
        if direction:
            moved = list(group)
            items, others = zip(*(pair for pair, _ in moved), strict=True)
            more = f" and {len(items) - 1} more" if len(items) > 1 else ""
            words = f"{describe_item(items[0])}{more}"
            text = f"{words}: {', '.join(moved[0][1])}"
            yield ScreenChange(Kind.VISIBLE, "layout", (words,), (text,), (), items, others)


def _get_direction(texts: Sequence[str]) -> str:
    """Return where an item moved, or how it grew, without the pixels: neighbors can move differently."""
    return texts[0].partition(" px ")[2] if texts else ""


def _has_other_fonts(pairs: Sequence[_Pair]) -> bool:
    """Return whether the same texts in the same font are wider in one run: its computer has other fonts."""
    ratios = [
        other.box[2] / one.box[2]
        for one, other in pairs
        if one.kind in {"text", "heading", "link"}
        and one.look == other.look
        and not _has_placeholder(one)
        and one.box[2] > _LINE
        and max(one.box[3], other.box[3]) < _LINE
    ]
    return bool(ratios) and abs(median(ratios) - 1) > _SAME_FONTS


def _has_other_font_style(one: Item, other: Item) -> bool:
    return one.parts != other.parts or any(name in _FONT_STYLES for name, _, _ in compare_styles(one, other))


def _has_placeholder(item: Item) -> bool:
    """Return whether an item has a value of the account or of the day, which is as wide as it is."""
    return "{" in item.words


def _measure_jumps(pairs: Sequence[_Pair]) -> Iterator[tuple[int, int]]:
    """Yield how far each item moved to the right and down beyond what the one before it explains."""
    last, change = (0, 0, 0, 0), (0, 0, 0, 0)
    for one, other in pairs:
        moved = [after - before for before, after in zip(one.box, other.box, strict=True)]
        right, down, wider, higher = change
        # What is next to something that has grown is moved by it, or what is below it.
        in_line = (moved[0] - right, moved[0] - right - wider) if _is_in_line(one.box, last) else ()
        yield (
            min((moved[0], *in_line), key=abs),
            min(moved[1] - down, moved[1] - down - higher, key=abs),
        )
        last, change = one.box, (moved[0], moved[1], moved[2], moved[3])


def _describe_change(
    one: Item, other: Item, jump: tuple[int, int], around: Sequence[Item] | None
) -> Iterator[str]:
    """Yield in words how an item moved, and how its size changed; `around` is None if moves do not count."""
    if not (one.look and other.look):  # the pointer rested on it, or the browsers differ
        return
    right, down = jump
    if around is not None:
        if abs(right) > _MOVED and not _is_next_to_placeholder(one, around):
            yield f"{abs(right)} px to the {'right' if right > 0 else 'left'}"
        if abs(down) > _MOVED:
            yield f"{abs(down)} px {'lower' if down > 0 else 'higher'}"
    is_of_own_size = one.kind in {"field", "image"} or (around is not None and one.kind != "private")
    if is_of_own_size and not _has_placeholder(one):
        for at, words in ((2, ("wider", "narrower")), (3, ("higher", "less high"))):
            if _is_resized(one.box[at], other.box[at]):
                grown = other.box[at] - one.box[at]
                yield f"{abs(grown)} px {words[grown < 0]}"


def _is_next_to_placeholder(item: Item, around: Sequence[Item]) -> bool:
    """Return whether an item is in one line with a value of the account, or is one itself."""
    return any(_has_placeholder(one) and _is_in_line(item.box, one.box) for one in around)


def _is_in_line(one: Box, other: Box) -> bool:
    return one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def _is_resized(before: int, after: int) -> bool:
    pixels, share = _RESIZED
    return abs(after - before) > max(pixels, share * max(before, after))
