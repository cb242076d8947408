"""What to mask in pictures: fields for secrets, and names that must not be shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from playwright.sync_api import Error, Frame, Locator, Page

from pages.base import PageObject
from pages.safe_typing import FIELDS

_PASSWORDS = "input[type=password]"
_EXISTS = "css => document.querySelector(css) !== null"
MASK_COLOR = "#5b6770"


@dataclass(frozen=True)
class Mask:
    """What to mask in a window's pictures."""

    fields: str
    """As CSS: those for secrets, or all of them where names are masked."""
    masks_names: bool = False
    """Whether names and private parts are masked, as on a real court."""
    words: frozenset[str] = frozenset()
    """The names and other details known so far, masked wherever they appear; none if names may be shown."""

    def with_words(self, words: Iterable[str]) -> "Mask":
        """Return a mask that masks these words too."""
        return replace(self, words=self.words | {*words} - {""})

    def find_masked(self, page: Page) -> list[Locator]:
        """Return what to mask in the page's frames now: most often nothing."""
        return list(chain.from_iterable(map(self._find_in_frame, page.frames)))

    def _find_in_frame(self, frame: Frame) -> Iterable[Locator]:
        # A cheap test first: a locator makes Playwright set up an isolated world in each new document.
        if _has(frame, self.fields):
            yield frame.locator(self.fields)
        for word in self.words:
            yield frame.get_by_text(word)


def create_mask(pages: Iterable[type[PageObject]], words: Iterable[str] | None = None) -> Mask:
    """Return the mask for these page objects: of names and all fields too, unless `words` is None."""
    secret = [_PASSWORDS, *(page_object.masked_fields for page_object in pages if page_object.masked_fields)]
    if words is None:
        return Mask(", ".join(dict.fromkeys(secret)))
    return Mask(", ".join(dict.fromkeys([*secret, *FIELDS])), masks_names=True, words=frozenset(words))


def _has(frame: Frame, css: str) -> bool:
    try:
        return bool(frame.evaluate(_EXISTS, css))
    except Error:
        # The document is being replaced: the new one may have such a field.
        return True
