"""Navigates from screen to screen: opens, acts, arrives; rehearses an effect that is closed."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import ActionCall
from ecfcheck.flowfile.page_object_errors import page_object_errors_reported
from ecfcheck.flowfile.placeholder import PASSCODE, find_placeholders
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.logins import (
    LoginAttempt,
    LoginObserver,
    Logins,
    RefusedLoginGuard,
    UnansweredLoginGuard,
)
from ecfcheck.runner.records import LOGIN_AGAIN, PASSED_THROUGH
from ecfcheck.runner.session_reuse import SessionReuse
from ecfcheck.runner.step_errors import (
    BadStatusError,
    LoginNotSubmittedError,
    NoAnswerError,
    RequestBlockedError,
    SecretHeldBackError,
    SentBeforeClickError,
    SentByItselfError,
    WrongAddressError,
    WrongCourtError,
    WrongScreenError,
    describe_dialogs,
)
from ecfcheck.runner.transition import Transition
from pages.current_action import CurrentAction
from pages.errors import (
    CLIENT_ERROR,
    MissingControlError,
    NothingSentError,
    NotReadableError,
    NotUsableError,
    PageObjectError,
    StepError,
)
from pages.login_events import NO_LOGIN, LoginEvents

_MAX_DETOURS = 8
"""How many screens may interrupt one transition: CM/ECF and PACER have four that can."""


class Navigator:
    """Navigates one window in an attempt at a flow, and carries out its logins."""

    def __init__(self, context: RunContext, window: Window, logins: Logins, sessions: SessionReuse) -> None:
        self.transition = Transition("", "looking")
        """The current transition, by which a failure is classified."""
        self._context = context
        self.window = window
        self._logins = logins
        self._sessions = sessions
        self._seconds = window.court.limits.arrive
        self.has_typed_passcode = False
        """Whether a one-time passcode was typed, which the court accepts only once."""
        self.on_interstitial: Callable[[str], None] = lambda _screen: None
        """Called on a screen that interrupts, before it is passed through."""

    def open_screen(self, screen: str) -> None:
        """Open a screen by its address, and arrive there."""
        self.transition = Transition(screen, "opening its address")
        self.window.open(screen, self._seconds)
        self._arrive()

    def expect_screen(self, screen: str) -> None:
        """Wait for a screen that an earlier step leads to."""
        self.transition = Transition(screen, "looking")
        self._arrive()

    def rehearse(self, arguments: dict[str, object]) -> None:
        """Do the transition's action without its last click."""
        with self._held_back_named():
            self.window.rehearse(self.transition.screen, self.transition.action, arguments)
        self._stop_if_held_back()

    def perform(self, act: ActionCall, arguments: dict[str, object], note: PartDraft) -> None:
        """Perform the transition's action and arrive on the expected screen."""
        transition, login = self.transition, None
        self._note_passcode(act.arguments)
        self.window.events.failed_navigation = None
        if act.action.login:
            login = self._logins.start(act.action.login, transition, arguments, self.window)
            if arrival := self._restore_session(login):
                note.done = note.session_reused = True
                self._accept(arrival)
                return
            login.prepare()
        with self._held_back_named():
            try:
                answered = self._act(arguments, login or NO_LOGIN)
            except BaseException:
                # Whatever ended the action, the password may have been sent, and the observers must know.
                if login:
                    login.note_failure()
                raise
            note.done = True
            self.transition = replace(transition, is_done=True)
            if login:
                login.require_sent()
            self._stop_if_held_back()
            if not answered:
                raise NoAnswerError(transition.action)
            self._arrive()

    @contextmanager
    def _held_back_named(self) -> Iterator[None]:
        """Say that the browser blocked what would have been sent, whatever else fails for that reason."""
        try:
            yield
        except LoginNotSubmittedError:  # why something was blocked: the page object clicks by itself
            raise
        except StepError as error:
            self._stop_if_held_back(may_have_sent=_may_have_sent(error))
            raise

    def _act(self, arguments: Mapping[str, object], login: LoginEvents) -> bool:
        """Perform the transition's action. Raises PageObjectError, which says whether it sent anything."""
        transition = self.transition
        leads_on = transition.expected_screen != transition.screen
        current = CurrentAction(
            login=login,
            next_screen=transition.expected_screen if self._has_effect_on(transition.expected_screen) else "",
            only_reads=not transition.has_effect,
            leads_on=leads_on,
        )
        try:
            with page_object_errors_reported():
                return self.window.act(transition.screen, transition.action, arguments, current)
        except (MissingControlError, NotUsableError) as error:
            has_secret = any(isinstance(value, Secret) for value in arguments.values())
            if (transition.has_effect or has_secret) and self.window.stop_sending():
                raise SentBeforeClickError(error.reason) from error
            raise
        except PageObjectError as error:
            error.may_have_sent = transition.has_effect and self.window.stop_sending()
            raise

    def _arrive(self) -> None:
        """Wait for the expected screen; pass through screens that interrupt. Raises WrongScreenError."""
        for _ in range(_MAX_DETOURS):
            transition = self.transition
            arrival = self._wait_for_screen(transition)
            self._stop_if_secret_escapes()
            if arrival.is_expected:
                self._accept(arrival)
                self.stop_if_sent_by_itself()
                return
            self._stop_if_held_back()
            if self._has_come_again(arrival):
                self._reload()
            elif self._is_interstitial(arrival):
                self._pass_through(arrival.only_screen)
            else:
                break
        if arrival.is_unanswered and not arrival.failed_navigation:
            raise NoAnswerError(self.transition.action)
        raise WrongScreenError(arrival)

    def _wait_for_screen(self, transition: Transition) -> Arrival:
        """Wait for any screen. Raises NothingSentError, long before time is up, if the click did nothing."""
        started, window, settle = monotonic(), self.window, self.window.court.limits.settle
        screens = (transition.expected_screen, transition.screen)
        arrival = window.wait_for_screen(
            screens[0],
            min(settle, self._seconds),
            previous_screen=screens[1],
            needs_answer=self._needs_answer(transition),
        )
        passed = monotonic() - started
        if passed < settle or passed >= self._seconds or arrival.is_expected or arrival.refusal:
            return arrival
        if transition.is_done and not arrival.is_new_document and not window.has_sent_anything():
            raise NothingSentError(describe_dialogs(window.dialogs))
        later = window.wait_for_screen(screens[0], self._seconds - passed, previous_screen=screens[1])
        return replace(later, is_new_document=later.is_new_document or arrival.is_new_document)

    def _needs_answer(self, transition: Transition) -> bool:
        """Return whether the same screen can be there and still wait for its answer: it asked first."""
        if not transition.is_done or self.window.page_objects[transition.screen].awaits_response:
            return False
        return transition.has_effect or self.window.has_sent_anything()

    def _accept(self, arrival: Arrival) -> None:
        """Note that the expected screen came, from the court and as an answer that is not an error.

        Raises WrongAddressError, BadStatusError or WrongCourtError.
        """
        if not arrival.is_on_expected_origin:
            raise WrongAddressError(arrival)
        if arrival.http_status >= CLIENT_ERROR:
            raise BadStatusError(arrival)
        if other := self.window.page_objects[arrival.expected_screen].find_other_court(arrival.url):
            raise WrongCourtError(arrival, other)
        screen = arrival.expected_screen
        self.window.guard_effects(screen, has_effect=self._has_effect_on(screen))
        self._read_release(arrival.expected_screen)
        self._sessions.note_arrival(arrival.expected_screen, self.window)
        self._logins.note_arrival(arrival, self.window)

    def _has_effect_on(self, screen: str) -> bool:
        """Return whether the flow has an action with an effect on a screen."""
        parts = self._context.flow.parts()
        acts = [part.act for part in parts if part.screen.name == screen]
        return any(act.action.effect != "read" for act in acts if act)

    def _has_come_again(self, arrival: Arrival) -> bool:
        """Return whether a login came again, in a new document and without a refusal (facts F4)."""
        previous_screen, came = self.transition.screen, arrival.only_screen
        if not came or not previous_screen or self.transition.is_reloaded or not arrival.is_new_document:
            return False
        page_object = self.window.page_objects[came]
        return (
            page_object.may_reappear
            and page_object.site == self.window.page_objects[previous_screen].site
            and arrival.refusal is None
        )

    def _reload(self) -> None:
        """Load the address of a login that came again, which only reads."""
        self.window.notes.append(LOGIN_AGAIN)
        self.window.load(self.window.url, self._seconds)
        self.transition = replace(self.transition, is_reloaded=True)

    def _is_interstitial(self, arrival: Arrival) -> bool:
        came = arrival.only_screen
        if (
            not came
            or came == self.transition.screen
            or arrival.refusal
            or arrival.http_status >= CLIENT_ERROR
        ):
            return False
        return bool(self.window.page_objects[came].interstitial_action)

    def _pass_through(self, screen: str) -> None:
        """Pass through a screen that interrupts; a user who sees one has logged in."""
        self._logins.accept_open(self.window)
        self._read_release(screen)
        self.transition = replace(self.transition, screen=screen)
        action = load_screens()[screen].actions[self.window.page_objects[screen].interstitial_action]
        defaults = {name: parameter.default for name, parameter in action.parameters.items()}
        self._note_passcode(defaults)
        self.on_interstitial(screen)
        try:
            current = CurrentAction(only_reads=action.effect == "read", leads_on=True)
            answered = self.window.act(screen, action.name, self._context.fill(defaults, screen), current)
        except NotUsableError as error:
            raise NotReadableError(screen, "as a notice to pass through", error.reason) from None
        if not answered:
            raise NoAnswerError(action.name)
        self.window.notes.append(f"{screen} {PASSED_THROUGH}")

    def _note_passcode(self, arguments: Mapping[str, object]) -> None:
        if PASSCODE in find_placeholders(tuple(arguments.values())):
            self.has_typed_passcode = True

    def _restore_session(self, login: LoginAttempt) -> Arrival | None:
        """Try an earlier login's session; return None, with the login reloaded, if it has ended."""
        arrival, transition = self._sessions.restore(login, self._seconds), self.transition
        if arrival is None or arrival.is_expected:
            return arrival
        self.transition = Transition(transition.screen, "loading the login again")
        self._arrive()
        self.transition = transition
        return None

    def _read_release(self, screen: str) -> None:
        if line := self.window.page_objects[screen].read_release_line():
            self._context.write_release(self.window.court, line)

    def _stop_if_held_back(self, *, may_have_sent: bool = False) -> None:
        """Raise an error if the browser blocked what the page, or a click, would have sent.

        `may_have_sent` is whether an action failed that may have sent its effect all the same.
        Raises SecretHeldBackError, RequestBlockedError or SentByItselfError.
        """
        self._stop_if_secret_escapes()
        if self.window.network_guard.blocked:
            raise RequestBlockedError(self.window.network_guard.blocked)
        self.stop_if_sent_by_itself(may_have_sent=may_have_sent)

    def _stop_if_secret_escapes(self) -> None:
        """Raise SecretHeldBackError if the page would have sent a secret, or the user, to another host."""
        if escapes := self.window.secret_guard.escapes:
            raise SecretHeldBackError(escapes)

    def stop_if_sent_by_itself(self, *, may_have_sent: bool = False) -> None:
        """Raise SentByItselfError if the page would have sent its form without a click, or once more."""
        window, gate = self.window, self.window.network_guard.gate
        if unasked := [*gate.unasked, *window.secret_guard.gate.unasked]:
            has_sent_more = may_have_sent and window.count_requests() > len(unasked)
            raise SentByItselfError(unasked, may_have_sent=gate.has_passed or has_sent_more)


def _may_have_sent(error: StepError) -> bool:
    return isinstance(error, SentBeforeClickError) or (
        isinstance(error, PageObjectError) and error.may_have_sent
    )


def list_observers(context: RunContext, sessions: SessionReuse) -> list[LoginObserver]:
    """Return the login observers in order: one that objects keeps a login from the next ones."""
    ledger = [RefusedLoginGuard(context.ledger, context.redactor.clean)] if context.ledger else []
    last = [context.login_observer] if context.login_observer else []
    return [*ledger, UnansweredLoginGuard(context.unanswered), sessions, *last]
