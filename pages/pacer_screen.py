"""PACER's base class: a place for refusals, and buttons that post (facts A2, A3)."""

from contextlib import suppress
from typing import ClassVar

from playwright.sync_api import (
    Request,
    Response,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from pages.base import PageObject
from pages.controls import ControlState, PageControl
from pages.decorators import Entries, RefusalRule, check
from pages.errors import CLIENT_ERROR, ErrorResponseError, NothingSentError
from pages.landmark import Landmark
from pages.safe_typing import parse_origin
from pages.screen_controls import Site

CLIENT_CODE_NEEDED = RefusalRule(
    "client code",
    standing="client code needed",
    credential_refused=False,
    next="set the account's client code: ECFCHECK_<PERSONA>_PACER_CLIENT_CODE, or the roster's column"
    " 'client code'",
)
"""Both PACER and CM/ECF can require a client code (facts F4)."""


class PacerScreen(PageObject):
    """A screen that PACER renders into its login page, without a change of the address."""

    site: ClassVar[Site] = "pacer_login"
    awaits_response = True
    # A real id (facts A3); whether the panel is inside the form or next to it is not known.
    refusal = Landmark('[id="loginForm:pclLoginMessages"] .ui-messages-error-detail')

    # PACER's words: facts A3 and A5. It says "Invalid username" for a wrong passcode too.
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
        """The messages of a refused login."""
        return self.read_texts(self.refusal_landmark.css) if self.refusal_landmark else ()

    def _send(self, button: PageControl, state: ControlState) -> None:
        """Click what posts to PACER and wait for the response; in a rehearsal, only try it."""
        if self.is_rehearsing:
            super()._send(button, state)
            return
        with self.page.expect_response(
            self._is_response, timeout=self.court.limits.arrive * 1000
        ) as response:
            self._click_until_sent(button, state)
        if response.value.status >= CLIENT_ERROR:
            raise ErrorResponseError(response.value.url, response.value.status)

    def _click_until_sent(self, button: PageControl, state: ControlState) -> None:
        """Click a button, and make sure that it sends something. Raises NothingSentError."""
        sent: list[Request] = []

        def note(request: Request) -> None:
            sent.append(request)

        self.page.on("request", note)
        try:
            super()._send(button, state)
            if not any(map(self._is_sent_to_site, sent)):
                seconds = self.court.limits.settle
                # Not by wait_for_event: it begins to listen only after what has come meanwhile.
                with (
                    suppress(TimeoutError),
                    self.page.expect_event("request", self._is_sent_to_site, timeout=seconds * 1000),
                ):
                    pass
            if not any(map(self._is_sent_to_site, sent)):
                raise NothingSentError
        finally:
            self.page.remove_listener("request", note)

    def _is_sent_to_site(self, request: Request) -> bool:
        return request.method == "POST" and parse_origin(request.url) == parse_origin(self.site_address)

    def _is_response(self, response: Response) -> bool:
        return self._is_sent_to_site(response.request)
