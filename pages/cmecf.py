"""What every CM/ECF screen has: the blue menu bar and a main content below it (facts B1, B2, B4)."""

from playwright.sync_api import Locator

from pages.landmark import Landmark
from pages.page import Page, squeezed
from pages.verbs import Entries, action, check

MAIN = "#cmecfMainContent"
"""The block that holds what a CM/ECF screen shows (a real id: facts B1)."""

# Whatever stands on the bar itself: Help is no link, and submenus that hovering opens hang below (facts B1).
_MENU_BAR = "#topmenu > .bd > ul > li > :not(.yuimenu)"


_BACK = "input[value=Back]"  # a button's words are its value


class CmecfPage(Page):
    """A screen of CM/ECF behind the login."""

    content = MAIN

    def _menu_item(self, name: str) -> Locator:
        return self.tab.locator(_MENU_BAR).and_(self.tab.get_by_role("link", name=name, exact=True))

    def _behind(self, words: str, until: str = ".") -> tuple[str, ...]:
        """Return what stands behind these words, in each line that has them, up to the last of `until`."""
        parted = [line.partition(words)[2] for line in self.lines()]
        return tuple(name for rest in parted if (name := rest.rpartition(until)[0] or rest))

    @check
    def menu(self) -> Entries:
        """The entries of the menu bar, in order."""
        return self.texts(_MENU_BAR)

    @check(means="ACCOUNT")
    def standing(self) -> Entries:
        """What the menu says of the account here: that it `may file`, or that it `may not file`."""
        return ("may file" if self.court.filing <= set(self.menu()) else "may not file",)

    @check
    def lines(self) -> Entries:
        """Every line of the content, in order: what is documented and nothing else."""
        (text,) = self.each(MAIN, "one => one.innerText")
        return tuple(line for row in text.splitlines() if (line := squeezed(row)))

    @check
    def heading(self) -> Entries:
        """The screen's headings: bold type in the content, for CM/ECF has no others (facts B4)."""
        return self.texts(f"{MAIN} font > b, {MAIN} h2, {MAIN} h3")

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
        """Click the menu bar's last entry; its wording differs by court, its address does not (facts B1)."""
        self.tab.locator('#topmenu a[href*="login.pl?logout"]').click()


class CmecfHome(CmecfPage):
    """The first screen after the login."""

    # Guess: its words are not known.
    landmark = Landmark(MAIN, says=("Welcome to the U.S.", "You are logged in as"))

    @property
    def address(self) -> str:
        return f"{self.court.ecf}/"

    def whose(self) -> tuple[str, ...]:
        return self._behind("You are logged in as ")


class LoggedOut(Page):
    """What CM/ECF shows when the user has logged out."""

    landmark = Landmark("body", says=("You have been logged out",))  # guess: its words are not known
    ends_session = True


class ErrorPage(CmecfPage):
    """CM/ECF's way to refuse or to fail: a sentence and a Back button, with status 200 (facts B4)."""

    landmark = Landmark(f"{MAIN} {_BACK}")
    refusal = Landmark(f"{MAIN}:has({_BACK}) :is(b, h3)")
    refusal_means = "COURT_ERROR"
