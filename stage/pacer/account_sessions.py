"""Sessions of PACER's account page, separate from the single sign-on (facts F6)."""

import secrets
from sqlite3 import Row

from stage import clock, database
from stage.pacer.accounts import PacerAccountRow, find_account
from stage.settings import current_settings

COOKIE = "PscSession"  # guess: its name is not known

QUERY = """
    UPDATE account_session SET seen_at = :now WHERE id = :session AND seen_at >= :oldest
    RETURNING pacer_account
"""


def begin(account_id: int) -> str:
    """Start a session; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    row = {"id": session, "pacer_account": account_id, "seen_at": clock.now()}
    database.insert("account_session", row)
    return session


def use(session: str) -> PacerAccountRow | None:
    """Return the account of a live session and keep the session alive; None for any other."""
    now = clock.now()
    oldest = now - current_settings().session_seconds
    row: Row | None = (
        database.current().execute(QUERY, {"now": now, "session": session, "oldest": oldest}).fetchone()
    )
    return find_account(row["pacer_account"]) if row else None
