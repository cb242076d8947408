"""Maintain Your Login/Password: where the holder of a court's own login changes its password (facts B6)."""

from typing import ClassVar

from playwright.sync_api import Locator

from config.secret import Secret
from pages.base import normalize_whitespace
from pages.cmecf import MAIN, CmecfPage
from pages.decorators import EffectTrigger, Rows, action, check
from pages.landmark import Landmark


class MaintainLogin(CmecfPage):
    """The form that shows a court's own login, and changes it.

    Its password field, which comes filled with asterisks, shows in clear what is typed (facts B6). So it is
    masked before anything is typed: no picture shows it, whatever happens before the form is gone, and no
    trace or video; and no check ever reads it.
    """

    # What it says when it is done bears the same heading, but has nothing to type in.
    landmark = Landmark(f"{MAIN}:has(input[type=text])", says=("Maintain Your Login/Password",))
    effect_triggers: ClassVar = {"reversible": EffectTrigger(f"{MAIN} form")}
    # As it came, whatever is typed there later.
    masked_fields = f"{MAIN} input[type=text][value^='**']"

    def _field(self, label: str) -> Locator:
        # Labels are not tied to inputs, and a row's name holds what is filled in: by the text of the row.
        return self.page.locator(f"{MAIN} tr:not(:has(tr))").filter(has_text=label).locator("input")

    @check
    def rows(self) -> Rows:
        """The login name, and of the password only whether asterisks stand for it: never what it is."""
        shown = (
            "row => { const label = words(row.cells[0]), value = row.querySelector('input').value;"
            " const kept = /^\\*+$/.test(value) ? 'asterisks' : 'no asterisks';"
            " return [label, /password/i.test(label) ? kept : value]; }"
        )
        found = self.evaluate_visible(f"{MAIN} tr:not(:has(tr)):has(input)", shown)
        return {normalize_whitespace(label): value for label, value in found}

    @action(effect="reversible", defaults={"new_password": "{ecf.new_password}"})
    def change_password(self, new_password: Secret) -> None:
        """Put a new password in place of the asterisks and click Submit; the login name stays as it is."""
        self.type_secret(self._field("Password:"), new_password, masked=True)
        self.click_or_rehearse(self.page.locator(MAIN).get_by_role("button", name="Submit", exact=True))


class LoginMaintained(CmecfPage):
    """What CM/ECF says when a login or its password was changed."""

    # Guess: its words are not known (facts E).
    landmark = Landmark(
        f"{MAIN} b", says=("Your password has been", "Your login name has been", "Nothing was")
    )
