"""Drives one browser tab: detects the current screen and performs actions on it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import monotonic

from playwright.sync_api import (
    Error,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.screen_finder import (
    NOW,
    Observation,
    ScreenFinder,
    ScreenSpec,
    WaitOptions,
)
from ecfcheck.browser.tab_reading import ReadableTab
from pages.current_action import NO_ACTION, CurrentAction
from pages.decorators import Effect
from pages.errors import (
    CLICK_WAS_MADE,
    BrowserLostError,
    MissingControlError,
    NotUsableError,
    NoWayInError,
    is_tab_lost,
    summarize_error,
    translate_browser_errors,
)
from pages.safe_typing import strip_query

_LET_IT_SEND = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""Resolves after the last click has taken effect: the network guard has then seen what it would send."""

_NO_PICTURE = "no picture was taken: the screen is not known and can show names; use --show-names to take one"

_NO_ANSWER = "no picture was taken: the court has not answered a request for another document"


class Window(ReadableTab):
    """A tab in which screens are awaited, and actions performed."""

    def act(
        self,
        name: str,
        action: str,
        arguments: Mapping[str, object],
        current_action: CurrentAction = NO_ACTION,
    ) -> bool:
        """Perform an action of a screen; return False if the court did not respond in time.

        `current_action` is what the page object needs to know of it. Raises NotUsableError if the action
        cannot be performed, and WrongOriginError, before anything is typed, if the page or one of its forms
        is not on the court's origin.
        """
        self._arrival_reading.forget()
        loads, deadline = self._loads, monotonic() + self.court.limits.arrive
        self._requests_before_action = self.events.request_count
        page_object = self.page_objects[name]
        words = f"{name} {action}"
        page_object.current_action = replace(
            current_action,
            words=words,
            is_traced=self.is_traced,
            document_time=0 if self._documents_on_arrival is None else self._document,
        )
        try:
            with _errors_named(name, action):
                self._expect_effects(current_action.next_screen)
                page_object.mark_stale_refusal()
                getattr(page_object, action)(**arguments)
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            # Playwright's log distinguishes a click that waits for a response from one that was never made.
            if not any(sign in error.message for sign in CLICK_WAS_MADE):
                where = strip_query(self.find_departure())
                reason = f"the page went to {where} before the click" if where else summarize_error(error)
                raise NotUsableError(name, action, reason) from None
            return self._loads > loads or self._wait_for_load(deadline - monotonic())
        finally:
            page_object.current_action = NO_ACTION
        self._documents_on_arrival = None
        return True

    def _expect_effects(self, screen: str) -> None:
        if screen:
            with limit_calls(self.court.limits.act):
                self.network_guard.expect_effects(self.page_objects[screen])

    def rehearse(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Perform an action except its last click, which is only tried. Raises what `act` does.

        From then on the window sends nothing, whatever the action does.
        """
        self._arrival_reading.forget()
        page_object = self.page_objects[name]
        page_object.is_rehearsing = True
        self.network_guard.block_everything()
        try:
            page_object.mark_stale_refusal()
            page_object.current_action = replace(NO_ACTION, words=f"{name} {action}")
            with _errors_named(name, action):
                getattr(page_object, action)(**arguments)
            # If the document is gone or does not answer, the guard has what it has blocked until then.
            with suppress(Error), limit_calls(self.court.limits.settle):
                self.page.evaluate(_LET_IT_SEND)
        except Error as error:
            if is_tab_lost(self.page, error):
                raise
            raise NotUsableError(name, action, summarize_error(error)) from None
        finally:
            page_object.is_rehearsing = False
            page_object.current_action = NO_ACTION

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

    def wait_for_screen(
        self,
        expected_screen: str,
        seconds: float,
        *,
        previous_screen: str = "",
        needs_answer: bool = False,
    ) -> Arrival:
        """Wait for any screen, for a refusal on the screen being left, or until time is up.

        Returns what one look found then. `previous_screen` is the screen being left. With `needs_answer`, it
        does not end the wait before its document is another one, even if it is the expected screen.
        """
        ignored = previous_screen if previous_screen != expected_screen or needs_answer else ""
        deadline = monotonic() + seconds
        # A document without a known screen can still lead to another, as CM/ECF's redirect to the login does.
        settle = self.court.limits.settle
        redirect = max(settle, seconds / 3)
        seen, documents = None, 0
        while seen is None and self._wait_for_document(deadline) and (rest := deadline - monotonic()) > 0:
            documents = self.events.count_documents(self.page)
            wait = WaitOptions(rest, settle, redirect, expected_screen, ignored, self._document)
            reading = self._arrival_reading.build_script(expected_screen)
            seen = self._finder.observe(self.page, wait, reading)
        arrival = self._create_arrival(expected_screen, seen)
        self._document = seen.document_time if seen else 0
        self._arrival_reading.keep(seen.reading if seen else None, (self.url, self._loads))
        # A document that came during the look is the one that was looked at, or the page has left again.
        if seen is None or seen.url == self.url:
            documents = self.events.count_documents(self.page)
        self._documents_on_arrival = documents
        if arrival.only_screen not in {"", previous_screen}:
            self.secret_guard.gate.relax()
        elif arrival.refusal:
            self.secret_guard.gate.stop_noting()
        if seen:
            # While a script of the document runs, the browser does not remove a route: it does so after it.
            with suppress(TimeoutError), limit_calls(settle):
                self.secret_guard.release()
        return arrival

    def find_departure(self) -> str:
        """Return where the page has gone since it arrived, though nothing was done; "" if it stayed."""
        if self._documents_on_arrival in {None, self.events.count_documents(self.page)}:
            return "" if self._documents_on_arrival is None else self.events.get_awaited(self.page)
        return self.url

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

    def install_scripts(self) -> None:
        """Put what looks at a document into each that comes from now on."""
        self._finder.install(self.page.context)

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

    def take_picture(self, path: Path, *, has_masked: bool = True) -> bool:
        """Save a picture of the window as a JPEG; return False if none was taken (see Camera)."""
        if self._is_unanswered:
            self.notes.append(_NO_ANSWER)
            return False
        try:
            with translate_browser_errors(), limit_calls(self.court.limits.arrive):
                # Which screens are there matters only to the masking of names.
                screens = self.look().screens if self.camera.masks_names else ()
                known = [self.page_objects[name] for name in screens]
                taken = self.camera.take(path, known, has_masked=has_masked)
        except BrowserLostError:
            return False
        if not taken:
            self.notes.append(_NO_PICTURE)
        return taken


@contextmanager
def _errors_named(name: str, action: str) -> Iterator[None]:
    """Name the screen and the action in the errors of a page object, which only knows the reason."""
    try:
        yield
    except NoWayInError as error:
        raise NoWayInError(error.reason, name, action) from None
    except MissingControlError as error:
        raise MissingControlError(error.reason, name, action) from None
