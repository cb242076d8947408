"""A login as a state machine; its observers keep refused credentials from being typed again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential, Ledger, LedgerError
from ecfcheck.flowfile.registry import Login
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.step_errors import (
    LoginContractError,
    LoginNotSubmittedError,
    LoginRefusedBeforeError,
    LoginUnansweredError,
)
from ecfcheck.runner.transition import Transition
from ecfcheck.runner.unanswered import UnansweredRequests
from ecfcheck.runner.wrong_screens import find_refusal_outcome
from pages.decorators import Standing
from pages.safe_typing import format_origin


class LoginState(Enum):
    """The state of a login."""

    PREPARED = auto()
    """It is about to be typed, if no observer objects."""
    TYPED = auto()
    SENT = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    UNANSWERED = auto()
    """It was sent, and the flow ended before the court accepted or refused it."""


_NEXT_STATES: dict[LoginState | None, set[LoginState]] = {
    None: {LoginState.PREPARED},
    LoginState.PREPARED: {LoginState.TYPED},
    LoginState.TYPED: {LoginState.TYPED, LoginState.SENT},
    LoginState.SENT: {LoginState.ACCEPTED, LoginState.REFUSED, LoginState.UNANSWERED},
}
"""The states that may follow each state; a login begins with None, and the last three are final."""


class LoginObserver(Protocol):
    """Observes every state that a login enters."""

    def login_changed(self, login: "LoginAttempt") -> None:
        """React to the state that a login has just entered.

        Raises a StepError at PREPARED if the credential must not be typed.
        """


@dataclass(frozen=True)
class RefusedLogin:
    """A court's refusal of a login."""

    words: str
    standing: Standing | None
    """The account's standing by these words, None if they do not name it."""
    is_credential_wrong: bool
    """Whether the user name and password were refused, and not the account."""


@dataclass(eq=False)
class LoginAttempt:
    """One login: the credential, the transition and window it belongs to, and its state."""

    credential: Credential
    transition: Transition
    window: Window
    observers: tuple[LoginObserver, ...] = ()
    state: LoginState | None = None
    has_arrived: bool = False
    """Whether the screen came that the login leads to."""
    refusal: RefusedLogin | None = None

    def prepare(self) -> None:
        """Make sure that the credential may be typed. Raises a StepError if it must not."""
        self._enter(LoginState.PREPARED)

    def mark_typed(self) -> None:
        """Note that the password is about to be typed."""
        self._enter(LoginState.TYPED)

    def mark_sent(self) -> None:
        """Note that the credential is about to be sent."""
        self._enter(LoginState.SENT)

    def require_sent(self) -> None:
        """Make sure that the page used submit_credentials. Raises LoginNotSubmittedError."""
        if self.state in {LoginState.PREPARED, LoginState.TYPED}:
            # It may have been sent in another way, so the observers must count it as unanswered.
            self.state = LoginState.TYPED
            self._enter(LoginState.SENT)
            self._enter(LoginState.UNANSWERED)
            raise LoginNotSubmittedError(self.transition.screen, self.transition.action)

    def note_failure(self) -> None:
        """Note that the action failed. What was typed counts as sent: a page may have sent it by itself."""
        if self.state is LoginState.TYPED:
            self._enter(LoginState.SENT)
            self._enter(LoginState.UNANSWERED)

    def accept(self) -> None:
        """Note that the court has accepted it."""
        self._enter(LoginState.ACCEPTED)

    def refuse(self, refusal: RefusedLogin) -> None:
        """Note that the court has refused it."""
        self.refusal = refusal
        self._enter(LoginState.REFUSED)

    def give_up(self) -> None:
        """Note that it stays unanswered."""
        self._enter(LoginState.UNANSWERED)

    @property
    def is_open(self) -> bool:
        """Whether it was sent and the court may still answer."""
        return self.state is LoginState.SENT

    @property
    def is_in_doubt(self) -> bool:
        """Whether a password was typed that the court has neither accepted nor refused."""
        return self.state in {LoginState.TYPED, LoginState.SENT, LoginState.UNANSWERED}

    def _enter(self, state: LoginState) -> None:
        if state not in _NEXT_STATES.get(self.state, ()):
            before = self.state.name if self.state else "not prepared"
            screen, action = self.transition.screen, self.transition.action
            raise LoginContractError(screen, action, f"a login that is {before} cannot become {state.name}")
        is_new, self.state = state is not self.state, state
        for observer in self.observers if is_new else ():
            observer.login_changed(self)


