"""What a picture must not show: fields that take a secret, and words that are nobody's business."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from playwright.sync_api import Error, Frame, Locator, Page

from pages.base import PageObject
from pages.safe_typing import FIELDS

_PASSWORDS = "input[type=password]"
_THERE = "css => document.querySelector(css) !== null"
COLOUR = "#5b6770"


@dataclass(frozen=True)
class Mask:
    """The fields to cover, as CSS, and the words to cover wherever they stand.

    Without `words` it may be seen whose account it is; with words, be they none, it may not.
    """

    fields: str
    words: frozenset[str] | None = None

    def with_words(self, words: Iterable[str]) -> "Mask":
        """Return the mask that covers these words too."""
        return replace(self, words=(self.words or frozenset()) | {*words} - {""})

    def over(self, page: Page) -> list[Locator]:
        """Return what is to be covered of what is shown now, in each frame: most often nothing."""
        return list(chain.from_iterable(map(self._stop_reason, page.frames)))

    def _stop_reason(self, frame: Frame) -> Iterable[Locator]:
        # One cheap look first: a locator would have Playwright prepare each new document for it.
        if _has(frame, self.fields):
            yield frame.locator(self.fields)
        for word in self.words or ():
            yield frame.get_by_text(word)


def create_mask(pages: Iterable[type[PageObject]], words: Iterable[str] | None = None) -> Mask:
    """Return the mask that knows what the pages say is secret; with words, any field may hold one."""
    secret = [_PASSWORDS, *(page_object.masked_fields for page_object in pages if page_object.masked_fields)]
    if words is None:
        return Mask(", ".join(dict.fromkeys(secret)))
    return Mask(", ".join(dict.fromkeys([*secret, *FIELDS])), frozenset(words))


def _has(frame: Frame, css: str) -> bool:
    try:
        return bool(frame.evaluate(_THERE, css))
    except Error:
        # It is being left: what comes may have one.
        return True
