"""The court's public website: where the documents begin, and what they say is to be found there."""

from playwright.sync_api import Locator

from pages.base import OPENS_TAB, PageObject
from pages.decorators import Entries, action, check
from pages.landmark import Landmark
from pages.way_in import WayIn, find_way_in

_LOGO_PICTURE = 'img[alt="CM/ECF"]'  # a picture has no text to go by
_CMECF = "/cmecf"


class _WebsitePage(PageObject):
    """A page of the website."""

    site = "website"

    def _click(self, words: str) -> None:
        self._open(self.page.get_by_role("link", name=words, exact=True))

    def _open(self, link: Locator) -> None:
        self.click_link(link, opens_tab=link.evaluate(OPENS_TAB))


class CourtWebsite(_WebsitePage):
    """The court's front page, with the link E-Filing (CM/ECF)."""

    # No words of it are sure: each court writes its own, and some have no such link (facts F1).
    landmark = Landmark("body", fallback=True, description="its address")

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    def find_way_in(self) -> WayIn:
        """Return the link that leads to the login of the court's CM/ECF, or why none is certain."""
        return find_way_in(self.read_links(), self.court)

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF), the link to the login of the court's CM/ECF; a new tab is followed."""
        self.click_way_in(self.find_way_in())


class CourtCmecfPage(_WebsitePage):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    landmark = Landmark(f"a {_LOGO_PICTURE}", address=_CMECF, description="the CM/ECF logo")

    @property
    def address(self) -> str:
        return f"{self.court.website}{_CMECF}"

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self._open(self.page.locator("a").filter(has=self.page.locator(_LOGO_PICTURE)))

    @action()
    def open_policies(self) -> None:
        """Click Policies and Procedures."""
        self._click("Policies and Procedures")

    @action()
    def open_manual(self) -> None:
        """Click Attorney User's Manual."""
        self._click("Attorney User's Manual")

    @action()
    def open_forms(self) -> None:
        """Click Forms."""
        self._click("Forms")

    @action()
    def open_seminars(self) -> None:
        """Click Seminars."""
        self._click("Seminars")


# Guess: that the pages below have the notice's words as headings, and addresses below that of CM/ECF's page.


class CourtPolicies(_WebsitePage):
    """The court's Policies and Procedures governing electronic filing."""

    landmark = Landmark("h2", says=("Policies and Procedures",), address=f"{_CMECF}/")


class AttorneyManual(_WebsitePage):
    """The Attorney User's Manual."""

    landmark = Landmark("h2", says=("Attorney User's Manual",), address=f"{_CMECF}/")


class CourtForms(_WebsitePage):
    """The court's forms for users of CM/ECF."""

    landmark = Landmark("h2", says=("Forms",), address=f"{_CMECF}/")

    @check
    def forms(self) -> Entries:
        """The forms that there are, in order."""
        return self.read_texts("main li")


class CourtSeminars(_WebsitePage):
    """The court's training sessions, and how to register for one."""

    landmark = Landmark("h2", says=("Seminars",), address=f"{_CMECF}/")

    @check
    def sessions(self) -> Entries:
        """The sessions that there are, in order."""
        return self.read_texts("main tr > td:first-child")

    @check
    def mail(self) -> Entries:
        """The addresses that a click writes an e-mail to."""
        return self.read_texts("a[href^='mailto:']")
