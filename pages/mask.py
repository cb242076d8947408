"""What a picture must not show: fields that take a secret, and words that are nobody's business."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from playwright.sync_api import Error, Frame, Locator
from playwright.sync_api import Page as Tab

from pages.page import FIELDS, Page

_PASSWORDS = "input[type=password]"
_THERE = "css => document.querySelector(css) !== null"
COLOUR = "#5b6770"


@dataclass(frozen=True)
class Mask:
    """The fields to cover, as CSS, and the words to cover wherever they stand, with all fields."""

    fields: str
    words: tuple[str, ...] = ()

    def over(self, tab: Tab) -> list[Locator]:
        """Return what is to be covered of what is shown now, in each frame: most often nothing."""
        return list(chain.from_iterable(map(self._over, tab.frames)))

    def _over(self, frame: Frame) -> Iterable[Locator]:
        # One cheap look first: a locator would have Playwright prepare each new document for it.
        if _has(frame, self.fields):
            yield frame.locator(self.fields)
        for word in self.words:
            yield frame.get_by_text(word)


def mask_for(pages: Iterable[type[Page]], words: Iterable[str] = ()) -> Mask:
    """Return the mask that knows what the pages say is secret; with words, any field may hold one."""
    private = tuple(words)
    secret = [_PASSWORDS, *(page.secrets for page in pages if page.secrets)]
    return Mask(", ".join(dict.fromkeys([*secret, *(FIELDS if private else ())])), private)


def _has(frame: Frame, css: str) -> bool:
    try:
        return bool(frame.evaluate(_THERE, css))
    except Error:
        # It is being left: what comes may have one.
        return True
