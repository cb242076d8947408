"""Finds what is at another place or of another size on a screen, though it reads the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ecfcheck.compare.describe import compare_styles, describe_item, has_other_parts
from ecfcheck.compare.model import Kind, ScreenChange
from ecfcheck.compare.moves import MOVED, ItemPair, has_placeholder, is_in_line, measure_moves
from ecfcheck.runner.snapshot import Item, Snapshot

_ASIDE = 40
"""How far an item may be to the left or right: very long names make other columns of a table narrower."""

_RESIZED = (8, 0.1)
"""By how many pixels, and by what share, the size of an item may differ."""

_LINE = 30
"""The height that a text in one line does not reach, in pixels."""

_SAME_FONTS = 0.02
"""By what share texts of the same font may differ in width."""

_FONT_STYLES = frozenset({"size", "weight", "style", "font", "case", "spacing", "scale"})
"""The styles that make a text wider or taller."""


@dataclass(frozen=True)
class _Surroundings:
    """The items of a screen, and those of both runs that are new, gone or in another font style."""

    items: Sequence[Item]
    changed: Sequence[Item]

    def can_push(self, item: Item) -> bool:
        """Return whether something in the item's line can have moved it to the left or right.

        A value of the account to the left of it can. Where something has changed, that can, and a column to
        the left that is wider for it.
        """
        if self.changed:
            in_line = [one for one in self.changed if is_in_line(item.box, one.box)]
            return bool(in_line or self._list_to_the_left(item))
        return any(map(has_placeholder, self._list_to_the_left(item)))

    def is_next_to_value(self, item: Item) -> bool:
        """Return whether a text is next to a value of the account, which leaves it more or less room.

        The column next to it can have such a value, too, in another line.
        """
        if item.kind in {"field", "image"}:
            return False
        in_line = [one for one in self.items if is_in_line(item.box, one.box)]
        values = [one for one in self.items if has_placeholder(one)]
        return any(map(has_placeholder, in_line)) or any(
            value.box[0] == one.box[0] and self._has_line_from(item.box[0], value)
            for one in in_line
            for value in values
            if one is not item
        )

    def _has_line_from(self, edge: int, item: Item) -> bool:
        return any(one.box[0] == edge and is_in_line(item.box, one.box) for one in self.items)

    def _list_to_the_left(self, item: Item) -> list[Item]:
        return [one for one in self.items if is_in_line(item.box, one.box) and one.box[0] < item.box[0]]


def find_layout_changes(
    before: Snapshot, after: Snapshot, pairs: Sequence[ItemPair]
) -> Iterator[ScreenChange]:
    """Yield a change for items that are elsewhere or of another size; one for all that moved alike.

    `pairs` are the items that read the same, in their order.
    """
    if (before.width, before.height) != (after.width, after.height) or _has_other_fonts(pairs):
        return
    restyled = [one for one, other in pairs if _has_other_font_style(one, other)]
    paired = {id(item) for pair in pairs for item in pair}
    new_or_gone = [item for item in (*before.items, *after.items) if id(item) not in paired]
    around = _Surroundings(before.items, (*restyled, *new_or_gone))
    groups: dict[tuple[str, str], list[tuple[ItemPair, str]]] = {}
    for pair, move in zip(pairs, measure_moves(before, after, pairs, restyled), strict=True):
        if texts := [*_describe_change(*pair, move, around)]:
            # Without the pixels: what moves together can move by different ones.
            direction = texts[0].partition(" px ")[2]
            groups.setdefault((pair[0].area, direction), []).append((pair, ", ".join(texts)))
    for group in groups.values():
        items, others = zip(*(pair for pair, _ in group), strict=True)
        more = f" and {len(items) - 1} more" if len(items) > 1 else ""
        words = f"{describe_item(items[0])}{more}"
        yield ScreenChange(Kind.VISIBLE, "layout", (words,), (f"{words} ({group[0][1]})",), (), items, others)


def _has_other_fonts(pairs: Sequence[ItemPair]) -> bool:
    """Return whether the same texts in the same font are wider in one run: its computer has other fonts."""
    ratios = [
        other.box[2] / one.box[2]
        for one, other in pairs
        if one.kind in {"text", "heading", "link"}
        and not _has_other_font_style(one, other)
        and not has_placeholder(one)
        and one.box[2] > _LINE
        and max(one.box[3], other.box[3]) < _LINE
    ]
    return bool(ratios) and abs(median(ratios) - 1) > _SAME_FONTS


def _has_other_font_style(one: Item, other: Item) -> bool:
    return has_other_parts(one, other) or any(
        name in _FONT_STYLES for name, _, _ in compare_styles(one, other)
    )


def _describe_change(one: Item, other: Item, move: tuple[int, int], around: _Surroundings) -> Iterator[str]:
    """Yield in words how an item moved, and how its size changed."""
    if not (one.look and other.look):  # the pointer rested on it, or the browsers differ
        return
    right, down = move
    if abs(right) > _ASIDE + _get_leeway(one, other) and not around.can_push(one):
        yield f"{abs(right)} px to the {'right' if right > 0 else 'left'}"
    if abs(down) > MOVED * (2 if around.changed else 1):
        yield f"{abs(down)} px further {'down' if down > 0 else 'up'}"
    sizes = [*_describe_size(one, other)]
    # Next to something that has changed, a text may break elsewhere.
    has_size_of_its_own = one.kind in {"field", "image"} or (not around.changed and one.kind != "private")
    if sizes and has_size_of_its_own and not (has_placeholder(one) or around.is_next_to_value(one)):
        yield from sizes


def _describe_size(one: Item, other: Item) -> Iterator[str]:
    for at, words in ((2, ("wider", "narrower")), (3, ("taller", "shorter"))):
        if _is_resized(one.box[at], other.box[at]):
            grown = other.box[at] - one.box[at]
            yield f"{abs(grown)} px {words[grown < 0]}"


def _get_leeway(one: Item, other: Item) -> int:
    """Return by how much a value of the account moves itself: in the middle of its place, by its width."""
    return abs(other.box[2] - one.box[2]) if has_placeholder(one) else 0


def _is_resized(before: int, after: int) -> bool:
    pixels, share = _RESIZED
    return abs(after - before) > max(pixels, share * max(before, after))
