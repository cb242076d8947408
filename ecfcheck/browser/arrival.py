"""Where a window has arrived: everything that one look found there, as one value."""

from dataclasses import dataclass

from ecfcheck.browser.page_events import FailedNavigation
from pages.decorators import RefusalOutcome, RefusalRule
from pages.safe_typing import parse_origin


@dataclass(frozen=True)
class ScreenRefusal:
    """A screen that refuses what was done last, and the court's words for it."""

    screen: str
    words: str
    rule: RefusalRule | None = None
    """The page's rule that these words fit, None if what they mean is not known."""
    default_outcome: RefusalOutcome = "ACCOUNT"
    """What it means when this screen refuses and neither a rule nor the action says so."""


@dataclass(frozen=True)
class Arrival:
    """What is there after waiting for a screen, or now."""

    wanted: str
    screens: tuple[str, ...] = ()
    """The screens that are there: one, unless something is wrong."""
    known_by: str = ""
    """What the wanted screen is known by, in words."""
    url: str = ""
    expected_origin: str = ""
    """The court's address that the wanted screen belongs to."""
    is_new_document: bool = False
    """Whether it is another document than the one that was there when the wait before ended."""
    refusal: ScreenRefusal | None = None
    http_status: int = 0
    description: str = ""
    """What is shown where no screen is known, for a reader to go by."""
    fallbacks: frozenset[str] = frozenset()
    """Those of the screens that only stand for one that is not known."""
    dialogs: tuple[str, ...] = ()
    other_tabs: tuple[str, ...] = ()
    failed_navigation: FailedNavigation | None = None
    blocked: tuple[str, ...] = ()
    """The addresses that the network lock refused to send to."""

    @property
    def is_on_expected_origin(self) -> bool:
        """Whether what is shown comes from the court's address for the wanted screen."""
        return not self.expected_origin or parse_origin(self.url) == parse_origin(self.expected_origin)

    @property
    def is_wanted(self) -> bool:
        """Whether the wanted screen is there, and no other."""
        return self.screens == (self.wanted,)

    @property
    def only_screen(self) -> str:
        """The screen that is there, "" if it is none or several."""
        return self.screens[0] if len(self.screens) == 1 else ""
