"""Finds the areas of a picture that a report needs: what the page has on it, and where given words are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error, Page

Area = tuple[int, int, int, int]
"""Left, top, width and height in pixels of the picture."""

_FIND_AREAS = """(words) => {
  const normalize = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const cut = (box) => {
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    return right - left >= 1 && bottom - top >= 1 ? {left, top, right, bottom} : null;
  };
  const toArea = (box) => [box.left, box.top, box.right - box.left, box.bottom - box.top].map(Math.round);
  const range = document.createRange();
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.data.trim()) continue;
      range.selectNodeContents(node);
      boxes.push(range.getBoundingClientRect());
    } else if (/^(IMG|INPUT|SELECT|TEXTAREA|BUTTON|IFRAME|CANVAS|VIDEO|svg)$/.test(node.tagName)) {
      boxes.push(node.getBoundingClientRect());
    }
  }
  const seen = boxes.map(cut).filter(Boolean);
  const content = seen.length && toArea({
    left: Math.min(...seen.map((box) => box.left)), top: Math.min(...seen.map((box) => box.top)),
    right: Math.max(...seen.map((box) => box.right)), bottom: Math.max(...seen.map((box) => box.bottom)),
  });
  const read = (element) => (element.type === "password" ? "" : element.value || element.innerText);
  const find = (wanted) => {
    let found = null;
    for (const element of document.body.querySelectorAll("*")) {
      // Elements come before those in them: the last in this branch that has the words is the smallest.
      if ((!found || found.contains(element)) && normalize(read(element)).includes(wanted)) found = element;
    }
    const box = found && cut(found.getBoundingClientRect());
    const share = box ? ((box.right - box.left) * (box.bottom - box.top)) / (innerWidth * innerHeight) : 1;
    return share < 0.6 ? toArea(box) : null;  // a mark around everything would point at nothing
  };
  return {content: content || null, marks: words.map(normalize).filter(Boolean).map(find).filter(Boolean)};
}"""


@dataclass(frozen=True)
class PictureAreas:
    """The areas of a picture: its content without the empty rest, and each place to mark."""

    content: Area | None = None
    marks: tuple[Area, ...] = ()


def find_areas(page: Page, words: Sequence[str] = ()) -> PictureAreas:
    """Return the areas of what the tab shows now; `words` are the texts to find."""
    try:
        found = page.evaluate(_FIND_AREAS, list(words))
    except Error:
        # The document is being replaced, or is not HTML: the picture is shown whole, without a mark.
        return PictureAreas()
    content, marks = found["content"], found["marks"]
    return PictureAreas(tuple(content) if content else None, tuple(dict.fromkeys(map(tuple, marks))))


def find_content(structure: Mapping[str, Any]) -> Area | None:
    """Return the area of all that a page shows, from its structure (see `read_structure`)."""
    boxes = [item["box"] for item in structure["items"]]
    x1 = max(min((x for x, _, _, _ in boxes), default=0), 0)
    y1 = max(min((y for _, y, _, _ in boxes), default=0), 0)
    x2 = min(max((x + width for x, _, width, _ in boxes), default=0), structure["width"])
    y2 = min(max((y + height for _, y, _, height in boxes), default=0), structure["height"])
    return (x1, y1, x2 - x1, y2 - y1) if x2 > x1 and y2 > y1 else None
