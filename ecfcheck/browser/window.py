"""Drives one browser tab: detects the current screen and performs actions on it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import (
    Error,
    Page,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from config.court import Court
from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.arrival_reading import ArrivalReading
from ecfcheck.browser.axe import AxeCore, read_violations
from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.network_guard import NetworkGuard
from ecfcheck.browser.page_events import TabEvents
from ecfcheck.browser.picture_areas import PictureAreas, find_areas
from ecfcheck.browser.screen_finder import (
    NOW,
    Observation,
    ScreenFinder,
    ScreenSpec,
    WaitOptions,
)
from ecfcheck.browser.screenshots import Camera
from ecfcheck.browser.snapshot import build_structure_script, read_structure
from pages.base import PageObject
from pages.controls import wait_for_change
from pages.decorators import Effect, Entries, Rows, Sections, Text
from pages.errors import (
    CLICK_WAS_MADE,
    BrowserLostError,
    CourtUnreachableError,
    MissingControlError,
    NotReadableError,
    NotUsableError,
    NoWayInError,
    get_first_line,
    is_tab_lost,
    summarize_error,
    translate_browser_errors,
)
from pages.login_events import NO_LOGIN, LoginEvents
from pages.safe_typing import require_court_origin

_LET_IT_SEND = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""Resolves after the last click has taken effect: the network guard has then seen what it would send."""

_SECONDS_TO_KNOW = 0.001
"""How long it takes to know whether a document is there, which Playwright knows already."""

_SECONDS_TO_FAIL = 0.25
"""How often to check whether a request for a document has failed, while its answer is awaited."""

_NO_PICTURE = "no picture was taken: the screen is not known and can show names; use --show-names to take one"

_NO_ANSWER = "no picture was taken: the court has not answered a request for another document"


