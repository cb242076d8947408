"""The stage's log: who tried what, and how it ended. It never contains a password."""

from typing import Any

from stage import clock, database

LOGIN_TRIED = "login_tried"
LOGIN_ACCEPTED = "login_accepted"
LOGIN_REFUSED = "login_refused"
LINK_REFUSED = "link_refused"
LINK_MADE = "link_made"
PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a kind
LOGIN_RENAMED = "login_renamed"
DOCUMENT_REFUSED = "document_refused"
FILING_REFUSED = "filing_refused"
FILING_MADE = "filing_made"
LOGGED_OUT = "logged_out"


def record(kind: str, who: str, detail: str = "", court: str = "") -> None:
    """Record one event; `court` is empty for events at PACER."""
    row = {"at": clock.now(), "kind": kind, "court": court, "who": who, "detail": detail}
    database.insert("event", row)


def find_last(kind: str, who: str) -> float | None:
    """Return the time of the last event of this kind about this user, or None."""
    query = "SELECT at FROM event WHERE kind = ? AND who = ? ORDER BY id DESC LIMIT 1"
    row = database.get_db().execute(query, (kind, who)).fetchone()
    return row["at"] if row else None


def list_all() -> list[dict[str, Any]]:
    """Return every event, oldest first."""
    rows = database.get_db().execute("SELECT id, at, kind, court, who, detail FROM event ORDER BY id")
    return [{**dict(row), "at": clock.format_iso(row["at"])} for row in rows]
