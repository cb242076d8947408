"""Renders a comparison as one HTML page: both runs side by side, words marked, pictures outlined."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecfcheck.compare.comparison import Comparison
from ecfcheck.compare.model import Difference, Kind, Place, Side
from ecfcheck.compare.words import TextPair, align_texts
from ecfcheck.report.environment import build_environment
from ecfcheck.report.pictures import load_picture
from ecfcheck.runner.snapshot import Box

_TONES = {Kind.NOTICE: "failed", Kind.OUTCOME: "failed", Kind.VISIBLE: "partial"}
_MARGIN = 4
"""How far the outline is from what it outlines, in pixels."""


_Where = tuple[str, int, str, str]


@dataclass(frozen=True)
class ShownDifference:
    """A difference with its number on the page."""

    number: int
    difference: Difference
    place: Place

    @property
    def rows(self) -> list[TextPair]:
        """Its texts side by side."""
        same = self.difference.before == self.difference.after
        return [] if same else align_texts(self.difference.before, self.difference.after)

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The other places where it was found."""
        places = dict.fromkeys(map(str, self.difference.places))
        return tuple(place for place in places if place != str(self.place))


@dataclass(frozen=True)
class Outline:
    """The rectangle in a picture around what changed, with the number of the difference."""

    number: int
    box: Box


@dataclass(frozen=True)
class ShownSide:
    """One run's picture of a screen, as a data URL, with outlines."""

    data: str | None
    note: str
    width: int
    height: int
    bottom: int
    """Where the content ends; the empty rest of a picture is cropped."""
    outlines: tuple[Outline, ...]

    @property
    def is_below(self) -> bool:
        """Whether what changed is below the end of the picture."""
        return any(outline.box[1] >= self.height for outline in self.outlines)


@dataclass(frozen=True)
class ShownScreen:
    """A screen of the page: both pictures once, and all differences that it shows best."""

    place: Place
    differences: tuple[ShownDifference, ...]
    before: ShownSide
    after: ShownSide


def render_page(comparison: Comparison, before: Path, after: Path) -> str:
    """Return the page; the folders of the two runs have the pictures."""
    pages = build_environment(Path(__file__).parent)
    pages.filters["tone"] = lambda kind: _TONES.get(kind, "untouched")
    return pages.get_template("comparison.html.j2").render(
        comparison=comparison, screens=_group_by_screen(comparison.differences, before, after)
    )


def _group_by_screen(differences: Sequence[Difference], before: Path, after: Path) -> list[ShownScreen]:
    """Return the screens in the order of their worst difference."""
    groups: dict[_Where, list[ShownDifference]] = {}
    for number, difference in enumerate(differences, 1):
        # At a place that the page shows already, if it is at one: a menu is on every screen.
        known = (place for place in difference.places if place.where in groups)
        place = next(known, difference.places[0])
        groups.setdefault(place.where, []).append(ShownDifference(number, difference, place))
    return [_build_screen(group, before, after) for group in groups.values()]


def _build_screen(group: Sequence[ShownDifference], before: Path, after: Path) -> ShownScreen:
    return ShownScreen(
        group[0].place,
        tuple(group),
        _build_side(before, [(one.number, one.place.before) for one in group]),
        _build_side(after, [(one.number, one.place.after) for one in group]),
    )


def _build_side(folder: Path, sides: Sequence[tuple[int, Side]]) -> ShownSide:
    first = sides[0][1]
    outlines = tuple(Outline(number, _surround(side.boxes)) for number, side in sides if side.boxes)
    if first.picture is None:
        note = "No picture was taken of this screen."
        return ShownSide(None, note, first.width, first.height, first.bottom, outlines)
    picture = load_picture(folder, first.picture)
    return ShownSide(picture.data, picture.note, first.width, first.height, first.bottom, outlines)


def _surround(boxes: Sequence[Box]) -> Box:
    """Return the rectangle around all boxes."""
    x, y = min(box[0] for box in boxes) - _MARGIN, min(box[1] for box in boxes) - _MARGIN
    right = max(box[0] + box[2] for box in boxes) + _MARGIN
    bottom = max(box[1] + box[3] for box in boxes) + _MARGIN
    return (x, y, right - x, bottom - y)
