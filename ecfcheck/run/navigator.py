"""Goes from screen to screen: opens, acts, arrives; what is closed is rehearsed and not sent."""

from dataclasses import replace

from config.court import Court
from ecfcheck.language.flow import Act
from ecfcheck.language.vocabulary import screens
from ecfcheck.run.context import RunContext
from ecfcheck.run.failures import Transition
from ecfcheck.run.logins import LedgerKeeper, LoginAttempt, LoginObserver, Logins, UnansweredKeeper
from ecfcheck.run.note import PartNote
from ecfcheck.run.session_reuse import SessionReuse
from ecfcheck.run.step_errors import NoAnswerError, RequestBlockedError, WrongAddressError, WrongScreenError
from pages.arrival import Arrival
from pages.errors import NotReadableError, NotUsableError
from pages.login_events import NO_LOGIN
from pages.session import try_session
from pages.window import Window

_MAX_DETOURS = 8
"""How many screens may come in between on one way: CM/ECF and PACER have four that can."""


class Navigator:
    """The ways of one try at a flow, and the logins on them."""

    def __init__(self, context: RunContext, court: Court) -> None:
        self.transition = Transition("", "looking")
        """The transition under way: a failure is classified by it."""
        self._context = context
        self._court = court
        self._sessions = SessionReuse(context.session_cache, context.redactor.learn)
        self.logins = Logins(_observers(context, self._sessions))

    def open_screen(self, screen: str, window: Window) -> None:
        """Go to a screen by its address, and arrive."""
        self.transition = Transition(screen, "opening its address")
        window.open(screen, self._court.limits.arrive)
        self._arrive(window)

    def expect_screen(self, screen: str, window: Window) -> None:
        """Wait for a screen that a step before it leads to."""
        self.transition = Transition(screen, "looking")
        self._arrive(window)

    def rehearse(self, arguments: dict[str, object], window: Window) -> None:
        """Do all of the transition's action but its last click."""
        window.rehearse(self.transition.leaving, self.transition.by, arguments)
        self._stop_if_blocked(window)

    def perform(self, act: Act, arguments: dict[str, object], note: PartNote, window: Window) -> None:
        """Carry out the transition's action and arrive on the wanted screen."""
        transition, login = self.transition, None
        window.events.failed_navigation = None
        if act.action.login:
            login = self.logins.start(act.action.login, transition, arguments, window)
            if arrival := self._restore_session(login, window):
                note.done = note.carried_on = True
                self._take_in(arrival, window)
                return
            login.prepare()
        answered = window.act(transition.leaving, transition.by, arguments, login or NO_LOGIN)
        note.done = True
        if login:
            login.require_sent()
        self._stop_if_blocked(window)
        if not answered:
            raise NoAnswerError(transition.by)
        self._arrive(window)

    def _arrive(self, window: Window) -> None:
        """Wait for the screen that must come now, passing through those that may come in between."""
        for _ in range(_MAX_DETOURS):
            transition = self.transition
            seconds = self._court.limits.arrive
            arrival = window.wait_for_screen(transition.wanted, seconds, leaving=transition.leaving)
            if arrival.is_wanted:
                self._take_in(arrival, window)
                return
            if arrival.blocked:
                raise RequestBlockedError(arrival.blocked)
            if self._has_come_again(arrival, window):
                self._reload(window)
            elif self._is_interstitial(arrival, window):
                self._pass_through(arrival.only_screen, window)
            else:
                break
        raise WrongScreenError(arrival)

    def _take_in(self, arrival: Arrival, window: Window) -> None:
        """Note that the wanted screen is there. Raises WrongAddressError when it is not the court's."""
        if not arrival.is_on_expected_origin:
            raise WrongAddressError(arrival)
        window.lock.learn(window.pages[arrival.wanted])
        self._read_release(arrival.wanted, window)
        self._sessions.note_arrival(arrival.wanted, window)
        self.logins.note_arrival(arrival, window)

    def _has_come_again(self, arrival: Arrival, window: Window) -> bool:
        """Return whether a login came once more, in a new document and without a refusal (facts F4)."""
        leaving, came = self.transition.leaving, arrival.only_screen
        if not came or not leaving or self.transition.is_reloaded or not arrival.is_new_document:
            return False
        page = window.pages[came]
        return page.comes_again and page.site == window.pages[leaving].site and arrival.refusal is None

    def _reload(self, window: Window) -> None:
        """Load the address of a screen that came again, which only reads."""
        window.notes.append("the login came once more; its address was loaded again")
        window.load(window.url, self._court.limits.arrive)
        self.transition = replace(self.transition, is_reloaded=True)

    def _is_interstitial(self, arrival: Arrival, window: Window) -> bool:
        came = arrival.only_screen
        return came != self.transition.leaving and bool(came and window.pages[came].interrupts)

    def _pass_through(self, screen: str, window: Window) -> None:
        """Do what leads on from a screen that came in between; whoever sees one has logged in."""
        self.logins.accept_open(window)
        self._read_release(screen, window)
        self.transition = replace(self.transition, leaving=screen)
        action = screens()[screen].actions[window.pages[screen].interrupts]
        defaults = {name: parameter.default for name, parameter in action.takes.items()}
        try:
            answered = window.act(screen, action.name, self._context.fill(defaults, screen))
        except NotUsableError as error:
            raise NotReadableError(screen, "as a notice to pass through", error.reason) from None
        if not answered:
            raise NoAnswerError(action.name)
        window.notes.append(f"{screen} came in between and was passed through")

    def _restore_session(self, login: LoginAttempt, window: Window) -> Arrival | None:
        """Try the session of an earlier login; None, and the login as it was, when it does not lead on."""
        session = self._sessions.find(login)
        if session is None:
            return None
        transition = self.transition
        arrival = try_session(window, session, transition.wanted, self._court.limits.arrive)
        if arrival.is_wanted:
            self._sessions.note_restored(login)
            return arrival
        self.transition = Transition(transition.leaving, "loading the login again")
        self._arrive(window)
        self.transition = transition
        self._sessions.note_ended(login)
        return None

    def _read_release(self, screen: str, window: Window) -> None:
        if line := window.pages[screen].release_line():
            self._context.write_release(self._court, line)

    def _stop_if_blocked(self, window: Window) -> None:
        """Stop where the network lock had to refuse what should never have been sent."""
        if window.lock.refused:
            raise RequestBlockedError(window.lock.refused)


def _observers(context: RunContext, sessions: SessionReuse) -> list[LoginObserver]:
    """Return who is told of logins, in this order: whoever objects to one keeps it from those that follow."""
    ledger = [LedgerKeeper(context.ledger, context.redactor.clean)] if context.ledger else []
    last = [context.login_observer] if context.login_observer else []
    return [*ledger, UnansweredKeeper(context.unanswered), sessions, *last]
