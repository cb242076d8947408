"""CM/ECF's users: who is signed in at this court, on the release in force, and what they may do here."""

import secrets
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import request

from stage import clock, database, events
from stage.courts import StagedCourt
from stage.ecf import legacy_sessions
from stage.pacer import sign_on
from stage.site import current_court

COOKIE = "NextGenCSO"


@dataclass(frozen=True)
class User(ABC):
    """A signed-in user, as they stood when their request came in."""

    session: str
    court: StagedCourt
    user_name: str
    name: str
    client_code: str
    pacer_id: int | None
    ecf_id: int | None
    may_file: bool

    @property
    def last_login(self) -> datetime:
        """The moment at which this user logged in last."""
        at = events.find_last(events.LOGIN_ACCEPTED, self.user_name)
        return datetime.fromtimestamp(clock.now() if at is None else at, UTC)

    @abstractmethod
    def log_out(self) -> None:
        """End the session, and all that hangs on it."""

    @abstractmethod
    def change_client_code(self, code: str) -> None:
        """Take the new client code, until the user logs out."""


@dataclass(frozen=True)
class NextGenUser(User):
    """Signed in at PACER; `ecf_id` is of the CM/ECF account that is linked in this court."""

    pacer_id: int
    sign_on: str
    kind: str

    @property
    def linked(self) -> bool:
        """Tell whether the PACER account is linked in this court."""
        return self.ecf_id is not None

    def log_out(self) -> None:
        """End the single sign-on: here, at PACER and in every other court."""
        sign_on.end(self.sign_on)

    def change_client_code(self, code: str) -> None:
        """Bill the sign-on under another code."""
        sign_on.change_client_code(self.sign_on, code)


@dataclass(frozen=True)
class LegacyUser(User):
    """Signed in at the court itself, with a CM/ECF login (`ecf_id`), a PACER login (`pacer_id`) or both."""

    def log_out(self) -> None:
        """End the session at this court, of both logins."""
        legacy_sessions.end(self.session)

    def change_client_code(self, code: str) -> None:
        """Bill the session under another code."""
        legacy_sessions.change_client_code(self.session, code)


QUERY = """
    SELECT ecf_session.id AS session, sign_on.id AS sign_on, sign_on.client_code,
           pacer_account.id AS pacer_id, pacer_account.user_name, pacer_account.name, pacer_account.kind,
           ecf_account.id AS ecf_id, coalesce(ecf_account.may_file, 0) AS may_file
      FROM ecf_session
      JOIN sign_on ON sign_on.id = ecf_session.sign_on
      JOIN pacer_account ON pacer_account.id = sign_on.pacer_account
      LEFT JOIN link ON link.pacer_account = pacer_account.id AND link.court = ecf_session.court
      LEFT JOIN ecf_account ON ecf_account.id = link.ecf_account
     WHERE ecf_session.id = ? AND ecf_session.court = ?
"""


def begin_session(sign_on_id: str, court: StagedCourt) -> str:
    """Start a NextGen session at the court; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    database.current().execute(
        "INSERT INTO ecf_session (id, court, sign_on) VALUES (?, ?, ?)", (session, court.id, sign_on_id)
    )
    return session


def current_user() -> User | None:
    """Return who is asking, and keep their session alive; None without a live one at this court.

    Only sessions of the release in force count: go-live ends all that began before it.
    """
    return _nextgen_user() if current_court().live else _legacy_user()


def _nextgen_user() -> User | None:
    court = current_court()
    row = database.current().execute(QUERY, (request.cookies.get(COOKIE, ""), court.id)).fetchone()
    if row is None or not sign_on.use(row["sign_on"]):
        return None
    return NextGenUser(**{**dict(row), "court": court, "may_file": bool(row["may_file"])})


def _legacy_user() -> User | None:
    court = current_court()
    row = legacy_sessions.use(request.cookies.get(legacy_sessions.COOKIE, ""), court.id)
    return LegacyUser(**{**dict(row), "court": court, "may_file": bool(row["may_file"])}) if row else None
