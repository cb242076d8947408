"""Single sign-on: a PACER session, and the tickets that carry it into a court."""

import secrets
import sqlite3
from urllib.parse import SplitResult, urlsplit, urlunsplit

from stage import clock, database
from stage.courts import COURTS, StagedCourt
from stage.settings import current_settings

COOKIE = "NextGenCSO"
TICKET_SECONDS = 60


def begin_session(account_id: int, client_code: str, *, login_again: bool = False) -> str:
    """Start a PACER session; return its id, the cookie's value."""
    sign_on = secrets.token_urlsafe(32)
    row = {
        "id": sign_on,
        "pacer_account": account_id,
        "client_code": client_code,
        "login_again": login_again,
        "seen_at": clock.now(),
    }
    database.insert("sign_on", row)
    return sign_on


def take_login_again(sign_on: str) -> bool:
    """Return whether to show the login again during the session; True only once."""
    cursor = database.get_db().execute(
        "UPDATE sign_on SET login_again = 0 WHERE id = ? AND login_again", (sign_on,)
    )
    return cursor.rowcount == 1


def keep_alive(sign_on: str) -> bool:
    """Extend a live session; return False if it does not exist or has expired."""
    now = clock.now()
    cursor = database.get_db().execute(
        "UPDATE sign_on SET seen_at = ? WHERE id = ? AND seen_at >= ?",
        (now, sign_on, now - current_settings().session_seconds),
    )
    return cursor.rowcount == 1


def expire_if_walks_away(sign_on: str) -> None:
    """Expire the session if its account plays a user who walks away."""
    expired = clock.now() - current_settings().session_seconds - 1
    database.get_db().execute(
        "UPDATE sign_on SET seen_at = ? WHERE id = ?"
        " AND (SELECT walks_away FROM pacer_account WHERE pacer_account.id = sign_on.pacer_account)",
        (expired, sign_on),
    )


def change_client_code(sign_on: str, code: str) -> None:
    """Bill the session under another code."""
    database.get_db().execute("UPDATE sign_on SET client_code = ? WHERE id = ?", (code, sign_on))


def end(sign_on: str) -> None:
    """End the session and the sessions that depend on it in every court."""
    database.get_db().execute("DELETE FROM sign_on WHERE id = ?", (sign_on,))


def build_destination(sign_on: str, appurl: str) -> str:
    """Return the address for `appurl`: a live court with a ticket, or another page of the stage."""
    settings = current_settings()
    if court := find_court(appurl):
        return f"{settings.ecf(court)}/cgi-bin/login.pl?ticket={_issue_ticket(court.id, sign_on)}"
    origin, parts = _split_origin(appurl)
    if parts and origin in {settings.pacer, *map(settings.website, COURTS)}:
        return urlunsplit(parts)
    return f"{settings.pacer}/"


def find_court(appurl: str) -> StagedCourt | None:
    """Return the court of an address, or None if it is not a live court's."""
    settings = current_settings()
    origin, _ = _split_origin(appurl)
    return next((court for court in COURTS if court.is_live and origin == settings.ecf(court)), None)


def redeem_ticket(ticket: str, court: str) -> str | None:
    """Return the session of a ticket, or None. It works once, in its own court, for a minute."""
    row: sqlite3.Row | None = (
        database.get_db()
        .execute("DELETE FROM ticket WHERE id = ? AND court = ? RETURNING sign_on, made_at", (ticket, court))
        .fetchone()
    )
    if row is None or row["made_at"] < clock.now() - TICKET_SECONDS or not keep_alive(row["sign_on"]):
        return None
    return str(row["sign_on"])


def _issue_ticket(court: str, sign_on: str) -> str:
    ticket = secrets.token_urlsafe(32)
    row = {"id": ticket, "court": court, "sign_on": sign_on, "made_at": clock.now()}
    database.insert("ticket", row)
    return ticket


def _split_origin(address: str) -> tuple[str, SplitResult | None]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", None
    return f"{parts.scheme}://{parts.netloc}", parts
