"""Caches the sessions of accepted logins in memory, so that no password is typed twice."""

from collections.abc import Iterable

from config.court import Court
from ecfcheck.browser.sessions import Session
from ecfcheck.courts.ledger import Credential


class SessionCache:
    """Sessions by the credential that began them; they are never written to disk."""

    def __init__(self) -> None:
        self._sessions: dict[Credential, Session] = {}

    def find(self, credential: Credential) -> Session | None:
        """Return the latest session of the credential, None if there is none."""
        return self._sessions.get(credential)

    def keep(self, credential: Credential, session: Session) -> None:
        """Keep a session in place of an earlier one."""
        self._sessions[credential] = session

    def forget(self, credential: Credential) -> None:
        """Forget the credential's session, if there is one."""
        self._sessions.pop(credential, None)


def create_session_cache(courts: Iterable[Court]) -> SessionCache | None:
    """Return a cache for logins at the courts; None if all are staged.

    On a stage each run of a flow has its own account, and logs in as often as the document says.
    """
    return None if all(court.staged for court in courts) else SessionCache()
