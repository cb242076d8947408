"""PACER's own screens: the login, the notice about redaction, the account (facts A1 to A4)."""

from playwright.sync_api import Locator, Response

from config.secret import Secret
from pages.failing import SERVER_ERROR, CourtFailed
from pages.landmark import Landmark
from pages.page import FIELDS, Page, squeezed
from pages.verbs import Entries, Rows, action, check

# Real ids (facts A2, A4): a form and a dialog have no text of their own to go by.
_FORM = 'form[id="loginForm"]'
_REDACTION = '[id="redactionConfirmation"]'
# The panel's id is a real one; it lives beside the form, or within it (facts A3).
_MESSAGES = '[id="loginForm:pclLoginMessages"] .ui-messages-error-detail'
_LABEL = "one => one.labels[0] ? words(one.labels[0]) : one.name"


class PacerLogin(Page):
    """PACER's login. Its address stays the same until the login is accepted (facts A2)."""

    site = "pacer_login"
    # Known by its form: a field that is missing is a difference to be told, not another screen.
    landmark = Landmark(_FORM, unless=_REDACTION)
    refusal = Landmark(f"{_MESSAGES}:not([data-before])")

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
        inputs = ", ".join(f"{_FORM} {kind}" for kind in FIELDS)
        return tuple(squeezed(label) for label in self.each(inputs, _LABEL))

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

    @check
    def messages(self) -> Entries:
        """What the login says after it refused."""
        return self.texts(self.refusal.css)

    @action(usually={"user_name": "{pacer.user_name}", "password": "{pacer.password}"})
    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password and click Login; ends when PACER has answered."""
        # What was said before is no answer to this login, and stays until the answer has been rendered.
        self.tab.evaluate(
            "css => document.querySelectorAll(css).forEach(one => one.dataset.before = '')", _MESSAGES
        )
        self._input("loginName").fill(user_name)
        self._input("password").and_(self._form.locator("[type=password]")).fill(password.get_secret_value())
        if client_code:
            self._input("clientCode").fill(client_code)
        with self.tab.expect_response(_is_the_answer, timeout=self.court.limits.arrive * 1000) as answer:
            self._form.get_by_role("button", name="Login", exact=True).click()
        if answer.value.status >= SERVER_ERROR:
            raise CourtFailed(f"PACER answered the login with HTTP status {answer.value.status}")


def _is_the_answer(response: Response) -> bool:
    return response.request.method == "POST" and "/csologin/" in response.url


class RedactionNotice(Page):
    """The notice about redaction that filers must accept before they go on (facts A4)."""

    site = "pacer_login"
    landmark = Landmark(_REDACTION)
    interrupts = "accept"

    content = _REDACTION

    @check
    def buttons(self) -> Entries:
        """The buttons of the notice."""
        return self.button_names(_REDACTION)

    @action()
    def accept(self) -> None:
        """Tick that the rules are understood and click Continue, which the tick enables."""
        notice = self.tab.locator(_REDACTION)
        # The real checkbox is hidden behind a drawn box (facts A4).
        notice.locator('[id="regmsg:chkRedact"] .ui-chkbox-box').click()
        notice.get_by_role("button", name="Continue", exact=True).click()


class PacerAccount(Page):
    """PACER's page about the account itself: the same login serves it."""

    site = "pacer_account"
    landmark = Landmark("td, th", says=("Account Type",))  # guess: the real page is not known (facts E)

    @property
    def address(self) -> str:
        return self.court.pacer_account

    @check
    def rows(self) -> Rows:
        """The rows that say whose account it is: Name and User Name."""
        rows = self.labelled_rows("body")
        return {label: value for label, value in rows.items() if label in {"Name", "User Name"}}
