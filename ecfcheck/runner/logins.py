"""A login as an object with states, and who is told of each: nothing is typed that was refused before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential, Ledger, LedgerError
from ecfcheck.flowfile.registry import Login
from ecfcheck.runner.failures import Transition, refusal_outcome
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.step_errors import (
    LoginNotSubmittedError,
    LoginRefusedBeforeError,
    LoginUnansweredError,
)
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.decorators import Standing
from pages.safe_typing import format_origin


class LoginState(Enum):
    """How far a login has come."""

    PREPARED = auto()
    """It is about to be typed, if nobody objects."""
    TYPED = auto()
    SENT = auto()
    ACCEPTED = auto()
    REFUSED = auto()
    UNANSWERED = auto()
    """It was sent, and the flow ended or failed before the court said whether it is right."""


_FOLLOWS: dict[LoginState | None, set[LoginState]] = {
    None: {LoginState.PREPARED},
    LoginState.PREPARED: {LoginState.TYPED},
    LoginState.TYPED: {LoginState.TYPED, LoginState.SENT},
    LoginState.SENT: {LoginState.ACCEPTED, LoginState.REFUSED, LoginState.UNANSWERED},
}
"""Which states may follow which: PREPARED the beginning, nothing the last three."""


class LoginObserver(Protocol):
    """Is told of every state that a login enters."""

    def login_changed(self, login: "LoginAttempt") -> None:
        """React to the state that a login has just entered.

        At PREPARED, raises a StepError where the credential must not be typed.
        """


@dataclass(frozen=True)
class RefusedLogin:
    """What the court said when it refused a login."""

    words: str
    standing: Standing | None
    """How the account stands by these words, None if they do not say."""
    is_credential_wrong: bool
    """Whether it is the user name and password that were refused, not the account."""


@dataclass(eq=False)
class LoginAttempt:
    """One login: what is typed where, by which action, and how far it has come."""

    credential: Credential
    transition: Transition
    window: Window
    observers: tuple[LoginObserver, ...] = ()
    state: LoginState | None = None
    has_led_on: bool = False
    """Whether the screen came that the login should lead to."""
    refusal: RefusedLogin | None = None

    def prepare(self) -> None:
        """Make sure that the credential may be typed. Raises a StepError where it must not."""
        self._enter(LoginState.PREPARED)

    def mark_typed(self) -> None:
        """Note that the password is about to be typed."""
        self._enter(LoginState.TYPED)

    def mark_sent(self) -> None:
        """Note that the credential is about to be sent."""
        self._enter(LoginState.SENT)

    def require_sent(self) -> None:
        """Make sure that the page sent it as it must. Raises LoginNotSubmittedError, the login unanswered."""
        if self.state in {LoginState.PREPARED, LoginState.TYPED}:
            # It may have been sent all the same: whoever keeps account of it must know.
            self.state = LoginState.TYPED
            self._enter(LoginState.SENT)
            self._enter(LoginState.UNANSWERED)
            raise LoginNotSubmittedError(self.transition.leaving, self.transition.by)

    def accept(self) -> None:
        """Note that the court has accepted it."""
        self._enter(LoginState.ACCEPTED)

    def refuse(self, refusal: RefusedLogin) -> None:
        """Note that the court has refused it."""
        self.refusal = refusal
        self._enter(LoginState.REFUSED)

    def give_up(self) -> None:
        """Note that its answer will not be seen any more."""
        self._enter(LoginState.UNANSWERED)

    @property
    def is_open(self) -> bool:
        """Whether it was sent and the court may still answer."""
        return self.state is LoginState.SENT

    @property
    def is_in_doubt(self) -> bool:
        """Whether a password was typed of which the court has not said whether it is right."""
        return self.state in {LoginState.TYPED, LoginState.SENT, LoginState.UNANSWERED}

    def _enter(self, state: LoginState) -> None:
        if state not in _FOLLOWS.get(self.state, ()):
            before = self.state.name if self.state else "not prepared"
            raise ValueError(f"a login that is {before} cannot become {state.name}")
        is_new, self.state = state is not self.state, state
        for observer in self.observers if is_new else ():
            observer.login_changed(self)


class Logins:
    """The logins of one try at a flow."""

    def __init__(self, observers: Iterable[LoginObserver]) -> None:
        self._observers = tuple(observers)
        self._attempts: list[LoginAttempt] = []

    @property
    def may_have_failed(self) -> bool:
        """Whether a login was refused, or may have been: then no flow is tried again."""
        return any(login.is_in_doubt or login.state is LoginState.REFUSED for login in self._attempts)

    def start(
        self, declared: Login, transition: Transition, arguments: Mapping[str, object], window: Window
    ) -> LoginAttempt:
        """Return a login that an action is about to carry out, not prepared yet."""
        password = arguments[declared.password]
        if not isinstance(password, Secret):
            raise TypeError(f"{transition.leaving}.{transition.by} takes its password as no Secret")
        origin = format_origin(window.get_site_address(transition.leaving))
        credential = Credential(origin, str(arguments[declared.user_name]), password)
        login = LoginAttempt(credential, transition, window, self._observers)
        self._attempts.append(login)
        return login

    def accept_open(self, window: Window) -> None:
        """Note that the court went on to ask for something else: it asks those alone whom it has accepted."""
        if login := self._open(window):
            login.accept()

    def note_arrival(self, arrival: Arrival, window: Window) -> None:
        """Note that the wanted screen has come; it may yet refuse, if it has a place for that."""
        if login := self._open(window):
            login.has_led_on = True
            if window.page_objects[arrival.wanted].refusal is None:
                login.accept()

    def settle(self, window: Window, arrival: Arrival | None = None) -> None:
        """Decide on the login that is open in a window, by an arrival there or else by what is there now."""
        if login := self._open(window):
            _decide(login, arrival or window.look(), window)

    def _open(self, window: Window) -> LoginAttempt | None:
        found = (login for login in self._attempts if login.window is window and login.is_open)
        return next(found, None)


def _decide(login: LoginAttempt, arrival: Arrival, window: Window) -> None:
    refusal = arrival.refusal
    if refusal is None:
        login.accept() if login.has_led_on else login.give_up()
        return
    outcome, rule = refusal_outcome(refusal, login.transition.refused)
    if outcome is not Outcome.ACCOUNT:
        login.give_up()
    elif _is_behind(login, refusal, window):
        login.accept()
    else:
        is_credential_wrong = rule is None or rule.credential_refused
        standing = rule.standing if rule else None
        known = standing or (None if is_credential_wrong else "unknown")
        login.refuse(RefusedLogin(refusal.words, known, is_credential_wrong))


def _is_behind(login: LoginAttempt, refusal: ScreenRefusal, window: Window) -> bool:
    """Whether the account is refused behind the login: then it has got past it."""
    rule, site = refusal.rule, window.page_objects[login.transition.leaving].site
    return bool(rule and not rule.credential_refused and window.page_objects[refusal.screen].site != site)


@dataclass(frozen=True)
class LedgerKeeper:
    """Keeps a refused credential from being typed again. On a staged court there is no ledger."""

    ledger: Ledger
    clean: Callable[[str], str]
    """Takes secrets out of the court's words."""

    def login_changed(self, login: LoginAttempt) -> None:
        """Look up a credential before it is typed; write down one that was refused."""
        try:
            self._note(login)
        except LedgerError as error:
            login.window.notes.append(str(error))

    def _note(self, login: LoginAttempt) -> None:
        if login.state is LoginState.PREPARED and (before := self.ledger.find(login.credential)):
            raise LoginRefusedBeforeError(before)
        if login.state is LoginState.REFUSED and login.refusal and login.refusal.is_credential_wrong:
            self.ledger.add(login.credential, self.clean(login.refusal.words))


@dataclass(frozen=True)
class UnansweredKeeper:
    """Keeps a credential from being typed again in a run in which it was sent and never answered."""

    unanswered: UnansweredRequests = field(default_factory=UnansweredRequests)

    def login_changed(self, login: LoginAttempt) -> None:
        """Refuse one that was never answered; remember one that is sent until it is answered."""
        match login.state:
            case LoginState.PREPARED if self.unanswered.has_login(login.credential):
                raise LoginUnansweredError
            case LoginState.SENT:
                self.unanswered.note_login(login.credential)
            case LoginState.ACCEPTED | LoginState.REFUSED:
                self.unanswered.forget_login(login.credential)
