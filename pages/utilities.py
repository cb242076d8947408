"""CM/ECF's Utilities and the screens that link a CM/ECF account to a PACER account."""

from typing import ClassVar

from playwright.sync_api import Locator

from config.secret import Secret
from pages.cmecf import MAIN, CmecfPage
from pages.landmark import Landmark
from pages.page import FIELDS, squeezed
from pages.verbs import Entries, Rows, Sections, Sends, action, check

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
"""The court's words for the procedure, in the menu and as a heading (other courts have others: facts C)."""


class Utilities(CmecfPage):
    """The full page behind Utilities."""

    # Any of these, so that one that is worded otherwise is a difference to be told, not another screen.
    landmark = Landmark(
        f"{MAIN} b, {MAIN} a", says=("Your Account", "Review Billing History", "Change Client Code")
    )

    @check
    def links(self) -> Entries:
        """Every link of the page, in order."""
        return self.texts(f"{MAIN} a")

    @check
    def sections(self) -> Sections:
        """Each heading with the links below it."""
        # A heading is bold and stands in one block with its links (facts B4: there is no heading role).
        blocks = f"{MAIN} :is(td, li, div):has(> b, > font > b):has(a)"
        found = self.each(
            blocks,
            "one => [words(one.querySelector('b')), [...one.querySelectorAll('a')].map(words)]",
        )
        sections: dict[str, tuple[str, ...]] = {}
        for heading, links in found:
            sections[squeezed(heading)] = sections.get(squeezed(heading), ()) + tuple(map(squeezed, links))
        return sections

    @action()
    def open_link_account(self) -> None:
        """Click Link a CM/ECF account to my PACER account."""
        self.tab.locator(MAIN).get_by_role("link", name=LINK_ENTRY, exact=True).click()

    @action()
    def open_maintain_login(self) -> None:
        """Click Maintain Your Login/Password: legacy's entry, for a court's own login."""
        self.tab.locator(MAIN).get_by_role("link", name="Maintain Your Login/Password", exact=True).click()


class LinkAccount(CmecfPage):
    """The form that asks for the CM/ECF login of before NextGen."""

    # The confirmation bears the same heading, but has nothing to type in (facts B4).
    landmark = Landmark(
        f"{MAIN}:has(input[type=text], input[type=password])",
        says=(LINK_ENTRY, "your old CM/ECF login and password", "CM/ECF login:", "CM/ECF password:"),
    )

    def _row(self, label: str) -> Locator:
        # Labels are not tied to their inputs; the innermost row that holds both is what a reader goes by.
        return self.tab.locator(MAIN).get_by_role("row", name=label, exact=True)

    @check
    def fields(self) -> Entries:
        """The labels of the rows that have a field to type in, in order."""
        rows = f"{MAIN} tr:not(:has(tr)):has({', '.join(FIELDS)})"
        return self.texts(f"{rows} > td:first-child")

    @action(usually={"login": "{ecf.login}", "password": "{ecf.password}"})
    def submit(self, login: str, password: Secret) -> None:
        """Type the CM/ECF login and password and click Submit; nothing is linked yet."""
        self._row("CM/ECF login:").locator("input").fill(login)
        self._row("CM/ECF password:").locator("input[type=password]").fill(password.get_secret_value())
        self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True).click()


class LinkConfirmation(CmecfPage):
    """The question whether these two accounts are to be linked."""

    landmark = Landmark(MAIN, says=("Do you want to link these accounts?", "will be permanently linked"))
    sends: ClassVar = {"permanent": Sends(f"{MAIN} form", "LinkAccountConfirm.pl")}  # guess: facts E

    @check
    def rows(self) -> Rows:
        """The two accounts and the names on them."""
        return self.labelled_rows(MAIN)

    @action(effect="permanent")
    def confirm(self) -> None:
        """Click Submit: the accounts are linked for good."""
        self.press(self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True))


class LinkSuccess(CmecfPage):
    """What CM/ECF says when the accounts are linked."""

    # The document's words; whether the screen has them is not known (facts E).
    landmark = Landmark(MAIN, says=("successfully linked", "ready for filings"))
