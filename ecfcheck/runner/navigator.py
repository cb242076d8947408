"""Goes from screen to screen: opens, acts, arrives; what is closed is rehearsed and not sent."""

from dataclasses import replace

from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import ActionCall
from ecfcheck.flowfile.registry import screens
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.failures import Transition
from ecfcheck.runner.logins import LedgerKeeper, LoginAttempt, LoginObserver, Logins, UnansweredKeeper
from ecfcheck.runner.session_reuse import SessionReuse
from ecfcheck.runner.step_errors import (
    NoAnswerError,
    RequestBlockedError,
    WrongAddressError,
    WrongScreenError,
)
from pages.errors import NotReadableError, NotUsableError
from pages.login_events import NO_LOGIN

_MAX_DETOURS = 8
"""How many screens may come in between on one way: CM/ECF and PACER have four that can."""


class Navigator:
    """The ways of one window in a try at a flow, and the logins on them."""

    def __init__(self, context: RunContext, window: Window, logins: Logins, sessions: SessionReuse) -> None:
        self.transition = Transition("", "looking")
        """The transition under way: a failure is classified by it."""
        self._context = context
        self.window = window
        self._logins = logins
        self._sessions = sessions
        self._seconds = window.court.limits.arrive

    def open_screen(self, screen: str) -> None:
        """Go to a screen by its address, and arrive."""
        self.transition = Transition(screen, "opening its address")
        self.window.open(screen, self._seconds)
        self._arrive()

    def expect_screen(self, screen: str) -> None:
        """Wait for a screen that a step before it leads to."""
        self.transition = Transition(screen, "looking")
        self._arrive()

    def rehearse(self, arguments: dict[str, object]) -> None:
        """Do all of the transition's action but its last click."""
        self.window.rehearse(self.transition.leaving, self.transition.by, arguments)
        self._stop_if_blocked()

    def perform(self, act: ActionCall, arguments: dict[str, object], note: PartDraft) -> None:
        """Carry out the transition's action and arrive on the wanted screen."""
        transition, login = self.transition, None
        self.window.events.failed_navigation = None
        if act.action.login:
            login = self._logins.start(act.action.login, transition, arguments, self.window)
            if arrival := self._restore_session(login):
                note.done = note.carried_on = True
                self._take_in(arrival)
                return
            login.prepare()
        answered = self.window.act(transition.leaving, transition.by, arguments, login or NO_LOGIN)
        note.done = True
        if login:
            login.require_sent()
        self._stop_if_blocked()
        if not answered:
            raise NoAnswerError(transition.by)
        self._arrive()

    def _arrive(self) -> None:
        """Wait for the screen that must come now, passing through those that may come in between."""
        for _ in range(_MAX_DETOURS):
            transition = self.transition
            arrival = self.window.wait_for_screen(
                transition.wanted, self._seconds, leaving=transition.leaving
            )
            if arrival.is_wanted:
                self._take_in(arrival)
                return
            if arrival.blocked:
                raise RequestBlockedError(arrival.blocked)
            if self._has_come_again(arrival):
                self._reload()
            elif self._is_interstitial(arrival):
                self._pass_through(arrival.only_screen)
            else:
                break
        raise WrongScreenError(arrival)

    def _take_in(self, arrival: Arrival) -> None:
        """Note that the wanted screen is there. Raises WrongAddressError when it is not the court's."""
        if not arrival.is_on_expected_origin:
            raise WrongAddressError(arrival)
        self.window.network_guard.block_effects(self.window.page_objects[arrival.wanted])
        self._read_release(arrival.wanted)
        self._sessions.note_arrival(arrival.wanted, self.window)
        self._logins.note_arrival(arrival, self.window)

    def _has_come_again(self, arrival: Arrival) -> bool:
        """Return whether a login came once more, in a new document and without a refusal (facts F4)."""
        leaving, came = self.transition.leaving, arrival.only_screen
        if not came or not leaving or self.transition.is_reloaded or not arrival.is_new_document:
            return False
        page_object = self.window.page_objects[came]
        return (
            page_object.may_reappear
            and page_object.site == self.window.page_objects[leaving].site
            and arrival.refusal is None
        )

    def _reload(self) -> None:
        """Load the address of a screen that came again, which only reads."""
        self.window.notes.append("the login came once more; its address was loaded again")
        self.window.load(self.window.url, self._seconds)
        self.transition = replace(self.transition, is_reloaded=True)

    def _is_interstitial(self, arrival: Arrival) -> bool:
        came = arrival.only_screen
        return came != self.transition.leaving and bool(
            came and self.window.page_objects[came].interstitial_action
        )

    def _pass_through(self, screen: str) -> None:
        """Do what leads on from a screen that came in between; whoever sees one has logged in."""
        self._logins.accept_open(self.window)
        self._read_release(screen)
        self.transition = replace(self.transition, leaving=screen)
        action = screens()[screen].actions[self.window.page_objects[screen].interstitial_action]
        defaults = {name: parameter.default for name, parameter in action.parameters.items()}
        try:
            answered = self.window.act(screen, action.name, self._context.fill(defaults, screen))
        except NotUsableError as error:
            raise NotReadableError(screen, "as a notice to pass through", error.reason) from None
        if not answered:
            raise NoAnswerError(action.name)
        self.window.notes.append(f"{screen} came in between and was passed through")

    def _restore_session(self, login: LoginAttempt) -> Arrival | None:
        """Try the session of an earlier login; None, and the login as it was, when it does not lead on."""
        arrival, transition = self._sessions.restore(login, self._seconds), self.transition
        if arrival is None or arrival.is_wanted:
            return arrival
        self.transition = Transition(transition.leaving, "loading the login again")
        self._arrive()
        self.transition = transition
        return None

    def _read_release(self, screen: str) -> None:
        if line := self.window.page_objects[screen].read_release_line():
            self._context.write_release(self.window.court, line)

    def _stop_if_blocked(self) -> None:
        """Stop where the network lock had to refuse what should never have been sent."""
        if self.window.network_guard.blocked:
            raise RequestBlockedError(self.window.network_guard.blocked)


def list_observers(context: RunContext, sessions: SessionReuse) -> list[LoginObserver]:
    """Return who is told of logins, in this order: whoever objects to one keeps it from those that follow."""
    ledger = [LedgerKeeper(context.ledger, context.redactor.clean)] if context.ledger else []
    last = [context.login_observer] if context.login_observer else []
    return [*ledger, UnansweredKeeper(context.unanswered), sessions, *last]