class Window:
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
        self.page_objects = {
            name: page_object(page, court, self.dialogs) for name, page_object in screens.items()
        }
        for page_object in self.page_objects.values():
            page_object.on_new_tab = self._follow
        self._document = 0.0
        self._loads = 0
        self._arrival_reading = ArrivalReading()
        self.is_traced = False
        """Whether a trace is recorded, in which clicks should be of elements and not of places."""
        self._requests_before_action = 0
        page.on("domcontentloaded", self._count_load)

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

    def follow_user(self) -> None:
        """Continue in the tab that was opened last, for a user who navigates by hand; the others stay."""
        newest = self.page.context.pages[-1]
        if newest is not self.page:
            self._switch_to(newest)

    def _switch_to(self, page: Page) -> None:
        self.page = page
        for page_object in self.page_objects.values():
            page_object.page = page
        self.camera.page = page
        page.on("domcontentloaded", self._count_load)

    @property
    def other_tabs(self) -> tuple[str, ...]:
        """The addresses of tabs and windows that the court opened without a step that expects them."""
        return tuple(page.url for page in self.page.context.pages if page is not self.page)

    def open(self, name: str, seconds: float) -> None:
        """Go to the address of a screen. Raises CourtUnreachableError."""
        address = self.page_objects[name].address
        if address is None:
            raise LookupError(f"{name} does not have an address")
        self.load(address, seconds)

    def load(self, address: str, seconds: float) -> None:
        """Go to an address. Raises CourtUnreachableError if it does not respond."""
        self._arrival_reading.forget()
        try:
            self.page.goto(address, timeout=seconds * 1000, wait_until="domcontentloaded")
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            raise CourtUnreachableError(address, get_first_line(error.message)) from None

    def act(
        self,
        name: str,
        action: str,
        arguments: Mapping[str, object],
        login: LoginEvents = NO_LOGIN,
        *,
        leaves_screen: bool = False,
    ) -> bool:
        """Perform an action of a screen; return False if the court did not respond in time.

        `leaves_screen` says that another screen is awaited next, so that a click need not wait for it.
        `login` receives what the page object does with a credential. Raises NotUsableError if the action
        cannot be performed, and WrongOriginError, before anything is typed, if the page or one of its forms
        is not on the court's origin.
        """
        self._arrival_reading.forget()
        loads, deadline = self._loads, monotonic() + self.court.limits.arrive
        self._requests_before_action = self.events.request_count
        page_object = self._prepare(name, action, arguments)
        page_object.login, page_object.leaves_screen = login, leaves_screen and not self.is_traced
        try:
            getattr(page_object, action)(**arguments)
        except NoWayInError as error:
            raise NoWayInError(error.reason, name, action) from None
        except MissingControlError as error:
            raise MissingControlError(error.reason, name, action) from None
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            # Playwright's log distinguishes a click that waits for a response from one that was never made.
            if not any(sign in error.message for sign in CLICK_WAS_MADE):
                raise NotUsableError(name, action, summarize_error(error)) from None
            return self._loads > loads or self._wait_for_load(deadline - monotonic())
        finally:
            page_object.login, page_object.leaves_screen = NO_LOGIN, False
        return True

    def rehearse(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Perform an action except its last click, which is only tried. Raises what `act` does.

        From then on the window sends nothing, whatever the action does.
        """
        self._arrival_reading.forget()
        page_object = self.page_objects[name]
        page_object.is_rehearsing = True
        self.network_guard.block_everything()
        try:
            self._prepare(name, action, arguments)
            getattr(page_object, action)(**arguments)
            with suppress(Error):  # the document is gone, or being replaced: the guard has what it blocked
                self.page.evaluate(_LET_IT_SEND)
        except NoWayInError as error:
            raise NoWayInError(error.reason, name, action) from None
        except MissingControlError as error:
            raise MissingControlError(error.reason, name, action) from None
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            raise NotUsableError(name, action, summarize_error(error)) from None
        finally:
            page_object.is_rehearsing = False

    def _prepare(self, name: str, action: str, arguments: Mapping[str, object]) -> PageObject:
        """Return a page object, ready for an action. Raises WrongOriginError or Playwright's Error."""
        page_object = self.page_objects[name]
        if any(isinstance(argument, Secret) for argument in arguments.values()):
            require_court_origin(self.page, f"{name} {action}", self.get_site_address(name))
        page_object.mark_stale_refusal()
        return page_object

    def stop_sending(self) -> bool:
        """Block all requests from now on; return whether the last action may have sent anything."""
        if self.has_sent_anything():
            return True
        try:
            with limit_calls(self.court.limits.settle):
                self.network_guard.block_everything()
                self.page.evaluate(_LET_IT_SEND)
        except Error:  # the document is being replaced, or the tab is gone: something may have been sent
            return True
        return self.has_sent_anything()

    def has_sent_anything(self) -> bool:
        """Return whether the page has requested anything since the last action began."""
        return self.events.request_count > self._requests_before_action

    def _wait_for_load(self, seconds: float) -> bool:
        """Wait for a document; return False if time is up."""
        # Not by a script: a browser does not run one until the requested document has arrived.
        try:
            self.page.wait_for_event("domcontentloaded", timeout=max(seconds, 0.001) * 1000)
        except TimeoutError:
            return False
        return True

    def _count_load(self, _page: Page) -> None:
        self._loads += 1

    def read(self, name: str, check: str) -> Entries | Rows | Sections | Text:
        """Return the value of a check now. Raises NotReadableError."""
        self._require_answered(name, check)
        with self._read_errors_translated(name, check):
            seen: Entries | Rows | Sections | Text = getattr(self.page_objects[name], check)()
        return seen

    def plan_reading(self, name: str, checks: Sequence[str]) -> None:
        """Have these checks and the structure read in the look that finds the screen, if it comes next."""
        plan = self.page_objects[name].plan_reading(checks, names=self.camera.masks_names)
        self._arrival_reading.plan(name, plan, self._build_structure_script(name))

    @contextmanager
    def reading(self, name: str, checks: Sequence[str]) -> Iterator[None]:
        """Read all of these checks in one look, which answers `read` within the block.

        The look on arrival counts the first time, if it was planned and nothing was done since.
        """
        self._require_answered(name, "screen")
        page_object = self.page_objects[name]
        plan = page_object.plan_reading(checks, names=self.camera.masks_names)
        found = self._arrival_reading.take(name, plan, (self.url, self._loads))
        with ExitStack() as stack:
            with self._read_errors_translated(name, "screen"):
                stack.enter_context(page_object.reading_together(plan, found))
            yield

    def note_unseen(self, name: str) -> None:
        """Note the texts of a screen that are on the page and that a reader does not see."""
        with self._read_errors_translated(name, "hidden text"):
            unseen = self.page_objects[name].find_unseen()
        if unseen:
            # Hidden text can be a name: where names are masked, it is not quoted.
            quotes = not self.camera.masks_names
            texts = dict.fromkeys(f'"{words}" ({reason})' if quotes else reason for words, reason in unseen)
            self.notes.append(f"{name} has text that a reader does not see: {', '.join(texts)}")

    def read_names(self, name: str) -> tuple[str, ...]:
        """Return the names on a screen if they must not be shown. Raises NotReadableError."""
        with self._read_errors_translated(name, "names"):
            return self.camera.read_names(self.page_objects[name])

    def _require_answered(self, name: str, what: str) -> None:
        """Raise NotReadableError if the page has requested another document, which does not come."""
        if not self._wait_for_answer(monotonic() + self.court.limits.arrive):
            raise NotReadableError(
                name, what, "the page has requested another document, and it does not come"
            )

    @contextmanager
    def _read_errors_translated(self, name: str, what: str) -> Iterator[None]:
        """Raise NotReadableError for an error of Playwright, unless the tab is gone."""
        try:
            with limit_calls(self.court.limits.arrive):
                yield
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            raise NotReadableError(name, what, summarize_error(error)) from None

    def pause(self) -> None:
        """Open Playwright's inspector, and wait until the user resumes; only a headed browser has it."""
        self._arrival_reading.forget()
        self.page.pause()

    def wait_for_change(self, seconds: float) -> bool:
        """Wait until anything on the page changes; return False if time is up first."""
        if self._arrival_reading.is_in_use:  # the page was not watched since then
            self._arrival_reading.forget()
            return True
        return wait_for_change(self.page, seconds)

    def wait_for_screen(self, expected_screen: str, seconds: float, *, previous_screen: str = "") -> Arrival:
        """Wait for any screen, for a refusal on the screen being left, or until time is up.

        Returns what one look found then. `previous_screen` is the screen being left.
        """
        ignored = previous_screen if previous_screen != expected_screen else ""
        deadline = monotonic() + seconds
        # A document without a known screen can still lead to another, as CM/ECF's redirect to the login does.
        settle = self.court.limits.settle
        redirect = max(settle, seconds / 3)
        seen = None
        while seen is None and self._wait_for_answer(deadline) and (rest := deadline - monotonic()) > 0:
            wait = WaitOptions(rest, settle, redirect, expected_screen, ignored, self._document)
            reading = self._arrival_reading.build_script(expected_screen)
            seen = self._finder.observe(self.page, wait, reading)
        arrival = self._create_arrival(expected_screen, seen)
        self._document = seen.document_time if seen else 0
        self._arrival_reading.keep(seen.reading if seen else None, (self.url, self._loads))
        return arrival

    @property
    def _is_unanswered(self) -> bool:
        """Whether a document was requested that has not come, or does not end loading."""
        try:
            return not self._wait_for_answer(monotonic() + _SECONDS_TO_KNOW)
        except Error:  # the tab is gone: the next thing that is done with it says so
            return False

    def _wait_for_answer(self, deadline: float) -> bool:
        """Wait until no document is awaited and this one is there; return False if time is up first.

        A look would last as long as the court is silent or a script keeps the page: no other runs then.
        """
        while self.events.is_awaited(self.page):
            rest = deadline - monotonic()
            if rest <= 0:
                return False
            with suppress(TimeoutError):  # the request may fail, too, and no document comes then
                self.page.wait_for_event("framenavigated", timeout=min(rest, _SECONDS_TO_FAIL) * 1000)
        if not self.events.is_loading(self.page):
            return True
        try:
            self.page.wait_for_load_state(
                "domcontentloaded", timeout=max(deadline - monotonic(), 0.001) * 1000
            )
        except TimeoutError:
            return False
        return True

    def look(self, expected_screen: str = "") -> Arrival:
        """Return what is there now, without waiting."""
        if self._is_unanswered:
            return self._create_arrival(expected_screen, None)
        seen = self._finder.observe(self.page, replace(NOW, expected_screen=expected_screen))
        return self._create_arrival(expected_screen, seen)

    def _create_arrival(self, expected_screen: str, look: Observation | None) -> Arrival:
        seen = look or Observation(url=self.url)
        page_object = self.page_objects.get(expected_screen)
        return Arrival(
            expected_screen,
            screens=seen.names,
            known_by=str(page_object.court_landmark) if page_object else "",
            url=seen.url,
            expected_origin=self.get_site_address(expected_screen) if page_object else "",
            is_new_document=seen.document_time not in {0, self._document},
            refusal=self._read_refusal(seen),
            http_status=seen.status,
            description=seen.describe(with_words=not self.camera.masks_names),
            shows_result_of=self._find_results(seen.names),
            fallbacks=frozenset(name for name in seen.names if self.page_objects[name].landmark.fallback),
            dialogs=tuple(self.dialogs),
            other_tabs=self.other_tabs,
            failed_navigation=self.events.failed_navigation,
            is_unanswered=look is None and self._is_unanswered,
            blocked=tuple(self.network_guard.blocked),
        )

    def _find_results(self, names: Sequence[str]) -> frozenset[Effect]:
        """Return the effects that took place if this is the only screen."""
        return self.page_objects[names[0]].shows_result_of if len(names) == 1 else frozenset()

    def _read_refusal(self, seen: Observation) -> ScreenRefusal | None:
        if seen.refusal is None:
            return None
        page_object = self.page_objects[seen.refusal.screen]
        words = " ".join(page_object.pick_refusal(seen.refusal.texts, seen.refusal.lines))
        return ScreenRefusal(
            seen.refusal.screen, words, page_object.find_refusal_rule(words), page_object.refusal_outcome
        )

    @cached_property
    def _finder(self) -> ScreenFinder:
        return ScreenFinder(
            {
                name: ScreenSpec(
                    page_object.court_landmark,
                    self.get_site_address(name),
                    page_object.content,
                    page_object.refusal_landmark,
                )
                for name, page_object in self.page_objects.items()
            },
            {name: type(page_object) for name, page_object in self.page_objects.items()},
        )

    def get_site_address(self, name: str) -> str:
        """Return the address of the site that a screen belongs to."""
        return self.page_objects[name].site_address

    def find_areas(self, words: Sequence[str] = ()) -> PictureAreas:
        """Return the area of what the page shows, and where it shows the given texts."""
        return PictureAreas() if self._is_unanswered else find_areas(self.page, words)

    def read_structure(self, name: str) -> dict[str, Any] | None:
        """Return the structure of a screen for a snapshot; None if its document is being replaced."""
        read = self._arrival_reading.take_structure()
        return read or read_structure(self.page, self._build_structure_script(name))

    def _build_structure_script(self, name: str) -> str:
        # The names in a snapshot are always replaced, but those in a real case are not all known.
        return build_structure_script(self.page_objects[name], hide_private=not self.court.staged)

    def read_document(self) -> str | None:
        """Return the document's HTML as it is now; None if it is being replaced."""
        try:
            document: str = self.page.evaluate("document.documentElement.outerHTML")
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            return None
        return document

    def read_violations(self, axe: AxeCore) -> dict[str, Any] | None:
        """Return what axe-core finds on the page; None if it is being replaced, or axe-core fails."""
        return read_violations(self.page, axe)

    def take_picture(self, path: Path) -> bool:
        """Save a picture of the window as a JPEG; return False if none was taken (see Camera)."""
        if self._is_unanswered:
            self.notes.append(_NO_ANSWER)
            return False
        try:
            with translate_browser_errors():
                # Which screens are there matters only to the masking of names.
                screens = self.look().screens if self.camera.masks_names else ()
                taken = self.camera.take(path, [self.page_objects[name] for name in screens])
        except BrowserLostError:
            return False
        if not taken:
            self.notes.append(_NO_PICTURE)
        return taken
