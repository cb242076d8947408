"""PACER's Manage My Account: its login, and what PACER says of the account (facts F6)."""

from typing import ClassVar

from config.secret import Secret
from pages.base import PageObject, Site
from pages.decorators import Entries, Rows, action, check
from pages.landmark import Landmark
from pages.pacer_login import CREDENTIAL, FORM, LoginForm


class PacerAccountLogin(LoginForm):
    """The login of Manage My Account, which is one of its own (facts F6)."""

    site: ClassVar[Site] = "pacer_account"
    # Guess: that its form is like the other login's.
    landmark = Landmark(FORM, address="/pscof/", description="its form")

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @action(defaults=CREDENTIAL, login="user_name")
    def log_in(self, user_name: str, password: Secret) -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        self._type(user_name, password)
        self.submit_credentials(self._button("Login"))


class PacerAccount(PageObject):
    """Manage My Account: what PACER says of the account itself (facts F6)."""

    site = "pacer_account"
    landmark = Landmark(
        "td, th, label, span", says=("Account Type",), address="/pscof/"
    )  # guess: the element

    @check(mismatch_outcome="ACCOUNT")
    def account_type(self) -> Entries:
        """What PACER says of the account: `upgraded`, `not upgraded`, or else its own words for it."""
        kind = self.read_labeled_rows("body").get("Account Type", "")
        known = {"Upgraded PACER Account": "upgraded", "Legacy PACER Account": "not upgraded"}
        standings = [standing for words, standing in known.items() if kind.startswith(words)]
        return (standings[0] if standings else kind or "unknown",)

    @check
    def rows(self) -> Rows:
        """The rows that say whose account it is: Name and User Name."""
        rows = self.read_labeled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())
