"""The court's public website: where the documents begin, and what they say is to be found there."""

from pages.landmark import Landmark
from pages.page import Page
from pages.verbs import Entries, action, check

_E_FILING = "E-Filing (CM/ECF)"
_LOGO = 'a img[alt="CM/ECF"]'  # a picture has no text to go by


class _WebsitePage(Page):
    """A page of the website."""

    site = "website"

    def _click(self, link: str) -> None:
        self.tab.get_by_role("link", name=link, exact=True).click()


class CourtWebsite(_WebsitePage):
    """The court's front page, with the link E-Filing (CM/ECF)."""

    # The link may stand on every page of the website; the CM/ECF page is told by its logo.
    landmark = Landmark("a", says=(_E_FILING,), unless=_LOGO)

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF)."""
        self._click(_E_FILING)


class CourtCmecfPage(_WebsitePage):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    landmark = Landmark(_LOGO)

    @property
    def address(self) -> str:
        return f"{self.court.website}/cmecf"

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self.tab.locator(_LOGO).click()

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


# Guess: that the headings below have the notice's words, as the links do; the real ones are not known.


class CourtPolicies(_WebsitePage):
    """The court's Policies and Procedures governing electronic filing."""

    landmark = Landmark("h2", says=("Policies and Procedures",))


class AttorneyManual(_WebsitePage):
    """The Attorney User's Manual."""

    landmark = Landmark("h2", says=("Attorney User's Manual",))


class CourtForms(_WebsitePage):
    """The court's forms for users of CM/ECF."""

    landmark = Landmark("h2", says=("Forms",))

    @check
    def forms(self) -> Entries:
        """The forms that there are, in order."""
        return self.texts("main li")


class CourtSeminars(_WebsitePage):
    """The court's training sessions, and how to register for one."""

    landmark = Landmark("h2", says=("Seminars",))

    @check
    def sessions(self) -> Entries:
        """The sessions that there are, in order."""
        return self.texts("main tr > td:first-child")

    @check
    def mail(self) -> Entries:
        """The addresses that a click writes an e-mail to."""
        return self.texts("a[href^='mailto:']")
