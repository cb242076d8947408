"""What every screen is: a landmark to know it by, perhaps an address, and the readings all screens share."""

from typing import ClassVar, Literal

from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab

from config.court import Court
from pages.landmark import Landmark
from pages.verbs import Text, check


class Page:
    """A screen of the court in a browser's tab. It looks and acts, and judges nothing.

    A class with a landmark is a screen that flows can name; one without is what several screens share.
    """

    interrupts: ClassVar[bool] = False
    """Whether the screen may come between two others without being part of the procedure."""

    refusal_means: ClassVar[Literal["ACCOUNT", "COURT_ERROR"]] = "ACCOUNT"
    """What it means when this screen says no."""

    landmark: ClassVar[Landmark]
    """What is visible on this screen and on no other."""

    refusal: ClassVar[Landmark | None] = None
    """Where the screen says no in the court's own words, if it has such a place."""

    def __init__(self, tab: Tab, court: Court) -> None:
        self.tab = tab
        self.court = court

    @property
    def address(self) -> str | None:
        """The address a user can type to come here, if there is one."""
        return None

    @property
    def content(self) -> Locator:
        """The part of the window that belongs to the screen alone."""
        return self.tab.locator("body")

    def pass_through(self) -> None:
        """Go on from a screen that interrupts, as any user would."""
        raise NotImplementedError(f"{type(self).__name__} does not interrupt")

    @check
    def text(self) -> Text:
        """Passages that stand in the screen's text."""
        return Text(squeezed(self.content.inner_text()))


def squeezed(text: str) -> str:
    """Return a text with each run of white space as one blank, as a reader sees it."""
    return " ".join(text.split())


def texts(locator: Locator) -> tuple[str, ...]:
    """Return what a reader sees of each element, in one round trip."""
    return tuple(squeezed(text) for text in locator.all_inner_texts())


def button_names(within: Locator) -> tuple[str, ...]:
    """Return the names of the visible buttons, in order; an input's name is its value."""
    buttons = within.locator("button, input[type=button], input[type=submit], input[type=reset]")
    names = buttons.filter(visible=True).evaluate_all("all => all.map(one => one.value || one.innerText)")
    return tuple(squeezed(name) for name in names)
