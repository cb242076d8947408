"""CM/ECF's Utilities and the screens that link a CM/ECF account to a PACER account."""

from collections.abc import Mapping
from typing import ClassVar

from playwright.sync_api import Locator

from config.kind import LINK_ENTRY, LINK_HEADING
from config.secret import Secret
from pages.cmecf import BACK, MAIN, CmecfPage
from pages.fields import FIELDS
from pages.landmark import Landmark
from pages.names import names_agree
from pages.page import squeezed
from pages.verbs import Entries, LinkableLogin, Rows, Sections, Sends, action, check

_AGREE = ("the names agree",)
_SAME: Mapping[str, Entries] = {"agreement": _AGREE}
"""Whoever links two accounts has made sure that they are one person's."""

_INPUTS = ", ".join(FIELDS)
_FIELD_ROWS = f"{MAIN} tr:not(:has(tr)):has({_INPUTS})"


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

    @check(means="ACCOUNT")
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
        self.tab.locator(MAIN).get_by_role("link", name=self.court.link_entry, exact=True).click()

    @action()
    def open_maintain_login(self) -> None:
        """Click Maintain Your Login/Password: legacy's entry, for a court's own login."""
        self.tab.locator(MAIN).get_by_role("link", name="Maintain Your Login/Password", exact=True).click()


class LinkAccount(CmecfPage):
    """The form that asks for the CM/ECF login of before NextGen."""

    # The confirmation bears the same heading, but has nothing to type in (facts B4).
    landmark = Landmark(
        f"{MAIN}:has(input[type=text], input[type=password])",
        says=("your old CM/ECF login and password", "CM/ECF login:", "CM/ECF password:"),
    )

    def _button(self, name: str) -> Locator:
        return self.tab.locator(MAIN).get_by_role("button", name=name, exact=True)

    def _row(self, label: str) -> Locator:
        # Labels are not tied to their inputs; the innermost row that holds both is what a reader goes by.
        return self.tab.locator(MAIN).get_by_role("row", name=label, exact=True)

    @check
    def fields(self) -> Entries:
        """The labels of the rows that have a field to type in, in order."""
        return self.texts(f"{_FIELD_ROWS} > td:first-child")

    @check
    def contents(self) -> Rows:
        """Each field's label, and whether it holds something: `filled` or `empty`."""
        what = f"row => [words(row.cells[0]), row.querySelector('{_INPUTS}').value ? 'filled' : 'empty']"
        return {squeezed(label): state for label, state in self.each(_FIELD_ROWS, what)}

    @action(usually={"login": "{ecf.login}", "password": "{ecf.password}"})
    def fill_in(self, login: LinkableLogin, password: Secret) -> None:
        """Type the CM/ECF login and password, and send nothing."""
        self._row("CM/ECF login:").locator("input").fill(login)
        self.type_secret(self._row("CM/ECF password:").locator("input[type=password]"), password)

    @action(usually={"login": "{ecf.login}", "password": "{ecf.password}"}, refused="ACCOUNT", login="login")
    def submit(self, login: LinkableLogin, password: Secret) -> None:
        """Type the CM/ECF login and password and click Submit; nothing is linked yet."""
        self.fill_in(login, password)
        self.submit_credentials(self._button("Submit"))

    @action()
    def clear(self) -> None:
        """Click Clear."""
        self._button("Clear").click()


class LinkConfirmation(CmecfPage):
    """The question whether these two accounts are to be linked."""

    landmark = Landmark(MAIN, says=("Do you want to link these accounts?", "will be permanently linked"))
    sends: ClassVar = {"permanent": Sends(f"{MAIN} form", "LinkAccountConfirm.pl")}  # guess: facts E
    retreat = "go_back"

    @check
    def rows(self) -> Rows:
        """The two accounts and the names on them."""
        return self.labelled_rows(MAIN)

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())

    @check(means="ACCOUNT")
    def agreement(self) -> Entries:
        """Whether both accounts bear one person's name: `the names agree` or `the names differ`."""
        rows = self.rows()
        agree = names_agree(rows.get("CM/ECF", ""), rows.get("PACER", ""))
        return _AGREE if agree else ("the names differ",)

    @action(effect="permanent", after=_SAME)
    def confirm(self) -> None:
        """Click Submit: the accounts are linked for good."""
        self.press(self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True))

    @action(effect="permanent", after=_SAME)
    def confirm_twice(self) -> None:
        """Click Submit, and again before the court has answered: the accounts are linked for good."""
        submit = self.tab.locator(MAIN).get_by_role("button", name="Submit", exact=True)
        submit.click(trial=True)
        if not self.rehearsing:
            with self.answer_held_back():
                submit.evaluate("one => { setTimeout(() => { one.click(); one.click(); }); }")

    @action()
    def go_back(self) -> None:
        """Go back with the browser's own button, as the form asks those whose names do not match."""
        self.tab.go_back(wait_until="commit")


class LinkSuccess(CmecfPage):
    """What CM/ECF says when the accounts are linked."""

    # The document's words; whether the screen has them is not known (facts E).
    landmark = Landmark(MAIN, says=("successfully linked", "ready for filings"))
