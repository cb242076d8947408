"""Who is signed in at a court: the sessions of NextGen and legacy CM/ECF, and their users."""

import secrets
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Row
from typing import Any

from flask import request

from stage import clock, database, events
from stage.courts import StagedCourt
from stage.pacer import sign_on
from stage.settings import current_settings
from stage.site import current_court

NEXTGEN_COOKIE = "NextGenCSO"
LEGACY_COOKIE = "PacerSession"

FIND_NEXTGEN_USER = """
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

FIND_LEGACY_USER = """
    SELECT legacy_session.id AS session, client_code,
           coalesce(ecf_account.login, pacer_account.user_name) AS user_name,
           coalesce(ecf_account.name, pacer_account.name) AS name,
           pacer_account AS pacer_id, ecf_account AS ecf_id, coalesce(ecf_account.may_file, 0) AS may_file
      FROM legacy_session
      JOIN ecf_session USING (id)
      LEFT JOIN ecf_account ON ecf_account.id = legacy_session.ecf_account
      LEFT JOIN pacer_account ON pacer_account.id = legacy_session.pacer_account
     WHERE legacy_session.id = ? AND ecf_session.court = ? AND seen_at >= ?
"""


@dataclass(frozen=True)
class User(ABC):
    """A signed-in user, as of the start of the request."""

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
        """The time of this user's last login."""
        at = events.find_last(events.LOGIN_ACCEPTED, self.user_name)
        return datetime.fromtimestamp(clock.now() if at is None else at, UTC)

    @abstractmethod
    def log_out(self) -> None:
        """End the session and everything that depends on it."""

    @abstractmethod
    def change_client_code(self, code: str) -> None:
        """Use the new client code until the user logs out."""


@dataclass(frozen=True)
class NextGenUser(User):
    """A user signed in at PACER; `ecf_id` is the CM/ECF account linked in this court."""

    pacer_id: int
    sign_on: str
    kind: str

    @property
    def is_linked(self) -> bool:
        """Whether the PACER account is linked in this court."""
        return self.ecf_id is not None

    def log_out(self) -> None:
        """End the single sign-on: here, at PACER and in every other court."""
        sign_on.end(self.sign_on)

    def change_client_code(self, code: str) -> None:
        """Bill the sign-on under another code."""
        sign_on.change_client_code(self.sign_on, code)


@dataclass(frozen=True)
class LegacyUser(User):
    """A user with a CM/ECF login (`ecf_id`), a PACER login (`pacer_id`) or both, at the court."""

    def log_out(self) -> None:
        """End the session at this court, for both logins."""
        database.get_db().execute("DELETE FROM ecf_session WHERE id = ?", (self.session,))

    def change_client_code(self, code: str) -> None:
        """Bill the session under another code."""
        database.get_db().execute(
            "UPDATE legacy_session SET client_code = ? WHERE id = ?", (code, self.session)
        )


def current_user() -> User | None:
    """Return the user of this request and keep the session alive.

    The result is None without a session at this court. Only sessions of its current release count:
    go-live ends all that began before it.
    """
    return _find_nextgen_user() if current_court().is_live else _find_legacy_user()


def begin_nextgen_session(sign_on_id: str, court: StagedCourt) -> str:
    """Start a NextGen session at the court; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    database.insert("ecf_session", {"id": session, "court": court.id, "sign_on": sign_on_id})
    return session


def begin_legacy_session(court: StagedCourt) -> str:
    """Start a legacy session that has no login yet; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    with database.transaction():
        database.insert("ecf_session", {"id": session, "court": court.id})
        database.insert("legacy_session", {"id": session, "seen_at": clock.now()})
    return session


def add_ecf_login(session: str, account_id: int) -> None:
    """Add a CM/ECF login to a legacy session; a PACER login in it stays."""
    database.get_db().execute("UPDATE legacy_session SET ecf_account = ? WHERE id = ?", (account_id, session))


def add_pacer_login(session: str, account_id: int, client_code: str) -> None:
    """Add a PACER login to a legacy session; a CM/ECF login in it stays."""
    database.get_db().execute(
        "UPDATE legacy_session SET pacer_account = ?, client_code = ? WHERE id = ?",
        (account_id, client_code, session),
    )


def _find_nextgen_user() -> User | None:
    court = current_court()
    session = request.cookies.get(NEXTGEN_COOKIE, "")
    row = database.get_db().execute(FIND_NEXTGEN_USER, (session, court.id)).fetchone()
    if row is None or not sign_on.keep_alive(row["sign_on"]):
        return None
    return NextGenUser(**_build_fields(row, court))


def _find_legacy_user() -> User | None:
    court, now, db = current_court(), clock.now(), database.get_db()
    session = request.cookies.get(LEGACY_COOKIE, "")
    oldest = now - current_settings().session_seconds
    row = db.execute(FIND_LEGACY_USER, (session, court.id, oldest)).fetchone()
    if row is None:
        return None
    db.execute("UPDATE legacy_session SET seen_at = ? WHERE id = ?", (now, session))
    return LegacyUser(**_build_fields(row, court))


def _build_fields(row: Row, court: StagedCourt) -> dict[str, Any]:
    return {**dict(row), "court": court, "may_file": bool(row["may_file"])}
