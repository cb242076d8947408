"""What every screen of PACER's login has: a place for refusals, and buttons that post (facts A2, A3)."""

from collections.abc import Mapping
from typing import ClassVar

from playwright.sync_api import Locator, Response

from pages.failing import SERVER_ERROR, CourtFailed
from pages.landmark import Landmark
from pages.page import Page
from pages.verbs import Entries, Standing, check


class PacerScreen(Page):
    """A screen that PACER renders into the login's page; the address stays until the user is let in."""

    site = "pacer_login"
    # The panel's id is a real one; it lives beside the form, or within it (facts A3).
    refusal = Landmark('[id="loginForm:pclLoginMessages"] .ui-messages-error-detail')

    glitches = ("timeout error",)  # facts A3

    # The court's words: facts A3 and A5.
    standings: ClassVar[Mapping[str, Standing]] = {
        "one-time passcode": "passcode needed",  # it says "Invalid username" too
        "Invalid username": "refused",
        "must be at least": "refused",
        "has been disabled": "locked",
        "update required": "update required",
    }

    @check
    def messages(self) -> Entries:
        """What the login says after it refused."""
        return self.refusals()

    def _post(self, button: Locator) -> None:
        """Click what posts to the login; ends when PACER has answered, and a rehearsal before."""
        if self.rehearsing:
            self.press(button)
            return
        with self.tab.expect_response(_is_the_answer, timeout=self.court.limits.arrive * 1000) as answer:
            button.click()
        if answer.value.status >= SERVER_ERROR:
            raise CourtFailed(f"PACER answered the login with HTTP status {answer.value.status}")


def _is_the_answer(response: Response) -> bool:
    return response.request.method == "POST" and "/csologin/" in response.url
