"""Sessions of legacy CM/ECF: each at one court, with a CM/ECF login, a PACER login, or both."""

import secrets
from sqlite3 import Row

from stage import clock, database
from stage.settings import current_settings

COOKIE = "PacerSession"

QUERY = """
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


def use(session: str, court: str) -> Row | None:
    """Return who is in the session and keep it alive; None when it was left alone too long, or never was."""
    now = clock.now()
    db = database.current()
    row: Row | None = db.execute(QUERY, (session, court, now - current_settings().session_seconds)).fetchone()
    if row is not None:
        db.execute("UPDATE legacy_session SET seen_at = ? WHERE id = ?", (now, session))
    return row


def begin(court: str) -> str:
    """Start a session that nobody is in yet; return its id, the cookie's value."""
    session = secrets.token_urlsafe(32)
    with database.transaction():
        database.insert("ecf_session", {"id": session, "court": court})
        database.insert("legacy_session", {"id": session, "seen_at": clock.now()})
    return session


def add_ecf_login(session: str, account_id: int) -> None:
    """Let a CM/ECF login into the session, beside the PACER login if there is one."""
    database.current().execute(
        "UPDATE legacy_session SET ecf_account = ? WHERE id = ?", (account_id, session)
    )


def add_pacer_login(session: str, account_id: int, client_code: str) -> None:
    """Let a PACER login into the session, beside the CM/ECF login if there is one."""
    database.current().execute(
        "UPDATE legacy_session SET pacer_account = ?, client_code = ? WHERE id = ?",
        (account_id, client_code, session),
    )


def change_client_code(session: str, code: str) -> None:
    """Bill the session under another code."""
    database.current().execute("UPDATE legacy_session SET client_code = ? WHERE id = ?", (code, session))


def end(session: str) -> None:
    """End the session, and all that hangs on it."""
    database.current().execute("DELETE FROM ecf_session WHERE id = ?", (session,))
