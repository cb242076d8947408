"""What PACER asks for after the password: a one-time passcode, the redaction rules (facts A4, A5)."""

from typing import ClassVar

from playwright.sync_api import Locator

from config.secret import Secret
from pages.decorators import EffectTrigger, Entries, RefusalRule, Rows, action, check
from pages.landmark import Landmark
from pages.pacer_screen import PacerScreen

# Real ids (facts A4, A5): a form and a dialog have no text of their own to go by.
REDACTION = '[id="redactionConfirmation"]'
PASSCODE = 'form[id="mfaForm"]'
DIALOG = '.ui-dialog, [role="dialog"]'
_UPDATE_REQUIRED = ("User Update Required", "PACER Account Disabled")
_ENROLL = (
    "have the account's holder log in to PACER's Manage My Account and enroll in multifactor authentication;"
    " then keep the passcode secret in the settings"
)
_OK = '[id="mfaForm:btnOk"]'
_CODE = '[id="mfaForm:mfaInput"]'


class AskedPasscode(PacerScreen):
    """What both ways to ask for a one-time passcode share."""

    interstitial_action = "enter"
    masked_fields = _CODE

    @check
    def buttons(self) -> Entries:
        """The buttons below the passcode, in order."""
        return self.read_button_names(PASSCODE)

    @action(defaults={"code": "{pacer.passcode}"})
    def enter(self, code: Secret) -> None:
        """Type a one-time passcode and click OK; ends when PACER has answered."""
        self.type_secret(self.page.locator(_CODE), code, masked=True)
        self.click_or_rehearse(self.page.locator(_OK))


class Passcode(AskedPasscode):
    """The question for a one-time passcode, which may be skipped a few times."""

    # Guess: that the button to skip stands beside OK; without one it is the other screen.
    landmark = Landmark(f"{PASSCODE}:has({_OK} ~ button)", unless=REDACTION)
    # To the network it is one of the login's many requests; a rehearsal does not send it.
    effect_triggers: ClassVar = {"permanent": EffectTrigger()}

    @action(effect="permanent")
    def skip(self) -> None:
        """Click Skip, which PACER counts: of three, one is gone for good; ends when PACER has answered."""
        self.click_or_rehearse(self.page.locator(PASSCODE).get_by_role("button", name="Skip", exact=True))


class UserUpdateRequired(AskedPasscode):
    """The pop-up that asks for a one-time passcode when it can be skipped no more."""

    # Guess: that its title is a dialog's, of PrimeFaces' usual kind, and that the form is in the dialog.
    landmark = Landmark(f":is({DIALOG}):has({PASSCODE})", says=_UPDATE_REQUIRED, unless=REDACTION)


class AccountNotice(PacerScreen):
    """The pop-up for an account that must enroll in multifactor authentication, or is disabled (facts F8)."""

    landmark = Landmark(f":is({DIALOG}):not(:has({PASSCODE}))", says=_UPDATE_REQUIRED, unless=REDACTION)
    refusal = landmark
    # Until September 2025 the prompt to enroll was titled "PACER Account Disabled"; it did not mean a lock.
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (
        RefusalRule("enroll", standing="passcode needed", credential_refused=False, next=_ENROLL),
        RefusalRule("disabled", standing="locked", credential_refused=False),
        RefusalRule("update required", standing="update required", credential_refused=False),
    )


class RedactionNotice(PacerScreen):
    """The notice about redaction that filers must accept before they go on (facts A4)."""

    landmark = Landmark(REDACTION)
    interstitial_action = "accept"

    content = REDACTION

    @property
    def _notice(self) -> Locator:
        return self.page.locator(REDACTION)

    @check
    def buttons(self) -> Entries:
        """The buttons of the notice."""
        return self.read_button_names(REDACTION)

    @check
    def states(self) -> Rows:
        """Each button, and whether it can be pressed: `enabled` or `disabled`."""
        found = self.evaluate_visible(
            f"{REDACTION} button", "one => [words(one), one.disabled ? 'disabled' : 'enabled']"
        )
        return {name.strip(): state for name, state in found}

    @action()
    def tick(self) -> None:
        """Tick that the rules are understood; ends when PACER has answered, which enables Continue."""
        # The real checkbox is hidden behind a drawn box (facts A4).
        self.click_or_rehearse(self._notice.locator('[id="regmsg:chkRedact"] .ui-chkbox-box'))

    @action()
    def go_on(self) -> None:
        """Click Continue; ends when PACER has answered."""
        self.click_or_rehearse(self._notice.get_by_role("button", name="Continue", exact=True))

    @action()
    def accept(self) -> None:
        """Tick that the rules are understood and click Continue."""
        self.tick()
        self.go_on()
