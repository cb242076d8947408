"""Measures how far the items of a screen moved by themselves, and not because of what is before them."""

from collections.abc import Collection, Iterator, Sequence

from ecfcheck.runner.snapshot import Box, Item, Snapshot

ItemPair = tuple[Item, Item]
"""An item as the first run showed it, and as the second one did."""

MOVED = 24
"""How far an item may be from its place, in pixels: about a line, by which a longer name can move it.

Smaller moves add up, unless a value of the account may have made them.
"""

_NOWHERE: Box = (0, 0, 0, 0)


def has_placeholder(item: Item) -> bool:
    """Return whether an item has a value of the account or of the day, which is as wide as it is."""
    return "{" in item.words


def is_in_line(one: Box, other: Box) -> bool:
    """Return whether two boxes are next to each other."""
    return one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def measure_moves(
    before: Snapshot, after: Snapshot, pairs: Sequence[ItemPair], restyled: Collection[Item]
) -> Iterator[tuple[int, int]]:
    """Yield how far each item moved to the right and down by itself, in pixels.

    What follows something that is new, gone or in another font style is where that has moved it.
    """
    follows = _find_followers(before, after, pairs, restyled)
    line = _Line()
    for pair, has_moved_with_others in zip(pairs, follows, strict=True):
        yield line.measure(*pair, has_moved_with_others=has_moved_with_others)


def _find_followers(
    before: Snapshot, after: Snapshot, pairs: Sequence[ItemPair], restyled: Collection[Item]
) -> Iterator[bool]:
    """Yield for each pair whether something between it and the one before it has changed."""
    places = {id(item): at for items in (before.items, after.items) for at, item in enumerate(items)}
    changed = {id(item) for item in restyled}
    last: ItemPair | None = None
    for pair in pairs:
        expected = [places[id(item)] + 1 for item in last] if last else [0, 0]
        is_next = expected == [places[id(item)] for item in pair]
        yield not is_next or id(pair[0]) in changed or (last is not None and id(last[0]) in changed)
        last = pair


class _Line:
    """What the items so far explain of where the next one is."""

    def __init__(self) -> None:
        self._last: Box = _NOWHERE
        self._right = self._wider = self._grown = self._shrunk = self._down = 0
        self._has_placeholder = False

    def measure(self, one: Item, other: Item, *, has_moved_with_others: bool) -> tuple[int, int]:
        """Return how far an item moved beyond that, and take it into account."""
        right, down, wider, taller = (new - old for old, new in zip(one.box, other.box, strict=True))
        is_next_to_last = is_in_line(one.box, self._last)
        in_line = (right - self._right, right - self._right - self._wider) if is_next_to_last else ()
        # What is below a line is lower by what its tallest item has grown; by nothing, if that had room.
        explained = (self._down, self._down + self._grown, self._down + self._shrunk, 0)
        known = min(explained, key=lambda place: abs(down - place))
        moved_down = 0 if has_moved_with_others else down - known
        is_told = abs(moved_down) > MOVED or has_moved_with_others or self._has_placeholder
        self._down = down if is_told else known
        self._grown = max(self._grown, taller) if is_next_to_last else taller
        self._shrunk = min(self._shrunk, taller) if is_next_to_last else taller
        self._last, self._right, self._wider = one.box, right, wider
        self._has_placeholder = self._has_placeholder or has_placeholder(one)
        return min((right, *in_line), key=abs), moved_down
