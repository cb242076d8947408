"""Defines Arrival: everything that one look at a window found (docs/adr/0024)."""

from dataclasses import dataclass

from ecfcheck.browser.page_events import FailedNavigation
from pages.decorators import Effect, RefusalOutcome, RefusalRule
from pages.safe_typing import parse_origin


@dataclass(frozen=True)
class ScreenRefusal:
    """A screen that refuses the last action, and the court's words for it."""

    screen: str
    words: str
    rule: RefusalRule | None = None
    """The page object's rule that matches the words, None if their meaning is not known."""
    default_outcome: RefusalOutcome = "ACCOUNT"
    """The outcome if neither a rule nor the action has one."""


@dataclass(frozen=True)
class Arrival:
    """What a window shows after the wait for a screen, or now."""

    expected_screen: str
    screens: tuple[str, ...] = ()
    """The recognized screens: exactly one, unless something is wrong."""
    known_by: str = ""
    """What the expected screen is recognized by, in words."""
    url: str = ""
    expected_origin: str = ""
    """The address of the site that the expected screen belongs to."""
    is_new_document: bool = False
    """Whether the document is not the one that was there at the end of the last wait."""
    refusal: ScreenRefusal | None = None
    http_status: int = 0
    description: str = ""
    """The title, address and first words, for readers, if the expected screen is not there."""
    shows_result_of: frozenset[Effect] = frozenset()
    """The effects that took place, by what the recognized screen says."""
    fallbacks: frozenset[str] = frozenset()
    """Those of the screens that are only the fallback for an unknown screen."""
    dialogs: tuple[str, ...] = ()
    other_tabs: tuple[str, ...] = ()
    failed_navigation: FailedNavigation | None = None
    is_unanswered: bool = False
    """Whether a document was requested and its answer had not begun when time was up."""

    @property
    def is_on_expected_origin(self) -> bool:
        """Whether the document is from the site that the expected screen belongs to."""
        return not self.expected_origin or parse_origin(self.url) == parse_origin(self.expected_origin)

    @property
    def is_expected(self) -> bool:
        """Whether the expected screen is there, and no other."""
        return self.screens == (self.expected_screen,)

    @property
    def is_ambiguous(self) -> bool:
        """Whether the expected screen is there by its landmark, and so is another."""
        return self.expected_screen in self.screens and len(self.screens) > 1

    @property
    def only_screen(self) -> str:
        """The recognized screen, "" if there is none or more than one."""
        return self.screens[0] if len(self.screens) == 1 else ""
