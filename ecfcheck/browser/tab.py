"""Follows one browser tab: where it is, what it has requested, and whether its document is there."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Literal

from playwright.sync_api import (
    Error,
    Page,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from config.court import Court
from ecfcheck.browser.arrival_reading import ArrivalReading
from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.network_guard import NetworkGuard
from ecfcheck.browser.page_events import TabEvents
from ecfcheck.browser.screenshots import Camera
from ecfcheck.browser.secret_guard import SecretGuard
from pages.base import PageObject
from pages.errors import (
    CourtUnreachableError,
    get_first_line,
    is_tab_lost,
)
from pages.page_changes import wait_for_change

_ABORTED = "ERR_ABORTED"
"""A part of Playwright's message when a page crashes while it is opened, and at some other times."""

_SECONDS_TO_KNOW = 0.001
"""How long it takes to know whether a document is there, which Playwright knows already."""

_SECONDS_TO_FAIL = 0.25
"""How often to check whether a request for a document has failed, while its answer is awaited."""


class Tab:
    """A tab and the page objects of the screens that it can show."""

    def __init__(
        self,
        page: Page,
        court: Court,
        screens: Mapping[str, type[PageObject]],
        network_guard: NetworkGuard,
        camera: Camera,
    ) -> None:
        self.page = page
        self.network_guard = network_guard
        self.camera = camera
        self.court = court
        self.events = TabEvents(page.context, court)
        self.notes, self.dialogs = self.events.notes, self.events.dialogs
        self.secret_guard = SecretGuard(page.context, court.addresses, self.notes)
        self.events.on_document = self._note_document
        self.page_objects = {
            name: page_object(page, court, self.dialogs) for name, page_object in screens.items()
        }
        for page_object in self.page_objects.values():
            page_object.on_new_tab = self._follow
            page_object.before_secret = self.secret_guard.protect
            page_object.limit_calls = limit_calls
            page_object.is_leaving = lambda: self.events.is_awaited(self.page)
            page_object.before_sending = partial(self._open_gates, page_object)
        self._document = 0.0
        self._loads = 0
        self._documents_on_arrival: int | None = None
        """How many documents had come when a screen was there, until something is done."""
        self._arrival_reading = ArrivalReading()
        self.is_traced = False
        """Whether a trace is recorded, in which clicks should be of elements and not of places."""
        self._requests_before_action = 0
        page.on("domcontentloaded", self._count_load)

    def _note_document(self, page: Page) -> None:
        """Tell the guards that another document came, which was not clicked.

        What another tab shows says nothing: what was typed is still here.
        """
        if page is self.page:
            self.secret_guard.note_document(page.url)
            self.network_guard.gate.close()

    def _open_gates(self, page_object: PageObject, clicks: int) -> None:
        """Let what clicks are about to send pass the guards."""
        self.secret_guard.gate.open(clicks)
        if not page_object.current_action.only_reads:
            self.network_guard.gate.open(clicks)

    @property
    def url(self) -> str:
        """The address of the current document."""
        return self.page.url

    def _follow(self, page: Page) -> None:
        """Continue in a tab that a link has opened, and close the previous one."""
        previous = self.page
        self._arrival_reading.forget()
        self._switch_to(page)
        previous.close()
        self._note_document(page)  # what was typed is gone with the previous one

    def follow_user(self) -> None:
        """Continue in the tab that was opened last, for a user who navigates by hand; the others stay."""
        newest = self.page.context.pages[-1]
        if newest is not self.page:
            self._switch_to(newest)

    def _switch_to(self, page: Page) -> None:
        self.page = page
        self._documents_on_arrival = None
        for page_object in self.page_objects.values():
            page_object.page = page
        self.camera.page = page
        page.on("domcontentloaded", self._count_load)

    @property
    def other_tabs(self) -> tuple[str, ...]:
        """The addresses of popups: tabs and windows that the court opened, which no step expects."""
        opened = [page.url for page in self.page.context.pages if page is not self.page]
        return tuple(filter(None, (*opened, self.events.opening_tab)))

    def open(self, name: str, seconds: float) -> None:
        """Go to the address of a screen. Raises CourtUnreachableError."""
        address = self.page_objects[name].address
        if address is None:
            raise LookupError(f"{name} does not have an address")
        self.load(address, seconds)

    def load(self, address: str, seconds: float) -> None:
        """Go to an address. Raises CourtUnreachableError if it does not respond."""
        self._arrival_reading.forget()
        self._documents_on_arrival = None
        try:
            self.page.goto(address, timeout=seconds * 1000, wait_until="domcontentloaded")
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            if _ABORTED in error.message:
                self._require_renderer()
            raise CourtUnreachableError(address, get_first_line(error.message)) from None

    def _require_renderer(self) -> None:
        """Raise Playwright's error if the page has crashed, which ends a navigation by another error."""
        with suppress(TimeoutError), limit_calls(self.court.limits.act):
            self.page.evaluate("0")

    def get_site_address(self, name: str) -> str:
        """Return the address of the site that a screen belongs to."""
        return self.page_objects[name].site_address

    def count_requests(self) -> int:
        """Return how many requests were made since the last action began, blocked ones among them."""
        return self.events.request_count - self._requests_before_action

    def has_sent_anything(self) -> bool:
        """Return whether the page has requested anything since the last action began."""
        return self.count_requests() > 0

    def _wait_for_load(self, seconds: float) -> bool:
        """Wait for a document; return False if time is up."""
        # Not by a script: a browser does not run one until the requested document has arrived.
        try:
            _await_event(self.page, "domcontentloaded", max(seconds, 0.001))
        except TimeoutError:
            return False
        return True

    def _count_load(self, _page: Page) -> None:
        self._loads += 1

    def pause(self) -> None:
        """Open Playwright's inspector, and wait until the user resumes; only a headed browser has it."""
        self._arrival_reading.forget()
        self._documents_on_arrival = None
        self.page.pause()

    def wait_for_change(self, seconds: float) -> bool:
        """Wait until anything has changed since the page was last read; return False if time is up first."""
        self._arrival_reading.forget()
        return wait_for_change(self.page, seconds)

    @property
    def _is_unanswered(self) -> bool:
        """Whether a document was requested that has not come, or does not end loading."""
        try:
            return not self._wait_for_answer(monotonic() + _SECONDS_TO_KNOW)
        except Error:  # the tab is gone: the next thing that is done with it says so
            return False

    def _wait_for_document(self, deadline: float) -> bool:
        """Wait until no document is awaited; return False if time is up first.

        A look would last as long as the court is silent: no script runs then.
        """
        while self.events.is_awaited(self.page):
            rest = deadline - monotonic()
            if rest <= 0:
                return False
            with suppress(TimeoutError):  # the request may fail, too, and no document comes then
                _await_event(self.page, "framenavigated", min(rest, _SECONDS_TO_FAIL))
        return True

    def _wait_for_answer(self, deadline: float) -> bool:
        """Wait until no document is awaited and this one is there; return False if time is up first."""
        if not self._wait_for_document(deadline):
            return False
        if not self.events.is_loading(self.page):
            return True
        try:
            self.page.wait_for_load_state(
                "domcontentloaded", timeout=max(deadline - monotonic(), 0.001) * 1000
            )
        except TimeoutError:
            return False
        return True


def _await_event(page: Page, event: Literal["domcontentloaded", "framenavigated"], seconds: float) -> None:
    """Wait for an event from now on. Raises Playwright's TimeoutError, and its Error if it has ended.

    `wait_for_event` begins to listen only after it has let events pass that came meanwhile.
    """
    # Playwright itself ends with a RuntimeError here if its driver has, and limit_calls with an Error.
    with limit_calls(seconds + _SECONDS_TO_FAIL), page.expect_event(event, timeout=seconds * 1000):
        pass
