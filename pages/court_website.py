"""The court's public website: where the documents begin."""

from playwright.sync_api import Locator

from pages.page import Page
from pages.verbs import action


class CourtWebsite(Page):
    """The court's front page, with the link E-Filing (CM/ECF)."""

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    @property
    def landmark(self) -> Locator:
        # The link may stand on every page of the website; the CM/ECF page is told by its logo.
        return self._e_filing.and_(self.tab.locator('body:not(:has(a img[alt="CM/ECF"])) a'))

    @property
    def _e_filing(self) -> Locator:
        return self.tab.get_by_role("link", name="E-Filing (CM/ECF)", exact=True)

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF)."""
        self._e_filing.click()


class CourtCmecfPage(Page):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    @property
    def address(self) -> str:
        return f"{self.court.website}/cmecf"

    @property
    def landmark(self) -> Locator:
        return self._logo

    @property
    def _logo(self) -> Locator:
        return self.tab.get_by_role("link").filter(has=self.tab.get_by_role("img", name="CM/ECF", exact=True))

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self._logo.click()
