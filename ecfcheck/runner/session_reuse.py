"""Which sessions of earlier logins can be used again, so that a password is typed once (docs/adr/0018)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.sessions import Session, capture_session, try_session
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential
from ecfcheck.redaction import select_session_secrets
from ecfcheck.runner.failures import Transition
from ecfcheck.runner.logins import LoginAttempt, LoginState
from ecfcheck.runner.session_cache import SessionCache

SESSION_REUSED = "the login of before was carried on with; the password was not typed again"
SESSION_ENDED = "the session of before did not lead on, so the password is typed again"


@dataclass
class _WindowSessions:
    """Who is logged in in a window, by the origin of the login, and whose login is under way there."""

    by_origin: dict[str, Credential] = field(default_factory=dict)
    under_way: LoginAttempt | None = None
    mixed: set[str] = field(default_factory=set)
    """Origins where several have logged in, one after the other: a session there may be both's."""


class SessionReuse:
    """The sessions of one try at a flow. Without a cache no session is ever used again."""

    def __init__(self, cache: SessionCache | None, learn: Callable[[Iterable[Secret]], None]) -> None:
        self._cache = cache
        self._learn = learn
        """Told the keys to a session before it is kept, so that they are redacted."""
        self._windows: dict[Window, _WindowSessions] = {}

    def restore(self, login: LoginAttempt, seconds: float) -> Arrival | None:
        """Try a session in place of a login; None, if there is none to be tried.

        Where the wanted screen has not arrived, the login is being loaded anew. Raises CourtUnreachableError.
        """
        session = self._find(login)
        if session is None:
            return None
        arrival = try_session(login.window, session, login.transition.wanted, seconds)
        if arrival.is_wanted:
            self._sessions(login.window).under_way = login
            login.window.notes.append(SESSION_REUSED)
        else:
            self._forget(login.credential)
            login.window.notes.append(SESSION_ENDED)
        return arrival

    def _find(self, login: LoginAttempt) -> Session | None:
        if self._cache is None or not _leads_in(login.transition, login.window):
            return None
        # Who is logged in and is asked again has a session that ended, or needs another's beside it.
        if login.credential.origin in self._sessions(login.window).by_origin:
            return None
        return self._cache.find(login.credential)

    def login_changed(self, login: LoginAttempt) -> None:
        """Note what becomes of a login: one that is typed replaces a session, a refused one has none."""
        if login.state is LoginState.REFUSED:
            self._forget(login.credential)
        if (
            login.state is LoginState.TYPED
            and login.window.page_objects[login.transition.leaving].begins_session
        ):
            self._replace(login)

    def _replace(self, login: LoginAttempt) -> None:
        sessions, credential = self._sessions(login.window), login.credential
        earlier = sessions.by_origin.get(credential.origin)
        if earlier:
            self._forget(earlier)
            if earlier != credential:
                sessions.mixed.add(credential.origin)
        sessions.under_way = login

    def note_arrival(self, screen: str, window: Window) -> None:
        """Note which screen is there: a login is over when none of its own is, and so is what it began."""
        sessions, page_object = self._sessions(window), window.page_objects[screen]
        if page_object.ends_session:
            for credential in sessions.by_origin.values():
                self._forget(credential)
            self._windows.pop(window)
        elif sessions.under_way and not page_object.interstitial_action:
            login, sessions.under_way = sessions.under_way, None
            if screen != login.transition.leaving:
                sessions.by_origin[login.credential.origin] = login.credential
                self._keep(login, sessions)

    def _keep(self, login: LoginAttempt, sessions: _WindowSessions) -> None:
        if self._cache and login.credential.origin not in sessions.mixed:
            session = capture_session(login.window, login.window.get_site_address(login.transition.leaving))
            self._learn(select_session_secrets(session.values))
            self._cache.keep(login.credential, session)

    def _forget(self, credential: Credential) -> None:
        if self._cache:
            self._cache.forget(credential)

    def _sessions(self, window: Window) -> _WindowSessions:
        return self._windows.setdefault(window, _WindowSessions())


def _leads_in(transition: Transition, window: Window) -> bool:
    """Whether it leads past a login: a flow about what the login asks, or says, must see it do so."""
    passes = (
        transition.wanted != transition.leaving
        and not window.page_objects[transition.wanted].interstitial_action
    )
    return passes and window.page_objects[transition.leaving].begins_session
