"""What every CM/ECF screen has: the blue menu bar and a main content below it (facts B1, B2, B4)."""

from typing import Any, ClassVar

from playwright.sync_api import Locator

from pages.base import PageObject
from pages.decorators import Entries, RefusalRule, action, check
from pages.landmark import Landmark
from pages.pacer_screen import CLIENT_CODE_NEEDED
from pages.release import find_release
from pages.way_in import LOGINS, WayIn, find_way_in

MAIN = "#cmecfMainContent"
"""The block that holds what a CM/ECF screen shows (a real id: facts B1)."""

LOGIN = "/cgi-bin/login.pl"
"""The address by which CM/ECF has its users log in, and shows those who are its first screen (facts A1)."""

LOGGED_IN = '#topmenu a[href*="login.pl?logout"]'
"""The link that logs out, whatever it is called: who sees it is logged in (facts F3)."""

# All entries of the bar itself: Help is not a link, and submenus that hovering opens hang below (facts B1).
_MENU_BAR = "#topmenu > .bd > ul > li > :not(.yuimenu)"

COVERED = f"{MAIN}, {MAIN} > *"
"""All of the content, for pictures: what floats in it may be outside of its own box."""

BACK = "input[value=Back]"  # a button's words are its value

_STANDARD = {"query", "reports", "utilities"}
"""The entries that every menu bar has (facts F3): without any, it is not rendered yet, or not readable."""


class CmecfPage(PageObject):
    """A screen of CM/ECF behind the login."""

    content = MAIN

    def _menu_item(self, name: str) -> Locator:
        return self.page.locator(_MENU_BAR).and_(self.page.get_by_role("link", name=name, exact=True))

    def _behind(self, words: str, until: str = ".") -> tuple[str, ...]:
        """Return what stands behind these words, in each line that has them, up to the last of `until`."""
        parted = [line.partition(words)[2] for line in self.lines()]
        return tuple(name for rest in parted if (name := rest.rpartition(until)[0] or rest))

    @check
    def menu(self) -> Entries:
        """The entries of the menu bar, in order."""
        return self.texts(_MENU_BAR)

    def in_court_words(self, check: str, documented: Any) -> Any:
        if check == CmecfPage.menu.__name__:
            return self.court.translate_menu(documented)
        return super().in_court_words(check, documented)

    @check(means="ACCOUNT")
    def standing(self) -> Entries:
        """What the menu says of the account: `may file` or `may not file`; `unknown` without a menu bar."""
        entries = {entry.casefold() for entry in self.menu()}
        if not self.each(LOGGED_IN) or not entries & _STANDARD:
            return ("unknown",)
        filing = {entry.casefold() for entry in self.court.filing}
        return ("may file" if filing <= entries else "may not file",)

    @check
    def lines(self) -> Entries:
        """Every line of the content, in order: what is documented and nothing else."""
        return self.lines_of(self.content)

    @check
    def heading(self) -> Entries:
        """The screen's headings, most often bold type of a size of its own (facts B4)."""
        return self.texts(f"{MAIN} font > b, {MAIN} b > font[size], {MAIN} h2, {MAIN} h3")

    @check
    def buttons(self) -> Entries:
        """The buttons in the content, in order."""
        return self.button_names(MAIN)

    @action()
    def open_civil(self) -> None:
        """Click Civil in the menu bar, which only who may file has (facts B2)."""
        self._menu_item("Civil").click()

    @action()
    def open_query(self) -> None:
        """Click Query in the menu bar."""
        self._menu_item("Query").click()

    @action()
    def open_reports(self) -> None:
        """Click Reports in the menu bar."""
        self._menu_item("Reports").click()

    @action()
    def open_utilities(self) -> None:
        """Click Utilities in the menu bar."""
        self._menu_item("Utilities").click()

    @action()
    def log_out(self) -> None:
        """Click the menu bar's entry that logs out; its wording differs by court, its address does not."""
        self.page.locator(LOGGED_IN).click()


class CmecfHome(CmecfPage):
    """The first screen after the login, and any other behind it that is not recognized."""

    # Its words are not known (facts F3): that one is logged in is all that it is known by.
    landmark = Landmark(LOGGED_IN, fallback=True, description="a menu bar with a link that logs out")
    private = COVERED

    @property
    def address(self) -> str:
        return f"{self.court.ecf}{LOGIN}"

    def read_names(self) -> tuple[str, ...]:
        return self._behind("You are logged in as ")


class CmecfFrontPage(PageObject):
    """CM/ECF's public page before the login (facts F2); D. Conn.'s website leads past it."""

    # Its words differ by court; its address and a link to the login, without a menu bar, are at all of them.
    # An appellate court's CM/ECF is another program, with another login.
    landmark = Landmark(
        'a[href*="login.pl"]:not([href*="logout"]), a[href*="/AttorneyFiling/login.jsf"]',
        unless=LOGGED_IN,
        address=r"^/($|\?|index\.html?$|cgi-bin/ShowIndex\.pl)",
        description="a link to the login",
    )
    interrupts = "open_login"
    content = MAIN

    @property
    def address(self) -> str:
        return f"{self.court.ecf}/"

    def release_line(self) -> str:
        """Return which CM/ECF the court says it is on, "" if it does not say."""
        return find_release("\n".join(self.lines_of("body")))

    def way_in(self) -> WayIn:
        """Return the link that leads to the login of this very CM/ECF, or why none is certain."""
        return find_way_in(self.links_shown(), self.court, doors=LOGINS)

    @action()
    def open_login(self) -> None:
        """Click the link to the document filing system, which leads to the login."""
        self.follow_link(self.way_in())


class LoggedOut(PageObject):
    """What CM/ECF shows when the user has logged out."""

    # Its words are not known; the address is that of the menu bar's last entry (facts B1).
    landmark = Landmark(
        "body", unless=LOGGED_IN, address=r"/login\.pl\?logout", description="its address, without a menu bar"
    )
    ends_session = True


class ClientCodeRequired(CmecfPage):
    """What CM/ECF asks an account for that must be billed under a client code (facts F4)."""

    # Guess: its words are not known, only that there is such a page.
    landmark = Landmark(
        f"{MAIN}:has(input[type=text])",
        says=(
            "lient code is required",
            "lient Code is required",
            "lient Code Required",
            "must enter a client code",
        ),
    )
    refusal = landmark
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (CLIENT_CODE_NEEDED,)

    def pick_refusal(self, texts: Entries, lines: Entries) -> Entries:  # noqa: ARG002 - its place says more
        return tuple(line for line in lines if "client code" in line.casefold())[:1]
