"""PACER's screens after the password: passcode, account notices, redaction (facts A4, A5)."""

from typing import ClassVar

from config.secret import Secret
from pages.controls import locate, locate_by_role
from pages.decorators import EffectTrigger, Entries, RefusalRule, Rows, action, check
from pages.field_input import FieldInput
from pages.form_screen import FormScreen, build_fields_css
from pages.landmark import Landmark
from pages.pacer_screen import PacerScreen
from pages.screen_reader import join_rows

# Real ids (facts A4, A5): a form and a dialog have no text of their own.
REDACTION = '[id="redactionConfirmation"]'
PASSCODE = 'form[id="mfaForm"]'
DIALOG = '.ui-dialog, [role="dialog"]'
_UPDATE_REQUIRED = ("User Update Required", "PACER Account Disabled")
_ENROLL = (
    "have the account's holder log in to PACER's Manage My Account and enroll in multifactor authentication;"
    " then keep the TOTP secret in the settings"
)
_OK = '[id="mfaForm:btnOk"]'
_CODE = '[id="mfaForm:mfaInput"]'


class _PasscodePrompt(FormScreen, PacerScreen):
    """A request for a one-time passcode."""

    interstitial_action = "enter"
    masked_fields = _CODE
    fields_css = build_fields_css(PASSCODE)

    @check
    def buttons(self) -> Entries:
        """The buttons below the passcode, in order."""
        return self.read_button_names(PASSCODE)

    @check
    def contents(self) -> Rows:
        """The label of the passcode's field, and whether it is `filled` or `empty`."""
        # Whether it is a password field is not known (facts A5).
        return join_rows(
            self.evaluate_visible(_CODE, "field => [label(field), field.value ? 'filled' : 'empty']")
        )

    @action(defaults={"code": "{pacer.passcode}"})
    def enter(self, code: Secret) -> None:
        """Type a one-time passcode, click OK, and wait for PACER's response."""
        ok, field = locate(self.page, _OK, 'button "OK"'), locate(self.page, _CODE, "field for the passcode")
        self.fill_form(FieldInput(field, code), needed=[ok])
        self.click_or_rehearse(ok)


class Passcode(_PasscodePrompt):
    """PACER's request for a one-time passcode, which can be skipped a few times."""

    # Guess: the Skip button follows OK; without it, this is the screen that cannot be skipped.
    landmark = Landmark(f"{PASSCODE}:has({_OK} ~ button)", unless=REDACTION)
    # The guard cannot tell its request from any other of the login; a rehearsal does not send it.
    effect_triggers: ClassVar = {"permanent": EffectTrigger()}

    @action(effect="permanent")
    def skip(self) -> None:
        """Click Skip, which uses up one of three skips permanently, and wait for PACER's response."""
        self.click_or_rehearse(locate_by_role(self.page, f"{PASSCODE} *", "button", "Skip"))


class UserUpdateRequired(_PasscodePrompt):
    """PACER's dialog that asks for a one-time passcode when it can no longer be skipped."""

    # Guess: it is a usual PrimeFaces dialog with a title, and the form is in it.
    landmark = Landmark(f":is({DIALOG}):has({PASSCODE})", says=_UPDATE_REQUIRED, unless=REDACTION)


class AccountNotice(PacerScreen):
    """PACER's dialog for an account that must enroll in MFA, or is disabled (facts F8)."""

    landmark = Landmark(f":is({DIALOG}):not(:has({PASSCODE}))", says=_UPDATE_REQUIRED, unless=REDACTION)
    refusal = landmark
    has_news = True
    # Until September 2025 the prompt to enroll had the title "PACER Account Disabled" without a lock.
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (
        RefusalRule("enroll", standing="passcode needed", credential_refused=False, next=_ENROLL),
        RefusalRule("disabled", standing="locked", credential_refused=False),
        RefusalRule("update required", standing="update required", credential_refused=False),
    )


class RedactionNotice(PacerScreen):
    """PACER's notice about redaction, which filers must accept (facts A4)."""

    landmark = Landmark(REDACTION)
    interstitial_action = "accept"
    content = REDACTION

    @check
    def buttons(self) -> Entries:
        """The buttons of the notice."""
        return self.read_button_names(REDACTION)

    @check
    def states(self) -> Rows:
        """Each button, and whether it is `enabled` or `disabled`."""
        found = self.evaluate_visible(
            f"{REDACTION} button", "button => [words(button), button.disabled ? 'disabled' : 'enabled']"
        )
        return {name.strip(): state for name, state in found}

    @action()
    def tick(self) -> None:
        """Check the box that accepts the rules; PACER's response then enables Continue."""
        # The real checkbox is hidden behind a drawn one (facts A4).
        box = f'{REDACTION} [id="regmsg:chkRedact"] .ui-chkbox-box'
        self.click_or_rehearse(locate(self.page, box, "box to accept the redaction rules"))

    @action()
    def go_on(self) -> None:
        """Click Continue, and wait for PACER's response."""
        self.click_or_rehearse(locate_by_role(self.page, f"{REDACTION} *", "button", "Continue"))

    @action()
    def accept(self) -> None:
        """Check the box that accepts the rules, and click Continue."""
        self.tick()
        self.go_on()
