"""The court's public website: its front page, where notices begin, and pages about CM/ECF."""

from pages.base import PageObject
from pages.controls import PageControl, locate, locate_by_role
from pages.decorators import Entries, Rows, action, check
from pages.landmark import Landmark
from pages.screen_reader import join_rows, normalize_whitespace
from pages.way_in import WayIn, find_way_in
from pages.withdrawals import find_withdrawals

_LOGO = 'img[alt="CM/ECF"]'  # a picture has no text to locate it by
_CMECF = "/cmecf"


class _WebsitePage(PageObject):
    """A page of the court's website."""

    site = "website"
    has_news = True

    def _click(self, words: str) -> None:
        self._open(locate_by_role(self.page, "", "link", words))

    def _open(self, link: PageControl) -> None:
        (state,) = self.require(link)
        self.click_link(link.locator, opens_tab=state.opens_tab, point=state.click_point)


class CourtWebsite(_WebsitePage):
    """The front page of the court's website, with the link E-Filing (CM/ECF)."""

    # None of its words is certain: every court has its own, and some do not have that link (facts F1).
    landmark = Landmark("body", fallback=True, description="its address")

    @property
    def address(self) -> str:
        return f"{self.court.website}/"

    def find_way_in(self) -> WayIn:
        """Return the link to the login of the court's CM/ECF, or the reason why none is certain."""
        return find_way_in(self.read_links(), self.court)

    @action()
    def open_e_filing(self) -> None:
        """Click E-Filing (CM/ECF), the link to the login of CM/ECF, and follow it into a new tab."""
        self.click_way_in(self.find_way_in())


class CourtCmecfPage(_WebsitePage):
    """The website's page about CM/ECF, with its logo (ctd-link-pacer-account, after step 6)."""

    landmark = Landmark(f"a {_LOGO}", address=_CMECF, description="the CM/ECF logo")

    @property
    def address(self) -> str:
        return f"{self.court.website}{_CMECF}"

    @action()
    def click_logo(self) -> None:
        """Click the CM/ECF logo."""
        self._open(locate(self.page, f"a:has({_LOGO})", "CM/ECF logo"))

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


# Guess: the pages below have the words of the notice as headings, and addresses under /cmecf.


class CourtPolicies(_WebsitePage):
    """The website's page with the Policies and Procedures for electronic filing."""

    landmark = Landmark("h2", says=("Policies and Procedures",), address=f"{_CMECF}/")


class AttorneyManual(_WebsitePage):
    """The website's page with the Attorney User's Manual."""

    landmark = Landmark("h2", says=("Attorney User's Manual",), address=f"{_CMECF}/")


class CourtForms(_WebsitePage):
    """The website's page with forms for users of CM/ECF."""

    landmark = Landmark("h2", says=("Forms",), address=f"{_CMECF}/")

    @check
    def forms(self) -> Entries:
        """The forms, in order."""
        return self.read_texts("main li")


class CourtSeminars(_WebsitePage):
    """The website's page about training sessions, and how to register for one."""

    landmark = Landmark("h2", says=("Seminars",), address=f"{_CMECF}/")

    @check
    def sessions(self) -> Entries:
        """The sessions, in order; with what its row says if that takes it back, such as `Canceled`."""
        found = self.evaluate_visible("main tr:has(> td)", "row => [...row.cells].map(words)")
        rows = (tuple(map(normalize_whitespace, cells)) for cells in found)
        return tuple(" ".join([title, *find_withdrawals("\n".join(others))]) for title, *others in rows)

    @check
    def mail(self) -> Entries:
        """The page's e-mail links; with all addresses of one that writes to others than it shows."""
        script = """link => {
            const added = [...new URLSearchParams(link.search)]
                .filter(([name]) => /^(to|cc|bcc)$/i.test(name)).map(([, address]) => address);
            const text = words(link), to = [decodeURIComponent(link.pathname), ...added].join(', ');
            return text.toLowerCase() === to.toLowerCase() ? text : `${text} (writes to ${to})`;
        }"""
        return tuple(self.evaluate_visible("a[href^='mailto:' i]", script))

    @check
    def audiences(self) -> Rows:
        """The sessions, and whom each of them is for."""
        return join_rows(
            self.evaluate_visible("main tr:has(> td + td)", "row => [...row.cells].slice(0, 2).map(words)")
        )
