"""Legacy CM/ECF's login form, which takes a court's own ("ct") login and a PACER login alike (facts B5)."""

from typing import ClassVar

from playwright.sync_api import Locator

from config.secret import Secret
from pages.base import PageObject
from pages.cmecf import LOGIN
from pages.decorators import EffectTrigger, Entries, action, check
from pages.landmark import Landmark
from pages.safe_typing import FIELDS

# The form's real name (facts B5): it has no text that a reader would not meet elsewhere too.
_FORM = "form[name=GetPass]"
_TICK = "input[name=redaction]"


class LegacyLogin(PageObject):
    """The login of before NextGen, shown at whatever address was asked for.

    It also asks who has the court's own login alone for the PACER login, on the way to Query: its words tell.
    """

    landmark = Landmark(_FORM, description="its form")
    begins_session = True
    # Guess: that what the login says stands out in red, above the form, is not known.
    refusal = Landmark(f"body:has({_FORM}) font[color=red]")
    # What is mistyped goes the way of any login: the network cannot tell it, a rehearsal does not send it.
    effect_triggers: ClassVar = {"reversible": EffectTrigger()}

    @property
    def address(self) -> str:
        return f"{self.court.ecf}{LOGIN}"

    @property
    def _form(self) -> Locator:
        return self.page.locator(_FORM)

    def _input(self, name: str) -> Locator:
        # By name: the form has no label elements (facts B5).
        return self._form.locator(f"input[name={name}]")

    @check
    def heading(self) -> Entries:
        """The heading above the form."""
        return self.read_texts("font[size] > b")

    @check
    def fields(self) -> Entries:
        """The labels of the fields to type in, in order."""
        return self.read_texts(f"{_FORM} tr:not(:has(tr)):has({', '.join(FIELDS)}) > td:first-child")

    @check
    def boxes(self) -> Entries:
        """The statements to tick, in order."""
        return self.read_texts(f"{_FORM} :is(p, td, label, div):has(> input[type=checkbox])")

    @check
    def buttons(self) -> Entries:
        """The buttons of the form, in order."""
        return self.read_button_names(_FORM)

    @check
    def messages(self) -> Entries:
        """What the login says: why it refused, or why it asks for another login."""
        return self.read_texts(self.refusal_landmark.css) if self.refusal_landmark else ()

    @action(defaults={"login": "{ecf.login}", "password": "{ecf.password}"}, login="login")
    def log_in(self, login: str, password: Secret, client_code: str = "") -> None:
        """Type a login and its password, tick that the redaction rules are understood, and click Login."""
        self._input("login").fill(login)
        self.type_secret(self._input("key").and_(self._form.locator("[type=password]")), password)
        if client_code:
            self._input("clcode").fill(client_code)
        self._form.locator(_TICK).check()
        self.submit_credentials(self._form.get_by_role("button", name="Login", exact=True))

    @action(effect="reversible", defaults={"login": "{ecf.login}", "wrong": "{ecf.new_password}"})
    def mistype(self, login: str, wrong: Secret) -> None:
        """Log in with what is not the login's password; the court counts that, and locks the login."""
        self.log_in(login, wrong)
