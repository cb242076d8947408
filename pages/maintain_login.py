"""Legacy CM/ECF's Maintain Your Login/Password, to change a court's own password (facts B6)."""

from typing import ClassVar

from config.secret import Secret
from pages.cmecf import MAIN, CmecfPage
from pages.decorators import EffectTrigger, Rows, action, check
from pages.field_input import FieldInput
from pages.form_screen import build_fields_css
from pages.landmark import Landmark
from pages.screen_reader import join_rows


class MaintainLogin(CmecfPage):
    """Legacy CM/ECF's form that shows a court's own login, and changes it.

    Its password field, filled with asterisks at first, shows typed text in the clear (facts B6). It is masked
    before anything is typed, so that no picture, trace or video shows the password, whatever happens before
    the form is gone; and no check ever reads it.
    """

    # The message of success has the same heading, but nothing to type in.
    landmark = Landmark(f"{MAIN}:has(input[type=text])", says=("Maintain Your Login/Password",))
    effect_triggers: ClassVar = {"reversible": EffectTrigger(f"{MAIN} form")}
    # By the value that it had at first: the attribute does not change when something is typed.
    masked_fields = f"{MAIN} input[type=text][value^='**']"

    @check
    def rows(self) -> Rows:
        """Every field, with the password as asterisks or hidden; never the password itself."""
        # By the value that it had at first as well: a wrong label must not make the password readable.
        expression = (
            "field => { const name = label(field);"
            " const isPassword = /password/i.test(name) || (field.defaultValue ?? '').startsWith('**');"
            " const kept = /^\\*+$/.test(words(field)) ? 'asterisks' : 'no asterisks';"
            " const shown = field.type === 'password' ? 'hidden' : isPassword ? kept : words(field);"
            " return [name, shown + (field.readOnly || field.disabled ? ' (not to be changed)' : '')]; }"
        )
        return join_rows(self.evaluate_visible(build_fields_css(MAIN), expression))

    @action(effect="reversible", defaults={"new_password": "{ecf.new_password}"})
    def change_password(self, new_password: Secret) -> None:
        """Replace the asterisks by a new password and click Submit; the login name does not change."""
        submit = self._button("Submit")
        self.fill_form(FieldInput(self._field("Password:"), new_password), needed=[submit])
        self.click_or_rehearse(submit)


class LoginMaintained(CmecfPage):
    """Legacy CM/ECF's message that a login or its password was changed."""

    shows_result_of = frozenset({"reversible"})
    # Guess: its words are not known (facts E).
    landmark = Landmark(
        f"{MAIN} b", says=("Your password has been", "Your login name has been", "Nothing was")
    )
