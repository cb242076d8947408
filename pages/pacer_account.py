"""PACER's Manage My Account: its login and its account page (facts F6)."""

import re
from typing import ClassVar

from config.secret import Secret
from pages.base import PageObject
from pages.decorators import Entries, Rows, action, check
from pages.landmark import Landmark
from pages.pacer_login import CREDENTIAL, FORM, LoginForm
from pages.screen_controls import Site

# Guess: which words other than Active there are.
_OFF = re.compile(
    r"\b(?:inactive|not active|disabled|suspended|closed|cancell?ed|terminated|expired|locked|deactivated)\b",
    re.IGNORECASE,
)


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
        self.submit_credentials(self._button("Login"), *self._build_inputs(user_name, password))


class PacerAccount(PageObject):
    """The account page of PACER's Manage My Account (facts F6)."""

    site = "pacer_account"
    landmark = Landmark(
        "td, th, label, span", says=("Account Type",), address="/pscof/"
    )  # guess: the element

    @check(mismatch_outcome="ACCOUNT", asks=("upgraded",))
    def account_type(self) -> Entries:
        """The account type: `upgraded`, `not upgraded`, or otherwise PACER's own words."""
        kind = self.read_labeled_rows("body").get("Account Type", "")
        # The link Upgrade is next to what can be upgraded, and to nothing else.
        known = {
            "Upgraded PACER Account": "upgraded",
            "Legacy PACER Account": "not upgraded",
            "Legacy PACER Account Upgrade": "not upgraded",
        }
        return (known.get(kind) or kind or "unknown",)

    @check(mismatch_outcome="ACCOUNT", asks=("active",))
    def status(self) -> Entries:
        """The account's status: `active`, or each row by which it is not, such as an inactive case search."""
        rows = self.read_labeled_rows("body").items()
        off = tuple(
            f"{label} {value}" for label, value in rows if "status" in label.casefold() and _OFF.search(value)
        )
        return off or ("active",)

    @check
    def rows(self) -> Rows:
        """The rows that identify the account's holder: Name and User Name."""
        rows = self.read_labeled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())
