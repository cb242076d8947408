"""PACER's Manage My Account: its login and its account page (facts F6)."""

from typing import ClassVar

from config.secret import Secret
from pages.base import PageObject
from pages.decorators import Entries, Rows, action, check
from pages.landmark import Landmark
from pages.pacer_login import CREDENTIAL, FORM, LoginForm
from pages.screen_controls import Site


class PacerAccountLogin(LoginForm):
    """The login of PACER's Manage My Account, separate from the login to CM/ECF (facts F6)."""

    site: ClassVar[Site] = "pacer_account"
    # Guess: its form is like that of the other login.
    landmark = Landmark(FORM, address="/pscof/", description="its form")

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @action(defaults=CREDENTIAL, login="user_name")
    def log_in(self, user_name: str, password: Secret) -> None:
        """Type the user name and the password, click Login, and wait for PACER's response."""
        button = self._button("Login")
        self._type_credential(user_name, password, button)
        self.submit_credentials(button)


class PacerAccount(PageObject):
    """The account page of PACER's Manage My Account (facts F6)."""

    site = "pacer_account"
    landmark = Landmark(
        "td, th, label, span", says=("Account Type",), address="/pscof/"
    )  # guess: the element

    @check(mismatch_outcome="ACCOUNT", asks=("upgraded",))
    def account_type(self) -> Entries:
        """The account type: `upgraded`, `not upgraded`, or otherwise PACER's own words."""
        kind = self.read_labeled_rows("body").get("Account Type", "").removesuffix(" Upgrade")
        known = {"Upgraded PACER Account": "upgraded", "Legacy PACER Account": "not upgraded"}
        return (known.get(kind) or kind or "unknown",)

    @check
    def rows(self) -> Rows:
        """The rows that identify the account's holder: Name and User Name."""
        rows = self.read_labeled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())
