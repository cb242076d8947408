"""Single sign-on: a PACER session, the tickets that carry it into a court, and its end."""

import secrets
import sqlite3
from urllib.parse import SplitResult, urlsplit, urlunsplit

from stage import clock, database
from stage.courts import COURTS, StagedCourt
from stage.settings import current_settings

COOKIE = "NextGenCSO"
TICKET_SECONDS = 60


def begin(account_id: int, client_code: str, *, login_again: bool = False) -> str:
    """Start a PACER session; return its id, the cookie's value."""
    sign_on = secrets.token_urlsafe(32)
    database.current().execute(
        "INSERT INTO sign_on (id, pacer_account, client_code, login_again, seen_at) VALUES (?, ?, ?, ?, ?)",
        (sign_on, account_id, client_code, login_again, clock.now()),
    )
    return sign_on


def take_login_again(sign_on: str) -> bool:
    """Return whether to show the login again although the session is live; true only once."""
    cursor = database.current().execute(
        "UPDATE sign_on SET login_again = 0 WHERE id = ? AND login_again", (sign_on,)
    )
    return cursor.rowcount == 1


def use(sign_on: str) -> bool:
    """Keep a live session alive; false when there is none of that id, or it was left alone for too long."""
    now = clock.now()
    cursor = database.current().execute(
        "UPDATE sign_on SET seen_at = ? WHERE id = ? AND seen_at >= ?",
        (now, sign_on, now - current_settings().session_seconds),
    )
    return cursor.rowcount == 1


def leave_alone(sign_on: str) -> None:
    """Let more time pass for this session than one lives, if its account is one that walks away."""
    left = clock.now() - current_settings().session_seconds - 1
    database.current().execute(
        "UPDATE sign_on SET seen_at = ? WHERE id = ?"
        " AND (SELECT walks_away FROM pacer_account WHERE pacer_account.id = sign_on.pacer_account)",
        (left, sign_on),
    )


def change_client_code(sign_on: str, code: str) -> None:
    """Bill the session under another code."""
    database.current().execute("UPDATE sign_on SET client_code = ? WHERE id = ?", (code, sign_on))


def end(sign_on: str) -> None:
    """End the session, and with it all that it opened in any court."""
    database.current().execute("DELETE FROM sign_on WHERE id = ?", (sign_on,))


def destination(sign_on: str, appurl: str) -> str:
    """Return where a signed-in user goes: to a live court, with a ticket, or elsewhere on this stage."""
    settings = current_settings()
    if court := find_court(appurl):
        return f"{settings.ecf(court)}/cgi-bin/login.pl?ticket={_issue_ticket(court.id, sign_on)}"
    origin, parts = _origin(appurl)
    if parts and origin in {settings.pacer, *map(settings.website, COURTS)}:
        return urlunsplit(parts)
    return f"{settings.pacer}/"


def find_court(appurl: str) -> StagedCourt | None:
    """Return the court that an address belongs to, if the court is live."""
    settings = current_settings()
    origin, _ = _origin(appurl)
    return next((court for court in COURTS if court.live and origin == settings.ecf(court)), None)


def redeem(ticket: str, court: str) -> str | None:
    """Take the ticket for the session it stands for; each works once, in its own court, for a minute."""
    row: sqlite3.Row | None = (
        database.current()
        .execute("DELETE FROM ticket WHERE id = ? AND court = ? RETURNING sign_on, made_at", (ticket, court))
        .fetchone()
    )
    if row is None or row["made_at"] < clock.now() - TICKET_SECONDS or not use(row["sign_on"]):
        return None
    return str(row["sign_on"])


def _issue_ticket(court: str, sign_on: str) -> str:
    ticket = secrets.token_urlsafe(32)
    database.current().execute(
        "INSERT INTO ticket (id, court, sign_on, made_at) VALUES (?, ?, ?, ?)",
        (ticket, court, sign_on, clock.now()),
    )
    return ticket


def _origin(address: str) -> tuple[str, SplitResult | None]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", None
    return f"{parts.scheme}://{parts.netloc}", parts
