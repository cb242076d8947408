"""CM/ECF's Utilities: the page from which accounts are linked and maintained (facts B4, F5)."""

import re

from config.court_kind import LINK_ENTRY, LINK_HEADING
from pages.cmecf import BACK, FOLDERS, MAIN, MAY_FILE, CmecfPage
from pages.decorators import Entries, Sections, action, check
from pages.landmark import Landmark
from pages.screen_reader import build_link_script, normalize_whitespace

_ONLY_IN_UTILITIES = (
    *("Change Client Code", "Review Billing History", "Maintain Your", "Update Your", "View Your"),
    *("Internet Payment History", "Mailings"),
)
"""Beginnings of links that only Utilities has (facts F5)."""


_LIKE_LINK_ENTRY = re.compile(r"\blink\b.*\b(account|PACER)\b", re.IGNORECASE | re.DOTALL)


class Utilities(CmecfPage):
    """CM/ECF's Utilities page."""

    # By its address (facts F5), or by any of these, so that changed words are reported as a difference and
    # not as another screen.
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
    def sections(self) -> Sections:
        """Each heading with the links below it."""
        # A heading is bold and in one block with its links; it does not have the heading role (facts B4).
        blocks = f"{MAIN} :is(td, li, div):has(> b, > font > b):has(a)"
        read = build_link_script(self.court_hosts, folders=FOLDERS)
        found = self.evaluate_visible(
            blocks,
            "block => [words(block.querySelector('b')),"
            f" [...block.querySelectorAll('a')].filter(sees).map({read})]",
        )
        sections: dict[str, tuple[str, ...]] = {}
        for heading, links in found:
            sections[normalize_whitespace(heading)] = sections.get(normalize_whitespace(heading), ()) + tuple(
                map(normalize_whitespace, links)
            )
        return sections

    @check(mismatch_outcome="ACCOUNT", asks=MAY_FILE)
    def standing(self) -> Entries:
        """The account's standing: `may file`, `not linked` (but can be), `not entitled` or `unknown`."""
        by_menu, links = super().standing(), self.links()
        if by_menu != ("may not file",):
            return by_menu
        if self.court.link_entry in links:
            return ("not linked",)
        # The missing link means something only on a page that certainly is Utilities, and if no other link,
        # seen or not, could be the same one with other words.
        is_utilities = any(link.startswith(_ONLY_IN_UTILITIES) for link in links)
        texts = self.evaluate_visible(MAIN, "main => [...main.querySelectorAll('a')].map(a => a.textContent)")
        is_renamed = any(_LIKE_LINK_ENTRY.search(text) for found in texts for text in found)
        return ("not entitled" if is_utilities and not is_renamed else "unknown",)

    @action()
    def open_link_account(self) -> None:
        """Click Link a CM/ECF account to my PACER account, or the court's own words for it."""
        self.click(self._link(self.court.link_entry))

    @action()
    def open_maintain_login(self) -> None:
        """Click Maintain Your Login/Password, legacy CM/ECF's entry for a court's own login."""
        self.click(self._link("Maintain Your Login/Password"))
