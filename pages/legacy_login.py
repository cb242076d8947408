"""The login of legacy CM/ECF, for a court's own ("ct") login or a PACER login (facts B5)."""

from typing import ClassVar

from config.secret import Secret
from pages.cmecf import LOGIN
from pages.controls import PageControl, locate, locate_by_role
from pages.decorators import EffectTrigger, Entries, action, check
from pages.field_input import FieldInput
from pages.form_screen import FormScreen
from pages.landmark import Landmark
from pages.safe_typing import FIELDS
from pages.screen_reader import normalize_whitespace

# The real name of the form (facts B5): none of its text is unique to it.
_FORM = "form[name=GetPass]"
_REDACTION_BOX = "input[name=redaction]"


class LegacyLogin(FormScreen):
    """The login form of legacy CM/ECF, shown at whatever address was requested.

    On the way to Query it also asks users who have only the court's own login for a PACER login, and says so.
    """

    landmark = Landmark(_FORM, description="its form")
    begins_session = True
    fields_css = ", ".join(f"{_FORM} {kind}:not([type=checkbox])" for kind in FIELDS)
    # Guess: the message is in red, above the form.
    refusal = Landmark(f"body:has({_FORM}) font[color=red]")
    # The guard cannot tell a mistyped login from any other; a rehearsal does not send it.
    effect_triggers: ClassVar = {"reversible": EffectTrigger()}

    @property
    def address(self) -> str:
        return f"{self.court.ecf}{LOGIN}"

    def _input(self, name: str, words: str) -> PageControl:
        # By name, since the form has no label elements (facts B5).
        return locate(self.page, f"{_FORM} input[name={name}]", f'field "{words}"', label=words)

    @check
    def heading(self) -> Entries:
        """The heading above the form."""
        return self.read_texts("font[size] > b")

    @check
    def boxes(self) -> Entries:
        """The statements to tick, in order; with one marked that is ticked already."""
        box = "> input[type=checkbox]"
        script = f"one => words(one) + (one.querySelector(':scope {box}').checked ? ' (ticked already)' : '')"
        boxes = f"{_FORM} :is(p, td, label, div):has({box})"
        return tuple(map(normalize_whitespace, self.evaluate_visible(boxes, script)))

    @check
    def buttons(self) -> Entries:
        """The buttons of the form, in order."""
        return self.read_button_names(_FORM)

    @check
    def messages(self) -> Entries:
        """Why the login was refused, or why another login is needed."""
        return self.read_texts(self.refusal_landmark.css) if self.refusal_landmark else ()

    @action(defaults={"login": "{ecf.login}", "password": "{ecf.password}"}, login="login")
    def log_in(self, login: str, password: Secret, client_code: str = "") -> None:
        """Type a login and its password, accept the redaction rules, and click Login."""
        submit = locate_by_role(self.page, f"{_FORM} *", "button", "Login")
        box = locate(self.page, f"{_FORM} {_REDACTION_BOX}", "box to accept the redaction rules")
        inputs = [
            FieldInput(self._input("login", "Login:"), login),
            FieldInput(self._input("key][type=password", "Password:"), password),
        ]
        if client_code:
            inputs.append(FieldInput(self._input("clcode", "client code:"), client_code))
        self.fill_form(*inputs, needed=(box, submit))
        box.locator.check()
        self.submit_credentials(submit)

    @action(effect="reversible", defaults={"login": "{ecf.login}", "wrong": "{ecf.new_password}"})
    def mistype(self, login: str, wrong: Secret) -> None:
        """Log in with a wrong password; the court counts these, and finally locks the login."""
        self.log_in(login, wrong)
