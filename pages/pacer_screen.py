"""What every screen of PACER's login has: a place for refusals, and buttons that post (facts A2, A3)."""

from typing import ClassVar

from playwright.sync_api import Locator, Response

from pages.base import PageObject, Site
from pages.decorators import Entries, RefusalRule, check
from pages.errors import SERVER_ERROR, CourtServerError
from pages.landmark import Landmark
from pages.safe_typing import origin

CLIENT_CODE_NEEDED = RefusalRule(
    "client code",
    standing="client code needed",
    credential_refused=False,
    next="set the account's client code: ECFCHECK_<PERSONA>_PACER_CLIENT_CODE, or the roster's column"
    " 'client code'",
)
"""Both PACER and CM/ECF may ask an account for a client code (facts F4)."""


class PacerScreen(PageObject):
    """A screen that PACER renders into the login's page; the address stays until the user is let in."""

    site: ClassVar[Site] = "pacer_login"
    # The panel's id is a real one; it lives beside the form, or within it (facts A3).
    refusal = Landmark('[id="loginForm:pclLoginMessages"] .ui-messages-error-detail')

    # The court's words: facts A3 and A5. Of a wrong passcode it says "Invalid username" too.
    refusal_rules: ClassVar[tuple[RefusalRule, ...]] = (
        RefusalRule("timeout error", "COURT_ERROR"),
        RefusalRule("one-time passcode", standing="passcode needed"),
        RefusalRule("Invalid username", standing="refused"),
        RefusalRule("must be at least", standing="refused"),
        RefusalRule("has been disabled", standing="locked", credential_refused=False),
        RefusalRule("update required", standing="update required", credential_refused=False),
        CLIENT_CODE_NEEDED,
    )

    @check
    def messages(self) -> Entries:
        """What the login says after it refused."""
        return self.read_texts(self.refusal_landmark.css) if self.refusal_landmark else ()

    def click_or_rehearse(self, button: Locator) -> None:
        """Click what posts to the login; ends when PACER has answered, and a rehearsal before."""
        if self.is_rehearsing:
            super().click_or_rehearse(button)
            return
        with self.page.expect_response(self._is_answer, timeout=self.court.limits.arrive * 1000) as answer:
            button.click()
        if answer.value.status >= SERVER_ERROR:
            raise CourtServerError(f"PACER answered the login with HTTP status {answer.value.status}")

    def _is_answer(self, response: Response) -> bool:
        here = origin(str(getattr(self.court, self.site)))
        return response.request.method == "POST" and origin(response.url) == here
