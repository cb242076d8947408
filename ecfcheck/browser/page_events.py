"""Records what a court does besides its screens: dialogs, script errors, failed navigations."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import BrowserContext, Dialog, Error, Frame, Page, Request, Response, WebError

from config.court import Court
from pages.errors import CLIENT_ERROR, get_first_line

_SOURCE = re.compile(r"https?://[^\s:/)]+(:\d+)?/[^\s:)]*")
"""The address of a script in a line of an error's stack."""

_IS_MISSING = re.compile(r"is not defined|is not a function|of (undefined|null)|is (undefined|null)")
"""How a script fails when another script, which it needs, was not loaded."""

_STAY = {HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT}
"""The statuses of answers without a document, by which a browser stays where it is."""

_NO_DOCUMENT = "about:blank"
"""The address of a tab before its first document."""


@dataclass(frozen=True)
class FailedNavigation:
    """A document that could not be loaded: its address and the browser's reason."""

    address: str
    reason: str


class TabEvents:
    """Records the events of a context, so that none is missed in a tab that a link opens."""

    def __init__(self, context: BrowserContext, court: Court) -> None:
        self.notes: list[str] = []
        self.dialogs: list[str] = []
        self.script_errors: list[str] = []
        self.failed_navigation: FailedNavigation | None = None
        self.request_count = 0
        """How many requests the context's tabs have made, as far as is known."""
        self.on_document: Callable[[Page], None] = lambda _: None
        """Called with the tab in which a document has begun to come."""
        self._documents: Counter[Page] = Counter()
        """How many documents have come in each tab."""
        self._awaited: dict[Page, Request] = {}
        """By tab, the request for a document, until its answer begins."""
        self._answered: set[Request] = set()
        """The requests for documents that have an answer which has begun."""
        self._of_new_tab: Request | None = None
        """The request for the first document of a tab that is being opened."""
        self._refreshes: dict[str, str] = {}
        """By address, the header by which a document says that the browser leaves it after some time."""
        self._loading: set[Page] = set()
        """The tabs with a document that has begun to come and is not there as a whole."""
        self._hosts = {urlsplit(address).hostname for address in court.addresses}
        context.on("dialog", self._note_dialog)
        context.on("weberror", self._note_script_error)
        context.on("requestfailed", self._note_failure)
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("page", self._watch)
        for page in context.pages:
            self._watch(page)

    def excuse_script_errors(self, page: Page) -> None:
        """Turn script errors into notes if a script from another site could not be loaded.

        The court's own scripts fail without it, for instance behind a firewall, but its website works anyway
        (facts F1).
        """
        # The requests are listed only if a script has failed: most often there is nothing to excuse.
        if not all(_IS_MISSING.search(error) for error in self.script_errors):
            return
        lost = [request.url for request in page.requests() if self._is_lost_script(request)]
        if lost:
            self.notes += [f"a script from another site could not be loaded: {address}" for address in lost]
            self.notes += [
                f"without it, a script of the page failed: {error}" for error in self.script_errors
            ]
            self.script_errors.clear()

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        # The dialog may be gone with its document if the court has responded meanwhile.
        with suppress(Error):
            dialog.dismiss()

    def _note_request(self, request: Request) -> None:
        """Count a request, and record that a document is awaited."""
        self.request_count += 1
        if not request.is_navigation_request():
            return
        try:
            if request.frame.parent_frame is None:
                self._awaited[request.frame.page] = request
        except Error:  # a tab that is being opened does not have a frame yet
            self._of_new_tab = request

    def _note_response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._answered.add(response.request)
            self._refreshes[response.url] = response.headers.get("refresh", "")
            if response.status in _STAY:
                self._forget_request(response.request)

    def get_refresh(self, page: Page) -> str:
        """Return the header `Refresh` of a tab's document, "" if it has none."""
        return self._refreshes.get(urldefrag(page.url).url, "")

    def _watch(self, page: Page) -> None:
        request, self._of_new_tab = self._of_new_tab, None
        if request and page.url == _NO_DOCUMENT:  # its answer leads on to another address
            self._awaited[page] = request
        page.on("framenavigated", self._note_document)
        page.on("domcontentloaded", self._note_loaded)
        page.on("download", lambda _: self.forget_awaited(page))  # a file came in place of the document

    def _note_document(self, frame: Frame) -> None:
        # Else it stays in its document, perhaps while another one is awaited: `pushState`, or a link to "#".
        if frame.parent_frame is None and self._awaited.get(frame.page) in self._answered:
            self.forget_awaited(frame.page)
            self._loading.add(frame.page)
            self._documents[frame.page] += 1
            self.on_document(frame.page)

    def _note_loaded(self, page: Page) -> None:
        self._loading.discard(page)

    def is_awaited(self, page: Page) -> bool:
        """Return whether a tab awaits a document. Until its answer begins, the browser runs no script."""
        return page in self._awaited

    def get_awaited(self, page: Page) -> str:
        """Return the address of the document that a tab awaits, "" if it awaits none."""
        return self._awaited[page].url if page in self._awaited else ""

    def is_loading(self, page: Page) -> bool:
        """Return whether a tab's document is not there as a whole."""
        return page in self._loading

    def count_documents(self, page: Page) -> int:
        """Return how many documents have come in a tab."""
        return self._documents[page]

    @property
    def opening_tab(self) -> str:
        """The address of a tab that is being opened, "" if none is.

        The browser reports its request at once, and the tab itself only when the answer has begun.
        """
        return self._of_new_tab.url if self._of_new_tab else ""

    def forget_awaited(self, page: Page) -> None:
        """Do not wait for the document of a tab any more."""
        if request := self._awaited.pop(page, None):
            self._answered.discard(request)

    def _forget_request(self, request: Request) -> None:
        """Do not wait for the document that was requested any more."""
        for page in [page for page, awaited in self._awaited.items() if awaited == request]:
            self.forget_awaited(page)

    def _note_failure(self, request: Request) -> None:
        """Record why a document could not be loaded; its resources and frames do not matter."""
        if request == self._of_new_tab:
            self._of_new_tab = None
        self._forget_request(request)
        aborted = "ABORTED" in (request.failure or "")  # by the page itself, to load another document
        if request.failure and not aborted and request.is_navigation_request() and not is_in_frame(request):
            self.failed_navigation = FailedNavigation(request.url, request.failure)

    def _note_script_error(self, event: WebError) -> None:
        """Record a script's uncaught error; if it is from another site, only as a note (facts F1)."""
        message, source = get_first_line(event.error.message), _SOURCE.search(event.error.stack or "")
        if source and not self._is_of_court(source[0]):
            self.notes.append(f"a script from {source[0]} failed: {message}")
        else:
            self.script_errors.append(message)

    def _is_lost_script(self, request: Request) -> bool:
        if request.resource_type != "script" or self._is_of_court(request.url):
            return False
        response = None if request.failure else request.response()
        return response is None or response.status >= CLIENT_ERROR

    def _is_of_court(self, address: str) -> bool:
        return urlsplit(address).hostname in self._hosts


def is_in_frame(request: Request) -> bool:
    """Return whether a document was requested for a frame within another one."""
    try:
        return request.frame.parent_frame is not None
    except Error:
        # A tab that is being opened does not have a frame yet.
        return False
