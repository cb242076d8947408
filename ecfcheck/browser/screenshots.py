"""Takes pictures of a tab: no secret can be read in them, nor names if they must not be seen."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

from ecfcheck.browser.mask import COLOUR, Mask
from pages.base import PageObject


class Camera:
    """The camera of a window. It learns, of screen after screen, which names to cover."""

    def __init__(self, page: Page, mask: Mask) -> None:
        self.page = page
        self._mask = mask

    @property
    def masks_names(self) -> bool:
        """Whether it must not be seen whose account it is."""
        return self._mask.words is not None

    def read_names(self, page_object: PageObject) -> tuple[str, ...]:
        """Return what a screen says of whose account it is, to be covered; nothing if all may see it."""
        if not self.masks_names:
            return ()
        names = page_object.read_names()
        if not page_object.private_content:  # else all of it is covered, however many names it has
            self._mask = self._mask.with_words(names)
        return names

    def _private(self, known: Sequence[PageObject]) -> list[Locator]:
        """Return what is to be covered because a case or its parties are named there."""
        parts = (
            {page_object.private_content for page_object in known if page_object.private_content}
            if self.masks_names
            else ()
        )
        return [self.page.locator(part) for part in parts]

    def take(self, path: Path, known: Sequence[PageObject]) -> bool:
        """Save what the tab shows as a JPEG, `known` being the screens that it shows.

        False, and no picture, where names must be covered and the screen is none that is known: nobody can
        tell where it says them.
        """
        if self.masks_names:
            if len(known) != 1:
                return False
            self.read_names(known[0])
        self.page.screenshot(
            path=path,
            type="jpeg",
            quality=70,
            animations="allow",
            caret="initial",
            mask=[*self._mask.over(self.page), *self._private(known)],
            mask_color=COLOUR,
        )
        return True
