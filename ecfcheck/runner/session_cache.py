"""The sessions that accepted logins began, so that no password need be typed twice; in memory alone."""

from collections.abc import Iterable

from config.court import Court
from ecfcheck.browser.sessions import Session
from ecfcheck.courts.ledger import Credential


class SessionCache:
    """Sessions by the credential that began them. They end with the process, and are written nowhere."""

    def __init__(self) -> None:
        self._sessions: dict[Credential, Session] = {}

    def find(self, credential: Credential) -> Session | None:
        """Return the session that a login with the credential began last, None if there is none to use."""
        return self._sessions.get(credential)

    def keep(self, credential: Credential, session: Session) -> None:
        """Remember a session."""
        self._sessions[credential] = session

    def forget(self, credential: Credential) -> None:
        """Forget the session that the credential began, if there is one."""
        self._sessions.pop(credential, None)


def create_session_cache(courts: Iterable[Court]) -> SessionCache | None:
    """Return a cache for the sessions of logins at the courts; None if all are staged.

    There each run of a flow has an account of its own, and logs in as often as it is documented.
    """
    return None if all(court.staged for court in courts) else SessionCache()
