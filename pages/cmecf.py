"""What every CM/ECF screen has: the blue menu bar and a main content below it (facts B1, B2, B4)."""

from playwright.sync_api import Locator

from pages.page import Page, button_names, texts
from pages.verbs import Entries, action, check


class CmecfPage(Page):
    """A screen of CM/ECF behind the login."""

    @property
    def content(self) -> Locator:
        return self.tab.locator("#cmecfMainContent")

    @property
    def _menu_bar(self) -> Locator:
        # Its first list alone: submenus that hovering opens repeat its classes. Help is no link (facts B1).
        return self.tab.locator("#topmenu > .bd > ul.first-of-type > li > a.yuimenubaritemlabel")

    def _menu_item(self, name: str) -> Locator:
        return self._menu_bar.and_(self.tab.get_by_role("link", name=name, exact=True))

    def _saying(self, text: str) -> Locator:
        """Return the smallest element of the content that says exactly this."""
        return self.content.get_by_text(text, exact=True).filter(visible=True).first

    @check
    def menu(self) -> Entries:
        """The entries of the menu bar, in order."""
        return texts(self._menu_bar)

    @check
    def heading(self) -> Entries:
        """The screen's headings: bold type in the content, for CM/ECF has no others (facts B4)."""
        return texts(self.content.locator("font > b, h2, h3"))

    @check
    def buttons(self) -> Entries:
        """The buttons in the content, in order."""
        return button_names(self.content)

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

    @property
    def address(self) -> str:
        return f"{self.court.ecf}/"

    @property
    def landmark(self) -> Locator:
        # Guess: the real screen's words are not known.
        return self.content.get_by_text("Welcome to the U.S. District Court")


class Query(CmecfPage):
    """The form that looks for cases."""

    @property
    def landmark(self) -> Locator:
        return self.content.get_by_role("row", name="Case Number").last


class LoggedOut(Page):
    """What CM/ECF shows when the user has logged out."""

    @property
    def landmark(self) -> Locator:
        # Guess: the real screen's words are not known.
        return self.tab.get_by_text("You have been logged out")


class ErrorPage(CmecfPage):
    """CM/ECF's way to refuse or to fail: a sentence and a Back button, with status 200 (facts B4)."""

    refusal_means = "COURT_ERROR"

    @property
    def landmark(self) -> Locator:
        return self.content.get_by_role("button", name="Back", exact=True)

    @property
    def refusal(self) -> Locator:
        return self.content.locator("b, h3").first
