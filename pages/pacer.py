"""PACER's own screens: the login, the notice about redaction, the account (facts A1 to A4)."""

from playwright.sync_api import Locator, Response

from config.secret import Secret
from pages.landmark import Landmark
from pages.page import Page, button_names, squeezed, texts
from pages.verbs import Entries, Rows, action, check

# Real ids (facts A2, A4): a form and a dialog have no text of their own to go by.
_FORM = 'form[id="loginForm"]'
_REDACTION = '[id="redactionConfirmation"]'


class PacerLogin(Page):
    """PACER's login. Its address stays the same until the login is accepted (facts A2)."""

    # Known by its form: a field that is missing is a difference to be told, not another screen.
    landmark = Landmark(_FORM, unless=_REDACTION)
    # The panel's id is a real one; it lives beside the form, or within it (facts A3).
    refusal = Landmark('[id="loginForm:pclLoginMessages"] .ui-messages-error-detail')

    @property
    def address(self) -> str:
        return self.court.pacer_login

    @property
    def _form(self) -> Locator:
        return self.tab.locator(_FORM)

    def _input(self, name: str) -> Locator:
        # By the ids that working clients use: whether the labels are tied to the inputs is not known.
        return self._form.locator(f'[id="loginForm:{name}"]')

    @check
    def fields(self) -> Entries:
        """The labels of the fields, each with a field to type in, in order."""
        inputs = self._form.locator("input[type=text], input[type=password]").filter(visible=True)
        labels = inputs.evaluate_all("all => all.map(one => one.labels[0]?.innerText ?? one.name)")
        return tuple(squeezed(label) for label in labels)

    @check
    def buttons(self) -> Entries:
        """The buttons below the fields, in order."""
        return button_names(self._form)

    @check
    def links(self) -> Entries:
        """The links below the form, in order."""
        # The nearest block around the form that has links: whether they are inside the form is not known.
        block = self._form.locator("xpath=ancestor-or-self::*[.//a][1]")
        return texts(block.get_by_role("link"))

    @check
    def messages(self) -> Entries:
        """What the login says after it refused."""
        return texts(self.tab.locator(self.refusal.css).filter(visible=True))

    @action(usually={"user_name": "{pacer.user_name}", "password": "{pacer.password}"})
    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        self._input("loginName").fill(user_name)
        self._input("password").fill(password.get_secret_value())
        if client_code:
            self._input("clientCode").fill(client_code)
        with self.tab.expect_response(_is_the_answer):
            self._form.get_by_role("button", name="Login", exact=True).click()


def _is_the_answer(response: Response) -> bool:
    return response.request.method == "POST" and "/csologin/" in response.url


class RedactionNotice(Page):
    """The notice about redaction that filers must accept before they go on (facts A4)."""

    landmark = Landmark(_REDACTION)
    interrupts = True

    @property
    def content(self) -> Locator:
        return self.tab.locator(_REDACTION)

    @check
    def buttons(self) -> Entries:
        """The buttons of the notice."""
        return button_names(self.content)

    @action()
    def accept(self) -> None:
        """Tick that the rules are understood and click Continue, which the tick enables."""
        # The real checkbox is hidden behind a drawn box (facts A4).
        self.content.locator('[id="regmsg:chkRedact"] .ui-chkbox-box').click()
        self.content.get_by_role("button", name="Continue", exact=True).click()

    def pass_through(self) -> None:
        self.accept()


class PacerAccount(Page):
    """PACER's page about the account itself: the same login serves it."""

    landmark = Landmark("td, th", says="Account Type")  # guess: the real page is not known (facts E)

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @check
    def rows(self) -> Rows:
        """The rows that say whose account it is: Name and User Name."""
        rows = read_rows(self.tab.locator("body"))
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}


def read_rows(within: Locator) -> Rows:
    """Return the rows of two cells: the label and the value."""
    rows = within.locator("tr:not(:has(tr))").filter(visible=True)
    cells = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")
    return {squeezed(row[0]): squeezed(row[1]) for row in cells if len(row) == 2}  # noqa: PLR2004
