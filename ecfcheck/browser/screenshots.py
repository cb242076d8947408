"""Takes pictures of a tab, with secrets masked, and names if they must not be shown."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

from ecfcheck.browser.mask import MASK_COLOR, Mask
from pages.base import PageObject


class Camera:
    """Takes the pictures of a window. It learns the names to mask from each screen."""

    def __init__(self, page: Page, mask: Mask) -> None:
        self.page = page
        self._mask = mask

    @property
    def masks_names(self) -> bool:
        """Whether names must not be shown."""
        return self._mask.masks_names

    @property
    def masked_fields(self) -> str:
        """The fields to mask, as CSS."""
        return self._mask.fields

    def read_names(self, page_object: PageObject) -> tuple[str, ...]:
        """Return the names on a screen and learn to mask them; nothing if names may be shown."""
        if not self.masks_names:
            return ()
        names = page_object.read_rendered_names()
        if not page_object.private_content:  # otherwise all of it is masked anyway
            self._mask = self._mask.with_words(names)
        return names

    def _find_masked(self, known: Sequence[PageObject], *, has_masked: bool) -> list[Locator]:
        if not (has_masked or self.masks_names or len(self.page.frames) > 1):
            return []
        return [*self._mask.find_masked(self.page), *self._find_private(known)]

    def _find_private(self, known: Sequence[PageObject]) -> list[Locator]:
        """Return the parts to mask because they name a case or its parties."""
        if not self.masks_names:
            return []
        parts = {page_object.private_content for page_object in known} - {""}
        return [self.page.locator(part) for part in parts]

    def take(self, path: Path, known: Sequence[PageObject], *, has_masked: bool = True) -> bool:
        """Save a picture of the tab as a JPEG; `known` are the screens that it shows.

        `has_masked` is False if the page was read right before, and nothing was in a field to mask.

        Returns False, and takes no picture, if names must be masked and there is not exactly one known
        screen: where an unknown screen shows them cannot be determined.
        """
        if self.masks_names:
            if len(known) != 1:
                return False
            self.read_names(known[0])
        self.page.screenshot(
            path=path,
            type="jpeg",
            quality=60,
            animations="allow",
            caret="initial",
            mask=self._find_masked(known, has_masked=has_masked),
            mask_color=MASK_COLOR,
        )
        return True
