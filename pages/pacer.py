"""PACER's own screens before and beside the court: the login, the account (facts A1 to A3)."""

from typing import ClassVar

from playwright.sync_api import Locator

from config.secret import Secret
from pages.cmecf import LOGIN
from pages.fields import FIELDS
from pages.landmark import Landmark
from pages.pacer_asks import DIALOG, PASSCODE, REDACTION
from pages.pacer_screen import PacerScreen
from pages.page import Page, Site, squeezed
from pages.verbs import Entries, Rows, action, check

_FORM = 'form[id="loginForm"]'  # a real id (facts A2): a form has no text of its own to go by
_INPUTS = ", ".join(f"{_FORM} {kind}" for kind in FIELDS)
_CREDENTIAL = {"user_name": "{pacer.user_name}", "password": "{pacer.password}"}
_LABEL = "one => one.labels[0] ? words(one.labels[0]) : one.name"


class _LoginForm(PacerScreen):
    """A form of PACER's that takes a user name and a password."""

    begins_session = True
    # A login may let its user look at the password.
    secrets = '[id="loginForm:password"]'

    @property
    def _form(self) -> Locator:
        return self.tab.locator(_FORM)

    def _input(self, name: str) -> Locator:
        # By the ids that working clients use: whether the labels are tied to the inputs is not known.
        return self._form.locator(f'[id="loginForm:{name}"]')

    def _button(self, name: str) -> Locator:
        return self._form.get_by_role("button", name=name, exact=True)

    @check
    def fields(self) -> Entries:
        """The labels of the fields, each with a field to type in, in order."""
        return tuple(squeezed(label) for label in self.each(_INPUTS, _LABEL))

    @check
    def contents(self) -> Rows:
        """Each field's label, and whether it holds something: `filled` or `empty`."""
        found = self.each(_INPUTS, f"one => [({_LABEL})(one), one.value ? 'filled' : 'empty']")
        return {squeezed(label): state for label, state in found}

    @check
    def buttons(self) -> Entries:
        """The buttons below the fields, in order."""
        return self.button_names(_FORM)

    def _type(self, user_name: str, password: Secret) -> None:
        self._input("loginName").fill(user_name)
        self.type_secret(self._input("password").and_(self._form.locator("[type=password]")), password)


class PacerLogin(_LoginForm):
    """PACER's login. Its address stays the same until the login is accepted (facts A2)."""

    # Known by its form: a field that is missing is a difference to be reported, not another screen.
    landmark = Landmark(
        _FORM, unless=f"{REDACTION}, {PASSCODE}, {DIALOG}", address="/csologin/", description="its form"
    )
    comes_again = True  # though the session is valid (facts F4)

    @property
    def address(self) -> str:
        # Who is not logged in is led from there to the login, which then leads back (facts A1).
        return f"{self.court.ecf}{LOGIN}"

    @check
    def links(self) -> Entries:
        """The links below the form, in order."""
        # The nearest block around the form that has links: whether they are inside the form is not known.
        found = self.each(
            _FORM,
            "form => [...form.closest(':has(a)')?.querySelectorAll('a') ?? []].map(words).filter(Boolean)",
        )
        return tuple(squeezed(link) for links in found for link in links)

    @action(usually=_CREDENTIAL)
    def fill_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password, and send nothing."""
        self._type(user_name, password)
        if client_code:
            self._input("clientCode").fill(client_code)

    @action(usually={**_CREDENTIAL, "client_code": "{pacer.client_code}"}, login="user_name")
    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        self.fill_in(user_name, password, client_code)
        self.submit_credentials(self._button("Login"))

    @action()
    def clear(self) -> None:
        """Click Clear."""
        self._button("Clear").click()

    @action()
    def cancel(self) -> None:
        """Click Cancel."""
        self._button("Cancel").click()


class PacerAccountLogin(_LoginForm):
    """The login of Manage My Account, which is one of its own (facts F6)."""

    site: ClassVar[Site] = "pacer_account"
    # Guess: that its form is like the other login's.
    landmark = Landmark(_FORM, address="/pscof/", description="its form")

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @action(usually=_CREDENTIAL, login="user_name")
    def log_in(self, user_name: str, password: Secret) -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        self._type(user_name, password)
        self.submit_credentials(self._button("Login"))


class PacerAccount(Page):
    """Manage My Account: what PACER says of the account itself (facts F6)."""

    site = "pacer_account"
    landmark = Landmark(
        "td, th, label, span", says=("Account Type",), address="/pscof/"
    )  # guess: the element

    @check(means="ACCOUNT")
    def account_type(self) -> Entries:
        """What PACER says of the account: `upgraded`, `not upgraded`, or else its own words for it."""
        kind = self.labelled_rows("body").get("Account Type", "")
        known = {"Upgraded PACER Account": "upgraded", "Legacy PACER Account": "not upgraded"}
        standings = [standing for words, standing in known.items() if kind.startswith(words)]
        return (standings[0] if standings else kind or "unknown",)

    @check
    def rows(self) -> Rows:
        """The rows that say whose account it is: Name and User Name."""
        rows = self.labelled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}

    def read_names(self) -> tuple[str, ...]:
        return tuple(self.rows().values())
