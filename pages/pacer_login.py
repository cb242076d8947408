"""PACER's login to the court's CM/ECF (facts A1 to A3)."""

from urllib.parse import parse_qs, urlsplit

from config.secret import Secret
from pages.cmecf import LOGIN
from pages.controls import PageControl, locate, locate_by_role
from pages.decorators import Entries, action, check
from pages.field_input import FieldInput
from pages.form_screen import FormScreen, build_fields_css
from pages.landmark import Landmark
from pages.pacer_prompts import DIALOG, PASSCODE, REDACTION
from pages.pacer_screen import PacerScreen
from pages.screen_reader import build_link_script, normalize_whitespace

FORM = 'form[id="loginForm"]'  # a real id (facts A2): a form has no text of its own
_INPUTS = build_fields_css(FORM)
_LINK_PATHS = {"Need an Account?": "/pscof/regWizard.jsf"}
"""Where PACER's registration is (facts A1); the addresses of the other links are not known."""

CREDENTIAL = {"user_name": "{pacer.user_name}", "password": "{pacer.password}"}


class LoginForm(FormScreen, PacerScreen):
    """A form of PACER that asks for a user name and a password."""

    begins_session = True
    fields_css = _INPUTS
    # A login can have a button that shows the password.
    masked_fields = '[id="loginForm:password"]'

    def _input(self, name: str, words: str, kind: str = "") -> PageControl:
        # By the ids that working clients use: whether labels are associated with inputs is not known.
        css = f'{FORM} [id="loginForm:{name}"]'
        return locate(self.page, css, f'field "{words}"', label=words, kind=kind)

    def _button(self, name: str) -> PageControl:
        return locate_by_role(self.page, f"{FORM} *", "button", name)

    @check
    def lines(self) -> Entries:
        """Every line of the form, in order, and nothing else."""
        return self.read_lines(FORM)

    @check
    def buttons(self) -> Entries:
        """The buttons below the fields, in order."""
        return self.read_button_names(FORM)

    def _build_inputs(self, user_name: str, password: Secret) -> list[FieldInput]:
        return [
            FieldInput(self._input("loginName", "Username *", "text"), user_name),
            FieldInput(self._input('password"][type="password', "Password *"), password),
        ]


class PacerLogin(LoginForm):
    """PACER's login to CM/ECF. Its address stays until the login is accepted (facts A2)."""

    # By its form, so that a missing field is reported as a difference and not as another screen.
    landmark = Landmark(
        FORM, unless=f"{REDACTION}, {PASSCODE}, {DIALOG}", address="/csologin/", description="its form"
    )
    may_reappear = True  # though the session is valid (facts F4)

    @property
    def address(self) -> str:
        # CM/ECF sends a user who is not logged in from there to the login, which then leads back (facts A1).
        return f"{self.court.ecf}{LOGIN}"

    def find_other_court(self, url: str) -> str:
        # PACER sends the user back to the address in `appurl` (facts A1), with or without a scheme.
        back = "".join(parse_qs(urlsplit(url).query).get("appurl", ()))
        address = back if "//" in back or not back else f"https://{back}"
        return address if address and urlsplit(address).hostname != urlsplit(self.court.ecf).hostname else ""

    @check
    def links(self) -> Entries:
        """The links below the form, in order; with the address of one that leads elsewhere."""
        # In the nearest ancestor with links, since it is not known whether they are inside the form.
        read = build_link_script(self.court_hosts, _LINK_PATHS)
        found = self.evaluate_visible(
            FORM,
            f"form => [...form.closest(':has(a)')?.querySelectorAll('a') ?? []].filter(sees).map({read})"
            ".filter(Boolean)",
        )
        return tuple(normalize_whitespace(link) for links in found for link in links)

    @action(defaults=CREDENTIAL)
    def fill_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password, without sending them."""
        self.fill_form(*self._build_all_inputs(user_name, password, client_code))

    def _build_all_inputs(self, user_name: str, password: Secret, client_code: str) -> list[FieldInput]:
        inputs = self._build_inputs(user_name, password)
        if client_code:
            inputs.append(FieldInput(self._input("clientCode", "Client Code"), client_code))
        return inputs

    @action(defaults={**CREDENTIAL, "client_code": "{pacer.client_code}"}, login="user_name")
    def log_in(self, user_name: str, password: Secret, client_code: str = "") -> None:
        """Type the user name and the password, click Login, and wait for PACER's response."""
        inputs = self._build_all_inputs(user_name, password, client_code)
        self.submit_credentials(self._button("Login"), *inputs)

    @action()
    def clear(self) -> None:
        """Click Clear."""
        self.click(self._button("Clear"))

    @action()
    def cancel(self) -> None:
        """Click Cancel."""
        self.click(self._button("Cancel"))
