"""What a court throws at its user beside the screens: dialogs, script errors, documents that do not come."""

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Error, Page, Request, WebError

from config.court import Court
from pages.errors import CLIENT_ERROR, first_line

_SOURCE = re.compile(r"https?://[^\s:/)]+(:\d+)?/[^\s:)]*")
"""The address of the script in a line of an error's stack."""


_IS_MISSING = re.compile(r"is not defined|is not a function|of (undefined|null)|is (undefined|null)")
"""How a script fails that misses what another one would have brought."""


@dataclass(frozen=True)
class FailedNavigation:
    """A document that did not come: its address, and what the browser says of it."""

    address: str
    reason: str


class TabEvents:
    """Notes the events of a context, so that nothing is missed of a tab that a link opens."""

    def __init__(self, context: BrowserContext, court: Court) -> None:
        self.notes: list[str] = []
        self.dialogs: list[str] = []
        self.script_errors: list[str] = []
        self.failed_navigation: FailedNavigation | None = None
        self._hosts = {urlsplit(address).hostname for address in court.addresses}
        context.on("dialog", self._note_dialog)
        context.on("weberror", self._note_script_error)
        context.on("requestfailed", self._note_failure)

    def excuse_script_errors(self, page: Page) -> None:
        """Turn script errors into notes where a script of another site could not be loaded.

        The court's own scripts fail without it, and its website works all the same, as behind a firewall
        (facts F1). Which scripts there were is asked for only when one has failed.
        """
        if not all(_IS_MISSING.search(error) for error in self.script_errors):
            return
        lost = [request.url for request in page.requests() if self._is_lost_script(request)]
        if lost:
            self.notes += [f"a script of another site could not be loaded: {address}" for address in lost]
            self.notes += [f"without it a script of the page failed: {error}" for error in self.script_errors]
            self.script_errors.clear()

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        # It may be gone with its document, when the court has answered meanwhile.
        with suppress(Error):
            dialog.dismiss()

    def _note_failure(self, request: Request) -> None:
        """Note why a document did not come; what a document merely uses, a frame too, does not matter."""
        aborted = "ABORTED" in (request.failure or "")  # by the page itself, for another one
        if request.failure and not aborted and request.is_navigation_request() and not _is_in_frame(request):
            self.failed_navigation = FailedNavigation(request.url, request.failure)

    def _note_script_error(self, event: WebError) -> None:
        """Note an uncaught error of a script, unless it is one of another site (facts F1)."""
        message, source = first_line(event.error.message), _SOURCE.search(event.error.stack or "")
        if source and not self._is_of_court(source[0]):
            self.notes.append(f"a script of {source[0]} failed: {message}")
        else:
            self.script_errors.append(message)

    def _is_lost_script(self, request: Request) -> bool:
        if request.resource_type != "script" or self._is_of_court(request.url):
            return False
        answer = None if request.failure else request.response()
        return answer is None or answer.status >= CLIENT_ERROR

    def _is_of_court(self, address: str) -> bool:
        return urlsplit(address).hostname in self._hosts


def _is_in_frame(request: Request) -> bool:
    """Return whether a document was asked for by a frame within another one."""
    try:
        return request.frame.parent_frame is not None
    except Error:
        # A tab that is just being opened has no frame yet.
        return False
