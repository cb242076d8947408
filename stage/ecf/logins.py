"""A court's own CM/ECF logins: their passwords, their lock, and their holders' changes to them."""

from sqlite3 import Row

from stage import clock, database, passwords
from stage.ecf import wording


class LoginRefusedError(Exception):
    """The login is not let in, or not changed; the text is the court's reason."""


def find(court: str, login: str) -> Row | None:
    """Return the account of this login, with all its columns."""
    row: Row | None = (
        database.current()
        .execute("SELECT * FROM ecf_account WHERE court = ? AND login = ?", (court, login))
        .fetchone()
    )
    return row


def authenticate(account: Row, password: str) -> None:
    """Accept the right password of a login that is not locked; raises LoginRefused.

    Too many wrong ones in a row lock it for a while (facts B5); what is tried meanwhile does not count.
    """
    if _is_locked(account["id"]):
        raise LoginRefusedError(wording.LOCKED)
    if not passwords.is_right(password, account["password_hash"]):
        _count_wrong(account["id"])
        raise LoginRefusedError(wording.LOCKED if _is_locked(account["id"]) else wording.LOGIN_FAILED)
    database.current().execute(
        "UPDATE ecf_account SET wrong_passwords = 0, locked_until = 0 WHERE id = ?", (account["id"],)
    )


def rename(account: Row, login: str) -> None:
    """Give the account another login name, unless somebody has it here or at PACER; raises LoginRefused."""
    db = database.current()
    if (
        find(account["court"], login)
        or db.execute("SELECT 1 FROM pacer_account WHERE user_name = ?", (login,)).fetchone()
    ):
        raise LoginRefusedError(wording.login_taken(login))
    db.execute("UPDATE ecf_account SET login = ? WHERE id = ?", (login, account["id"]))


def change_password(account: Row, password: str) -> None:
    """Let the new password in from now on, and the old one no more."""
    database.current().execute(
        "UPDATE ecf_account SET password_hash = ? WHERE id = ?",
        (passwords.hash_password(password), account["id"]),
    )


def _is_locked(account_id: int) -> bool:
    query = "SELECT 1 FROM ecf_account WHERE id = ? AND locked_until > ?"
    return database.current().execute(query, (account_id, clock.now())).fetchone() is not None


def _count_wrong(account_id: int) -> None:
    """Count one more; the first after a lock begins a new row of them."""
    with database.transaction() as db:
        db.execute(
            "UPDATE ecf_account SET locked_until = 0,"
            " wrong_passwords = CASE WHEN locked_until = 0 THEN wrong_passwords + 1 ELSE 1 END WHERE id = ?",
            (account_id,),
        )
        db.execute(
            "UPDATE ecf_account SET locked_until = ? WHERE id = ? AND wrong_passwords >= ?",
            (clock.now() + passwords.LOCK_SECONDS, account_id, passwords.MAX_WRONG),
        )