class Logins:
    """The logins of one attempt at a flow."""

    def __init__(self, observers: Iterable[LoginObserver]) -> None:
        self._observers = tuple(observers)
        self._attempts: list[LoginAttempt] = []

    @property
    def may_have_failed(self) -> bool:
        """Whether a login was refused, or may have been: then the flow must not be retried."""
        return any(login.is_in_doubt or login.state is LoginState.REFUSED for login in self._attempts)

    def start(
        self, declared: Login, transition: Transition, arguments: Mapping[str, object], window: Window
    ) -> LoginAttempt:
        """Return a new login for an action; it is not prepared yet."""
        password = arguments[declared.password]
        if not isinstance(password, Secret):
            raise TypeError(f"the password of {transition.screen}.{transition.action} is not a Secret")
        origin = format_origin(window.get_site_address(transition.screen))
        credential = Credential(origin, str(arguments[declared.user_name]), password)
        login = LoginAttempt(credential, transition, window, self._observers)
        self._attempts.append(login)
        return login

    def accept_open(self, window: Window) -> None:
        """Accept the window's open login: the court asks further questions only after a login."""
        if login := self._find_open(window):
            login.accept()

    def note_arrival(self, arrival: Arrival, window: Window) -> None:
        """Note that the expected screen came; accept the login, unless that screen can show a refusal."""
        if login := self._find_open(window):
            login.has_arrived = True
            if window.page_objects[arrival.expected_screen].refusal is None:
                login.accept()

    def settle(self, window: Window, arrival: Arrival | None = None) -> None:
        """Accept or refuse the window's open login, by an arrival or by what the window shows now."""
        if login := self._find_open(window):
            _decide(login, arrival or window.look(), window)

    def _find_open(self, window: Window) -> LoginAttempt | None:
        found = (login for login in self._attempts if login.window is window and login.is_open)
        return next(found, None)


def _decide(login: LoginAttempt, arrival: Arrival, window: Window) -> None:
    refusal = arrival.refusal
    if refusal is None:
        login.accept() if login.has_arrived else login.give_up()
        return
    outcome, rule = find_refusal_outcome(refusal, login.transition.refusal_outcome)
    if outcome is not Outcome.ACCOUNT:
        login.give_up()
    elif _is_after_login(login, refusal, window):
        login.accept()
    else:
        is_credential_wrong = rule is None or rule.credential_refused
        standing = rule.standing if rule else None
        standing = standing or (None if is_credential_wrong else "unknown")
        login.refuse(RefusedLogin(refusal.words, standing, is_credential_wrong))


def _is_after_login(login: LoginAttempt, refusal: ScreenRefusal, window: Window) -> bool:
    """Return whether another site refuses the account, which shows that the login was accepted."""
    rule, site = refusal.rule, window.page_objects[login.transition.screen].site
    return bool(rule and not rule.credential_refused and window.page_objects[refusal.screen].site != site)


@dataclass(frozen=True)
class RefusedLoginGuard:
    """Keeps a refused password from being typed again, in any run. A staged court has no ledger."""

    ledger: Ledger
    clean: Callable[[str], str]
    """Takes secrets out of the court's words."""

    def login_changed(self, login: LoginAttempt) -> None:
        """Look up a credential before it is typed; record one that was refused."""
        try:
            self._stop_or_record(login)
        except LedgerError as error:
            login.window.notes.append(str(error))

    def _stop_or_record(self, login: LoginAttempt) -> None:
        if login.state is LoginState.PREPARED and (before := self.ledger.find(login.credential)):
            raise LoginRefusedBeforeError(before)
        if login.state is LoginState.REFUSED and login.refusal and login.refusal.is_credential_wrong:
            self.ledger.add(login.credential, self.clean(login.refusal.words))


@dataclass(frozen=True)
class UnansweredLoginGuard:
    """Keeps an unanswered login's password from being typed again in the same run."""

    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)

    def login_changed(self, login: LoginAttempt) -> None:
        """Stop an unanswered credential; count one as unanswered from its sending to the response."""
        match login.state:
            case LoginState.PREPARED if self.unanswered.has_login(login.credential):
                raise LoginUnansweredError
            case LoginState.SENT:
                self.unanswered.note_login(login.credential)
            case LoginState.ACCEPTED | LoginState.REFUSED:
                self.unanswered.forget_login(login.credential)
