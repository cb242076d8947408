"""A browser's tab as the runner sees it: which screen it shows, and what it lets be done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import monotonic

from playwright.sync_api import (
    Error,
    Page,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from config.court import Court
from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.network_guard import NetworkGuard
from ecfcheck.browser.page_events import TabEvents
from ecfcheck.browser.screen_finder import NOW, Look, ScreenFinder, ScreenSigns, Wait, wait_for_change
from ecfcheck.browser.screenshots import Camera
from pages.base import PageObject
from pages.decorators import Entries, Rows, Sections, Text
from pages.errors import (
    BROWSER_WAS_LOST,
    CLICK_WAS_MADE,
    BrowserLostError,
    CourtUnreachableError,
    NotReadableError,
    NotUsableError,
    NoWayInError,
    first_line,
    summarize_error,
    translate_browser_errors,
)
from pages.login_events import NO_LOGIN, LoginEvents
from pages.safe_typing import require_court_origin

_LET_IT_SEND = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""Ends when what the last click set going has begun: then the lock has seen what it would send."""

_NO_PICTURE = "no picture: the screen is not known, and may say whose account it is; --show-names takes one"


class Window:
    """A tab with the screens it can show. What the court throws at the user beside the screens is noted."""

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
        self.page_objects = {
            name: page_object(page, court, self.dialogs) for name, page_object in screens.items()
        }
        for page_object in self.page_objects.values():
            page_object.on_new_tab = self._follow
        self._document = 0.0
        self._loads = 0
        page.on("domcontentloaded", self._count_load)

    @property
    def url(self) -> str:
        """The address of what is shown."""
        return self.page.url

    def _follow(self, page: Page) -> None:
        """Go on in a tab that a link of the screen has opened, and close the one it was in."""
        left, self.page = self.page, page
        for page_object in self.page_objects.values():
            page_object.page = page
        self.camera.page = page
        page.on("domcontentloaded", self._count_load)
        left.close()

    @property
    def other_tabs(self) -> tuple[str, ...]:
        """The addresses of tabs and windows that the court opened and that no step asked for."""
        return tuple(page.url for page in self.page.context.pages if page is not self.page)

    def open(self, name: str, seconds: float) -> None:
        """Go to a screen's own address. Raises CourtUnreachableError when no answer comes."""
        address = self.page_objects[name].address
        if address is None:
            raise LookupError(f"{name} has no address")
        self.load(address, seconds)

    def load(self, address: str, seconds: float) -> None:
        """Go to an address. Raises CourtUnreachableError when no answer comes."""
        try:
            self.page.goto(address, timeout=seconds * 1000, wait_until="domcontentloaded")
        except Error as error:
            if self._is_gone(error):
                raise
            raise CourtUnreachableError(address, first_line(error.message)) from None

    def act(
        self, name: str, action: str, arguments: Mapping[str, object], login: LoginEvents = NO_LOGIN
    ) -> bool:
        """Carry out an action of a screen; False when it was done and the court did not answer in its time.

        `login` hears what the page does with a credential. Raises NotUsableError when the screen does not let
        it be done, and WrongOriginError, before anything is typed, when a secret would go elsewhere than the
        court's file says.
        """
        loads, deadline = self._loads, monotonic() + self.court.limits.arrive
        page_object = self._prepare(name, action, arguments)
        page_object.login = login
        try:
            getattr(page_object, action)(**arguments)
        except NoWayInError as error:
            raise NoWayInError(error.reason, name, action) from None
        except Error as error:
            if self._is_gone(error):
                raise
            # Playwright's log tells a click that waits for its answer from one that was never made.
            if not any(sign in error.message for sign in CLICK_WAS_MADE):
                raise NotUsableError(name, action, summarize_error(error)) from None
            return self._loads > loads or self._loads_within(deadline - monotonic())
        finally:
            page_object.login = NO_LOGIN
        return True

    def rehearse(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Do all of an action but its last click, which is proven to be possible. Raises as `act` does.

        Nothing leaves the window from then on, whatever the action does.
        """
        page_object = self.page_objects[name]
        page_object.is_rehearsing = True
        self.network_guard.block_everything()
        try:
            self._prepare(name, action, arguments)
            getattr(page_object, action)(**arguments)
            with suppress(Error):  # it was left, or was to be: the lock has what was refused
                self.page.evaluate(_LET_IT_SEND)
        except NoWayInError as error:
            raise NoWayInError(error.reason, name, action) from None
        except Error as error:
            if self._is_gone(error):
                raise
            raise NotUsableError(name, action, summarize_error(error)) from None
        finally:
            page_object.is_rehearsing = False

    def _prepare(self, name: str, action: str, arguments: Mapping[str, object]) -> PageObject:
        """Return the page of a screen, ready for an action. Raises WrongOriginError or Playwright's Error."""
        page_object = self.page_objects[name]
        if any(isinstance(argument, Secret) for argument in arguments.values()):
            require_court_origin(self.page, f"{name} {action}", self.get_site_address(name))
        page_object.mark_stale_refusal()
        return page_object

    def _loads_within(self, seconds: float) -> bool:
        """Wait for a document. Until the one asked for has come, a browser answers no other question."""
        try:
            self.page.wait_for_event("domcontentloaded", timeout=max(seconds, 0.001) * 1000)
        except TimeoutError:
            return False
        return True

    def _count_load(self, _tab: Page) -> None:
        self._loads += 1

    def _is_gone(self, error: Error) -> bool:
        """Whether the tab or its browser is no more; what was being done then may have been sent."""
        browser = self.page.context.browser
        ended = self.page.is_closed() or browser is None or not browser.is_connected()
        return ended or any(sign in error.message for sign in BROWSER_WAS_LOST)

    def read(self, name: str, check: str) -> Entries | Rows | Sections | Text:
        """Return what a check of a screen sees now. Raises NotReadableError when it cannot be read."""
        with self._readable(name, check):
            seen: Entries | Rows | Sections | Text = getattr(self.page_objects[name], check)()
        return seen

    def read_names(self, name: str) -> tuple[str, ...]:
        """Return the names that a screen shows, if they must not be seen. Raises NotReadableError."""
        with self._readable(name, "names"):
            return self.camera.read_names(self.page_objects[name])

    @contextmanager
    def _readable(self, name: str, what: str) -> Iterator[None]:
        """Raise NotReadableError for what a living tab does not let be read."""
        try:
            yield
        except Error as error:
            if self._is_gone(error):
                raise
            raise NotReadableError(name, what, summarize_error(error)) from None

    def wait_for_change(self, seconds: float) -> bool:
        """Wait until anything that is shown changes; False when the time is over first."""
        return wait_for_change(self.page, seconds)

    def wait_for_screen(self, wanted: str, seconds: float, *, leaving: str = "") -> Arrival:
        """Wait until a screen is there, wanted or not, or the one that is left refuses, or time is up.

        Returns what one look found then.
        """
        ignored = leaving if leaving != wanted else ""
        deadline = monotonic() + seconds
        # A document that shows no screen may still lead on, as the way to the login does.
        settle = self.court.limits.settle
        lead_on = max(settle, seconds / 3)
        look = None
        while look is None and (rest := deadline - monotonic()) > 0:
            wait = Wait(rest, settle, lead_on, wanted, ignored, self._document)
            look = self._finder.look(self.page, wait)
        arrival = self._describe_arrival(wanted, look or Look(url=self.url))
        self._document = look.born if look else 0
        return arrival

    def look(self, wanted: str = "") -> Arrival:
        """Return what is there now."""
        found = self._finder.look(self.page, replace(NOW, wanted=wanted))
        return self._describe_arrival(wanted, found or Look(url=self.url))

    def _describe_arrival(self, wanted: str, look: Look) -> Arrival:
        page_object = self.page_objects.get(wanted)
        return Arrival(
            wanted,
            screens=look.names,
            known_by=str(page_object.court_landmark) if page_object else "",
            url=look.url,
            expected_origin=self.get_site_address(wanted) if page_object else "",
            is_new_document=look.born not in {0, self._document},
            refusal=self._read_refusal(look),
            http_status=look.status,
            description=look.describe(with_words=not self.camera.masks_names),
            fallbacks=frozenset(name for name in look.names if self.page_objects[name].landmark.fallback),
            dialogs=tuple(self.dialogs),
            other_tabs=self.other_tabs,
            failed_navigation=self.events.failed_navigation,
            blocked=tuple(self.network_guard.blocked),
        )

    def _read_refusal(self, look: Look) -> ScreenRefusal | None:
        if look.refusal is None:
            return None
        page_object = self.page_objects[look.refusal.screen]
        words = " ".join(page_object.pick_refusal(look.refusal.texts, look.refusal.lines))
        return ScreenRefusal(
            look.refusal.screen, words, page_object.find_refusal_rule(words), page_object.refusal_outcome
        )

    @cached_property
    def _finder(self) -> ScreenFinder:
        return ScreenFinder(
            {
                name: ScreenSigns(
                    page_object.court_landmark,
                    self.get_site_address(name),
                    page_object.content,
                    page_object.refusal_landmark,
                )
                for name, page_object in self.page_objects.items()
            }
        )

    def get_site_address(self, name: str) -> str:
        """Return the court's address that a screen belongs to."""
        return str(getattr(self.court, self.page_objects[name].site))

    def take_picture(self, path: Path) -> bool:
        """Save what the window shows as a JPEG; False when there is none to be had (see Camera)."""
        try:
            with translate_browser_errors():
                known = (
                    [self.page_objects[name] for name in self.look().screens]
                    if self.camera.masks_names
                    else []
                )
                taken = self.camera.take(path, known)
        except BrowserLostError:
            return False
        if not taken:
            self.notes.append(_NO_PICTURE)
        return taken
