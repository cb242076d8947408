"""Reads what a tab shows: a screen's checks and structure, its names, and what a reader does not see."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import Any

from playwright.sync_api import Error

from ecfcheck.browser.arrival_reading import NO_STRUCTURE
from ecfcheck.browser.axe import AxeCore, read_violations
from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.picture_areas import PictureAreas, find_areas
from ecfcheck.browser.snapshot import build_structure_script, read_structure
from ecfcheck.browser.tab import Tab
from pages.decorators import Entries, Rows, Sections, Text
from pages.errors import (
    NotReadableError,
    is_tab_lost,
    summarize_error,
)


class ReadableTab(Tab):
    """A tab with screens that can be read."""

    def read(self, name: str, check: str) -> Entries | Rows | Sections | Text:
        """Return the value of a check now. Raises NotReadableError."""
        self._require_answered(name, check)
        with self._read_errors_translated(name, check):
            seen: Entries | Rows | Sections | Text = getattr(self.page_objects[name], check)()
        return seen

    def plan_reading(self, name: str, parts: Sequence[Sequence[str]], *, with_structure: bool) -> None:
        """Have the checks of each part read in the look that finds the screen, if it comes next.

        With the screen's structure, if that is needed too.
        """
        page_object, names = self.page_objects[name], self.camera.masks_names
        plans = [page_object.plan_reading(checks, names=names) for checks in parts]
        structure = self._build_structure_script(name) if with_structure else NO_STRUCTURE
        self._arrival_reading.plan(name, plans, structure)

    def has_reading(self, name: str) -> bool:
        """Return whether the next part was read together with the last one, and nothing was done since."""
        return self._arrival_reading.has_reading(name, (self.url, self._loads))

    @contextmanager
    def reading(self, name: str, checks: Sequence[str]) -> Iterator[None]:
        """Read all of these checks in one look, which answers `read` within the block.

        The look on arrival counts once for each part that was planned, if nothing was done since.
        """
        self._require_answered(name, "screen")
        page_object = self.page_objects[name]
        plan = page_object.plan_reading(checks, names=self.camera.masks_names)
        found = self._arrival_reading.take(name, plan, (self.url, self._loads))
        with ExitStack() as stack:
            with self._read_errors_translated(name, "screen"):
                stack.enter_context(page_object.reading_together(plan, found))
            yield

    def guard_effects(self, name: str, *, has_effect: bool) -> None:
        """Block what a screen would send, unless its action sends it. Raises NotReadableError.

        `has_effect` is whether the flow has an action there that has an effect.
        """
        with self._read_errors_translated(name, "form"):
            self.network_guard.block_effects(self.page_objects[name])
            self.network_guard.watch_effects(self.page_objects[name] if has_effect else None)

    def note_unseen(self, name: str) -> None:
        """Note the texts of a screen that are on the page and that a reader does not see."""
        with self._read_errors_translated(name, "hidden text"):
            unseen = self.page_objects[name].find_unseen()
        if unseen:
            # Hidden text can be a name: where names are masked, it is not quoted.
            quotes = not self.camera.masks_names
            texts = dict.fromkeys(f'"{words}" ({reason})' if quotes else reason for words, reason in unseen)
            self.notes.append(f"{name} has text that a reader does not see: {', '.join(texts)}")

    def find_undrawn(self, name: str, checks: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the words that these checks read and the window does not draw, each with the reason."""
        self._require_answered(name, "picture")
        with self._read_errors_translated(name, "picture"):
            return self.page_objects[name].find_undrawn(checks)

    def read_names(self, name: str) -> tuple[str, ...]:
        """Return the names on a screen if they must not be shown. Raises NotReadableError."""
        with self._read_errors_translated(name, "names"):
            return self.camera.read_names(self.page_objects[name])

    def _require_answered(self, name: str, what: str) -> None:
        """Raise NotReadableError if the page has requested another document, which does not come."""
        if not self._wait_for_answer(monotonic() + self.court.limits.arrive):
            raise NotReadableError(
                name, what, "the page has requested another document, and it does not come"
            )

    @contextmanager
    def _read_errors_translated(self, name: str, what: str) -> Iterator[None]:
        """Raise NotReadableError for an error of Playwright, unless the tab is gone."""
        try:
            with limit_calls(self.court.limits.arrive):
                yield
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            raise NotReadableError(name, what, summarize_error(error)) from None

    def find_areas(self, words: Sequence[str] = ()) -> PictureAreas:
        """Return the area of what the page shows, and where it shows the given texts."""
        return PictureAreas() if self._is_unanswered else find_areas(self.page, words)

    def read_structure(self, name: str) -> dict[str, Any] | None:
        """Return the structure of a screen for a snapshot; None if its document is being replaced.

        Its `has_masked` says whether a picture of this moment has fields to mask: empty ones need no mask.
        """
        read = self._arrival_reading.take_structure()
        return read or read_structure(self.page, self._build_structure_script(name))

    def _build_structure_script(self, name: str) -> str:
        # The names in a snapshot are always replaced, but those in a real case are not all known.
        page_object, masked = self.page_objects[name], self.camera.masked_fields
        return build_structure_script(page_object, hide_private=not self.court.staged, masked=masked)

    def read_document(self) -> str | None:
        """Return the document's HTML as it is now; None if it is being replaced."""
        try:
            document: str = self.page.evaluate("document.documentElement.outerHTML")
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            return None
        return document

    def read_violations(self, axe: AxeCore) -> dict[str, Any] | None:
        """Return what axe-core finds on the page; None if it is being replaced, or axe-core fails."""
        return read_violations(self.page, axe)
