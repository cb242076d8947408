"""Reuses the sessions of earlier logins, so that a password is typed once (docs/adr/0018)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.sessions import Session, capture_session, try_session
from ecfcheck.browser.window import Window
from ecfcheck.courts.ledger import Credential
from ecfcheck.redaction import select_session_secrets
from ecfcheck.runner.logins import LoginAttempt, LoginState
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.transition import Transition

SESSION_REUSED = "the session of an earlier login was reused; the password was not typed again"
SESSION_ENDED = "the session of an earlier login had ended, so the password is typed again"


@dataclass
class _WindowSessions:
    """The credentials logged in in a window, by origin, and the login that is under way."""

    by_origin: dict[str, Credential] = field(default_factory=dict)
    under_way: LoginAttempt | None = None
    mixed: set[str] = field(default_factory=set)
    """Origins at which several users logged in, one after the other: they may share a session there."""


class SessionReuse:
    """Reuses sessions in one attempt at a flow. Without a cache no session is reused."""

    def __init__(self, cache: SessionCache | None, learn: Callable[[Iterable[Secret]], None]) -> None:
        self._cache = cache
        self._learn = learn
        """Learns the keys to a session before it is kept, so that they are redacted."""
        self._windows: dict[Window, _WindowSessions] = {}

    def restore(self, login: LoginAttempt, seconds: float) -> Arrival | None:
        """Try a cached session in place of a login; return where it led, None without a session.

        If it did not lead to the expected screen, the login is being reloaded. Raises CourtUnreachableError.
        """
        session = self._find(login)
        if session is None:
            return None
        arrival = try_session(login.window, session, login.transition.expected_screen, seconds)
        if arrival.is_expected:
            self._sessions(login.window).under_way = login
            login.window.notes.append(SESSION_REUSED)
        else:
            self._forget(login.credential)
            login.window.notes.append(SESSION_ENDED)
        return arrival

    def _find(self, login: LoginAttempt) -> Session | None:
        if self._cache is None or not _leads_past_login(login.transition, login.window):
            return None
        # A logged-in user who must log in again has a session that ended, or needs a second one.
        if login.credential.origin in self._sessions(login.window).by_origin:
            return None
        return self._cache.find(login.credential)

    def login_changed(self, login: LoginAttempt) -> None:
        """Forget the session of a refused login; let a typed login replace the window's session."""
        if login.state is LoginState.REFUSED:
            self._forget(login.credential)
        if (
            login.state is LoginState.TYPED
            and login.window.page_objects[login.transition.screen].begins_session
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
        """Keep the session of a login when it has led to another screen; forget all after a logout."""
        sessions, page_object = self._sessions(window), window.page_objects[screen]
        if page_object.ends_session:
            for credential in sessions.by_origin.values():
                self._forget(credential)
            self._windows.pop(window)
        elif sessions.under_way and not page_object.interstitial_action:
            login, sessions.under_way = sessions.under_way, None
            if screen != login.transition.screen:
                sessions.by_origin[login.credential.origin] = login.credential
                self._keep(login, sessions)

    def _keep(self, login: LoginAttempt, sessions: _WindowSessions) -> None:
        if self._cache and login.credential.origin not in sessions.mixed:
            session = capture_session(login.window, login.window.get_site_address(login.transition.screen))
            self._learn(select_session_secrets(session.values))
            self._cache.keep(login.credential, session)

    def _forget(self, credential: Credential) -> None:
        if self._cache:
            self._cache.forget(credential)

    def _sessions(self, window: Window) -> _WindowSessions:
        return self._windows.setdefault(window, _WindowSessions())


def _leads_past_login(transition: Transition, window: Window) -> bool:
    """Return whether a transition leads past a login."""
    expected_screen, screen = transition.expected_screen, transition.screen
    # A flow about the login's own screens, or about a notice after it, must type the login.
    leads_past = expected_screen != screen and not window.page_objects[expected_screen].interstitial_action
    return leads_past and window.page_objects[screen].begins_session
