"""CM/ECF's Utilities and the screens that link a CM/ECF account to a PACER account."""

from playwright.sync_api import Locator

from config.secret import Secret
from pages.cmecf import MAIN, CmecfPage
from pages.landmark import Landmark
from pages.pacer import read_rows
from pages.page import texts
from pages.verbs import Entries, Rows, Sections, action, check

LINK_ENTRY = "Link a CM/ECF account to my PACER account"
"""The court's words for the procedure, in the menu and as a heading (other courts have others: facts C)."""


class Utilities(CmecfPage):
    """The full page behind Utilities."""

    landmark = Landmark(f"{MAIN} b", says="Your Account")

    @check
    def links(self) -> Entries:
        """Every link of the page, in order."""
        return texts(self.content.get_by_role("link"))

    @check
    def sections(self) -> Sections:
        """Each heading with the links below it."""
        # A heading is bold and stands in one block with its links (facts B4: there is no heading role).
        blocks = self.content.locator("td, li, div").filter(
            has=self.tab.locator(":scope > b, :scope > font > b")
        )
        found = blocks.evaluate_all(
            "all => all.map(one => [one.querySelector('b').innerText,"
            " [...one.querySelectorAll('a')].map(link => link.innerText)])"
        )
        return {heading: tuple(links) for heading, links in found if links}

    @action()
    def open_link_account(self) -> None:
        """Click Link a CM/ECF account to my PACER account."""
        self.content.get_by_role("link", name=LINK_ENTRY, exact=True).click()


class LinkAccount(CmecfPage):
    """The form that asks for the CM/ECF login of before NextGen."""

    # Not the heading: the confirmation bears the same (facts B4).
    landmark = Landmark(f"{MAIN} form td", says="CM/ECF login:")

    def _row(self, label: str) -> Locator:
        # Labels are not tied to their inputs; the innermost row that holds both is what a reader goes by.
        return self.content.get_by_role("row", name=label, exact=True)

    @check
    def fields(self) -> Entries:
        """The labels of the rows that have a field to type in, in order."""
        rows = self.content.locator("tr:not(:has(tr)):has(input[type=text], input[type=password])")
        return texts(rows.filter(visible=True).locator("td:first-child"))

    @action(usually={"login": "{ecf.login}", "password": "{ecf.password}"})
    def submit(self, login: str, password: Secret) -> None:
        """Type the CM/ECF login and password and click Submit; nothing is linked yet."""
        self._row("CM/ECF login:").locator("input").fill(login)
        self._row("CM/ECF password:").locator("input").fill(password.get_secret_value())
        self.content.get_by_role("button", name="Submit", exact=True).click()


class LinkConfirmation(CmecfPage):
    """The question whether these two accounts are to be linked."""

    landmark = Landmark(MAIN, says="Do you want to link these accounts?")

    @check
    def rows(self) -> Rows:
        """The two accounts and the names on them."""
        return read_rows(self.content)

    @action(effect="permanent")
    def confirm(self) -> None:
        """Click Submit: the accounts are linked for good."""
        self.content.get_by_role("button", name="Submit", exact=True).click()


class LinkSuccess(CmecfPage):
    """What CM/ECF says when the accounts are linked."""

    # The document's words; whether the screen has them is not known (facts E).
    landmark = Landmark(MAIN, says="You have successfully linked your account")
