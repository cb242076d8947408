"""Login views: one open login page each, known by its ViewState and the browser that it was given to."""

import secrets
from dataclasses import dataclass

from stage import clock, database
from stage.pacer.accounts import PacerAccountRow, find_account, may_file_somewhere
from stage.settings import current_settings

STEPS = ("password", "passcode", "redaction")


@dataclass(frozen=True)
class LoginView:
    """How far the user of one login page has come; `awaits` is one of STEPS."""

    view_state: str
    appurl: str
    awaits: str
    pacer_account: int | None
    client_code: str

    @property
    def account(self) -> PacerAccountRow:
        """The account whose password was right; only after the password."""
        if self.pacer_account is None:
            raise LookupError("no password was accepted on this login page yet")
        return find_account(self.pacer_account)


def open_view(browser: str, appurl: str) -> str:
    """Begin a login; return its ViewState. Those that nobody came back to are forgotten."""
    db = database.current()
    view_state = secrets.token_urlsafe(24)
    db.execute("DELETE FROM login_view WHERE opened_at < ?", (_oldest(),))
    db.execute(
        "INSERT INTO login_view (view_state, browser, appurl, awaits, opened_at) VALUES (?, ?, ?, ?, ?)",
        (view_state, browser, appurl, STEPS[0], clock.now()),
    )
    return view_state


def find_view(browser: str, view_state: str) -> LoginView | None:
    """Return the view if it is this browser's own and not too old."""
    row = (
        database.current()
        .execute(
            "SELECT view_state, appurl, awaits, pacer_account, client_code FROM login_view"
            " WHERE view_state = ? AND browser = ? AND opened_at >= ?",
            (view_state, browser, _oldest()),
        )
        .fetchone()
    )
    return LoginView(**row) if row else None


def step_after(step: str, account: PacerAccountRow) -> str | None:
    """Return what is asked next of this account, or None when it is in."""
    asked = {"passcode": account.totp_secret is not None, "redaction": may_file_somewhere(account)}
    return next((later for later in STEPS[STEPS.index(step) + 1 :] if asked[later]), None)


def move_on(view: LoginView, step: str, account: PacerAccountRow, client_code: str) -> None:
    """Have the view await its next step."""
    database.current().execute(
        "UPDATE login_view SET awaits = ?, pacer_account = ?, client_code = ? WHERE view_state = ?",
        (step, account.id, client_code, view.view_state),
    )


def close_view(view: LoginView) -> bool:
    """End the view; false when another request has ended it already."""
    cursor = database.current().execute("DELETE FROM login_view WHERE view_state = ?", (view.view_state,))
    return cursor.rowcount == 1


def _oldest() -> float:
    return clock.now() - current_settings().session_seconds
