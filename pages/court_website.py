"""The court's public website: where the documents begin, and what they say is to be found there."""

from playwright.sync_api import Locator

from pages.failing import NotUsable
from pages.landmark import Landmark
from pages.page import WORDS, Page, squeezed
from pages.verbs import Entries, action, check
from pages.way_in import Link, WayIn, find_way_in

_LOGO_PICTURE = 'img[alt="CM/ECF"]'  # a picture has no text to go by
_CMECF = "/cmecf"

_OPENS_TAB = "link => !['', '_self', '_top', '_parent'].includes(link.target.toLowerCase())"
"""Whether a link opens a new tab: every target but these does (facts F1)."""

# A picture's words are its alternative text.
_LINK = f"""one => ({{
    words: ({WORDS})(one) || [...one.querySelectorAll('img')].map(image => image.alt).join(' '),
    address: one.href,
    opens_tab: ({_OPENS_TAB})(one),
    index: [...document.links].indexOf(one),
}})"""
_ALL_LINKS = "a[href], area[href]"  # what `document.links` has, in the same order


class _WebsitePage(Page):
    """A page of the website."""

    site = "website"

    def _click(self, words: str) -> None:
        self._open(self.tab.get_by_role("link", name=words, exact=True))

    def _open(self, link: Locator) -> None:
        self.follow(link, opens_tab=link.evaluate(_OPENS_TAB))


class CourtWebsite(_WebsitePage):
    """The court's front page, with the link E-Filing (CM/ECF)."""

    # No words of it are sure: each court writes its own, and some have no such link (facts F1).
    landmark = Landmark("body", fallback=True, description="its address")

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    def way_in(self) -> WayIn:
        """Return the link that leads to the login of the court's CM/ECF, or why none is certain."""
        found = self.each(_ALL_LINKS, _LINK)
        links = [Link(**{**link, "words": squeezed(link["words"])}) for link in found]
        return find_way_in(links, self.court)

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF), the link to the login of the court's CM/ECF; a new tab is followed."""
        way_in = self.way_in()
        if way_in.link is None:
            raise NotUsable(way_in.reason)
        self.follow(self.tab.locator(_ALL_LINKS).nth(way_in.link.index), opens_tab=way_in.link.opens_tab)


class CourtCmecfPage(_WebsitePage):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    landmark = Landmark(f"a {_LOGO_PICTURE}", address=_CMECF, description="the CM/ECF logo")

    @property
    def address(self) -> str:
        return f"{self.court.website}{_CMECF}"

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self._open(self.tab.locator("a").filter(has=self.tab.locator(_LOGO_PICTURE)))

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
        return self.texts("main li")


class CourtSeminars(_WebsitePage):
    """The court's training sessions, and how to register for one."""

    landmark = Landmark("h2", says=("Seminars",), address=f"{_CMECF}/")

    @check
    def sessions(self) -> Entries:
        """The sessions that there are, in order."""
        return self.texts("main tr > td:first-child")

    @check
    def mail(self) -> Entries:
        """The addresses that a click writes an e-mail to."""
        return self.texts("a[href^='mailto:']")
