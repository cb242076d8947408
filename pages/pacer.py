"""PACER's own screens before and beside the court: the login, the account (facts A1 to A3)."""

from playwright.sync_api import Locator

from config.secret import Secret
from pages.fields import FIELDS
from pages.landmark import Landmark
from pages.pacer_asks import PASSCODE, REDACTION
from pages.pacer_screen import PacerScreen
from pages.page import Page, squeezed
from pages.verbs import Entries, Rows, action, check

_FORM = 'form[id="loginForm"]'  # a real id (facts A2): a form has no text of its own to go by
_INPUTS = ", ".join(f"{_FORM} {kind}" for kind in FIELDS)
_LABEL = "one => one.labels[0] ? words(one.labels[0]) : one.name"


class PacerLogin(PacerScreen):
    """PACER's login. Its address stays the same until the login is accepted (facts A2)."""

    # Known by its form: a field that is missing is a difference to be told, not another screen.
    landmark = Landmark(_FORM, unless=f"{REDACTION}, {PASSCODE}")
    begins_session = True
    # A login may let its user look at the password.
    secrets = '[id="loginForm:password"]'

    @property
    def address(self) -> str:
        # Who is not logged in is led from CM/ECF to the login, which then leads back (facts A1).
        return f"{self.court.ecf}/"

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

    @check
    def links(self) -> Entries:
        """The links below the form, in order."""
        # The nearest block around the form that has links: whether they are inside the form is not known.
        (links,) = self.each(
            _FORM,
            "form => [...form.closest(':has(a)').querySelectorAll('a')].filter(a => words(a)).map(words)",
        )
        return tuple(squeezed(link) for link in links)

    @action(usually={"user_name": "{pacer.user_name}", "password": "{pacer.password}"})
    def fill_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password, and send nothing."""
        self._input("loginName").fill(user_name)
        self.type_secret(self._input("password").and_(self._form.locator("[type=password]")), password)
        if client_code:
            self._input("clientCode").fill(client_code)

    @action(usually={"user_name": "{pacer.user_name}", "password": "{pacer.password}"})
    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        self.fill_in(user_name, password, client_code)
        self.about_to_send()
        self._post(self._button("Login"))

    @action()
    def clear(self) -> None:
        """Click Clear."""
        self._button("Clear").click()

    @action()
    def cancel(self) -> None:
        """Click Cancel."""
        self._button("Cancel").click()


class PacerAccount(Page):
    """PACER's page about the account itself: the same login serves it."""

    site = "pacer_account"
    landmark = Landmark("td, th", says=("Account Type",))  # guess: the real page is not known (facts E)

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @check(means="ACCOUNT")
    def account_type(self) -> Entries:
        """What PACER says of the account: that it is `upgraded`, or `not upgraded`."""
        kind = self.labelled_rows("body").get("Account Type", "")
        return ("not upgraded" if "Legacy" in kind else "upgraded",)  # guess: the words are not known

    @check
    def rows(self) -> Rows:
        """The rows that say whose account it is: Name and User Name."""
        rows = self.labelled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}
