"""Takes pictures of a tab: no secret can be read in them, nor names if they must not be seen."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab

from ecfcheck.browser.mask import COLOUR, Mask
from pages.base import Page


class Camera:
    """The camera of a window. It learns, of screen after screen, which names to cover."""

    def __init__(self, tab: Tab, mask: Mask) -> None:
        self.tab = tab
        self._mask = mask

    @property
    def masks_names(self) -> bool:
        """Whether it must not be seen whose account it is."""
        return self._mask.words is not None

    def read_names(self, page: Page) -> tuple[str, ...]:
        """Return what a screen says of whose account it is, to be covered; nothing if all may see it."""
        if not self.masks_names:
            return ()
        names = page.read_names()
        if not page.private:  # else all of it is covered, however many names it has
            self._mask = self._mask.with_words(names)
        return names

    def _private(self, known: Sequence[Page]) -> list[Locator]:
        """Return what is to be covered because a case or its parties are named there."""
        parts = {page.private for page in known if page.private} if self.masks_names else ()
        return [self.tab.locator(part) for part in parts]

    def take(self, path: Path, known: Sequence[Page]) -> bool:
        """Save what the tab shows as a JPEG, `known` being the screens that it shows.

        False, and no picture, where names must be covered and the screen is none that is known: nobody can
        tell where it says them.
        """
        if self.masks_names:
            if len(known) != 1:
                return False
            self.read_names(known[0])
        self.tab.screenshot(
            path=path,
            type="jpeg",
            quality=70,
            animations="allow",
            caret="initial",
            mask=[*self._mask.over(self.tab), *self._private(known)],
            mask_color=COLOUR,
        )
        return True
