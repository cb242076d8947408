"""CM/ECF's Utilities: the menu page from which accounts are linked and maintained (facts B4, F5)."""

from config.court_kind import LINK_ENTRY, LINK_HEADING
from pages.base import normalize_whitespace
from pages.cmecf import BACK, MAIN, CmecfPage
from pages.decorators import Entries, Sections, action, check
from pages.landmark import Landmark

_OFFERED = (
    *("Change Client Code", "Review Billing History", "Maintain Your", "Update Your", "View Your"),
    *("Internet Payment History", "Mailings"),
)
"""How entries of Utilities begin that are not offered elsewhere (facts F5)."""


class Utilities(CmecfPage):
    """The full page behind Utilities."""

    # By its address (facts F5), or by any of these: what is worded otherwise is a difference to be reported,
    # not another screen.
    landmark = Landmark(
        MAIN,
        unless=BACK,
        address=r"/DisplayMenu\.pl\?Utilities",
        also=(
            Landmark(f"{MAIN} a", says=(LINK_ENTRY, "Review Billing History", "Change Client Code")),
            Landmark(f"{MAIN} b", says=(LINK_HEADING,)),
        ),
    )

    @check
    def links(self) -> Entries:
        """Every link of the page, in order."""
        return self.read_texts(f"{MAIN} a")

    @check
    def sections(self) -> Sections:
        """Each heading with the links below it."""
        # A heading is bold and stands in one block with its links (facts B4: there is no heading role).
        blocks = f"{MAIN} :is(td, li, div):has(> b, > font > b):has(a)"
        found = self.evaluate_visible(
            blocks,
            "one => [words(one.querySelector('b')), [...one.querySelectorAll('a')].map(words)]",
        )
        sections: dict[str, tuple[str, ...]] = {}
        for heading, links in found:
            sections[normalize_whitespace(heading)] = sections.get(normalize_whitespace(heading), ()) + tuple(
                map(normalize_whitespace, links)
            )
        return sections

    @check(mismatch_outcome="ACCOUNT")
    def standing(self) -> Entries:
        """What the account is: `may file`, `not linked` (a link is offered), `not entitled`, `unknown`."""
        by_menu, links = super().standing(), self.links()
        if by_menu != ("may not file",):
            return by_menu
        if self.court.link_entry in links:
            return ("not linked",)
        # Only a page that offers what Utilities offers says that it offers no link.
        is_known = any(link.startswith(_OFFERED) for link in links)
        return ("not entitled" if is_known else "unknown",)

    @action()
    def open_link_account(self) -> None:
        """Click Link a CM/ECF account to my PACER account, in the court's own words for it."""
        self.page.locator(MAIN).get_by_role("link", name=self.court.link_entry, exact=True).click()

    @action()
    def open_maintain_login(self) -> None:
        """Click Maintain Your Login/Password: legacy's entry, for a court's own login."""
        self.page.locator(MAIN).get_by_role("link", name="Maintain Your Login/Password", exact=True).click()
