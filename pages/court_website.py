"""The court's public website: where the documents begin."""

from pages.landmark import Landmark
from pages.page import Page
from pages.verbs import action

_E_FILING = "E-Filing (CM/ECF)"
_LOGO = 'a img[alt="CM/ECF"]'  # a picture has no text to go by


class CourtWebsite(Page):
    """The court's front page, with the link E-Filing (CM/ECF)."""

    site = "website"
    # The link may stand on every page of the website; the CM/ECF page is told by its logo.
    landmark = Landmark("a", says=(_E_FILING,), unless=_LOGO)

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF)."""
        self.tab.get_by_role("link", name=_E_FILING, exact=True).click()


class CourtCmecfPage(Page):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    site = "website"
    landmark = Landmark(_LOGO)

    @property
    def address(self) -> str:
        return f"{self.court.website}/cmecf"

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self.tab.locator(_LOGO).click()
