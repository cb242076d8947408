"""Login views: each is one open login page, identified by its ViewState and its browser."""

import secrets
from dataclasses import dataclass

from stage import clock, database
from stage.pacer.accounts import PacerAccountRow, can_file_anywhere, find_account
from stage.settings import current_settings

STEPS = ("password", "passcode", "redaction")


@dataclass(frozen=True)
class LoginView:
    """The progress of one login page; `awaits` is one of STEPS."""

    view_state: str
    appurl: str
    awaits: str
    pacer_account: int | None
    client_code: str

    @property
    def account(self) -> PacerAccountRow:
        """The account that was logged in to; raises LookupError before the password step is done."""
        if self.pacer_account is None:
            raise LookupError("this login page has not accepted a password yet")
        return find_account(self.pacer_account)


def open_view(browser: str, appurl: str) -> str:
    """Begin a login; return its ViewState. Delete abandoned views."""
    db = database.get_db()
    view_state = secrets.token_urlsafe(24)
    db.execute("DELETE FROM login_view WHERE opened_at < ?", (_find_oldest_start(),))
    db.execute(
        "INSERT INTO login_view (view_state, browser, appurl, awaits, opened_at) VALUES (?, ?, ?, ?, ?)",
        (view_state, browser, appurl, STEPS[0], clock.now()),
    )
    return view_state


def find_view(browser: str, view_state: str) -> LoginView | None:
    """Return the view if it belongs to this browser and has not expired, else None."""
    row = (
        database.get_db()
        .execute(
            "SELECT view_state, appurl, awaits, pacer_account, client_code FROM login_view"
            " WHERE view_state = ? AND browser = ? AND opened_at >= ?",
            (view_state, browser, _find_oldest_start()),
        )
        .fetchone()
    )
    return LoginView(**row) if row else None


def find_next_step(step: str, account: PacerAccountRow) -> str | None:
    """Return the next step that this account needs, or None if there is none."""
    needed = {"passcode": account.totp_secret is not None, "redaction": can_file_anywhere(account)}
    return next((later for later in STEPS[STEPS.index(step) + 1 :] if needed[later]), None)


def advance_view(view: LoginView, step: str, account: PacerAccountRow, client_code: str) -> None:
    """Make the view await its next step."""
    database.get_db().execute(
        "UPDATE login_view SET awaits = ?, pacer_account = ?, client_code = ? WHERE view_state = ?",
        (step, account.id, client_code, view.view_state),
    )


def close_view(view: LoginView) -> bool:
    """End the view; return False if another request has already ended it."""
    cursor = database.get_db().execute("DELETE FROM login_view WHERE view_state = ?", (view.view_state,))
    return cursor.rowcount == 1


def _find_oldest_start() -> float:
    return clock.now() - current_settings().session_seconds
