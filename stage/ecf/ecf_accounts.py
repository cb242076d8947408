"""A court's own CM/ECF accounts: passwords, the lock, and changes to a login."""

from sqlite3 import Row

from stage import clock, database, passwords
from stage.ecf import wording


class LoginRefusedError(Exception):
    """A login was refused, or not changed; the text is the court's reason."""


def find(court: str, login: str) -> Row | None:
    """Return the account with this login, with all its columns, or None."""
    row: Row | None = (
        database.get_db()
        .execute("SELECT * FROM ecf_account WHERE court = ? AND login = ?", (court, login))
        .fetchone()
    )
    return row


def authenticate(account: Row, password: str) -> None:
    """Raise LoginRefusedError unless the password is right and the login is not locked.

    Too many wrong passwords in a row lock it for a while (facts B5); tries during the lock do not count.
    """
    if _is_locked(account["id"]):
        raise LoginRefusedError(wording.LOCKED)
    if not passwords.is_right(password, account["password_hash"]):
        _count_wrong_password(account["id"])
        raise LoginRefusedError(wording.LOCKED if _is_locked(account["id"]) else wording.LOGIN_FAILED)
    database.get_db().execute(
        "UPDATE ecf_account SET wrong_passwords = 0, locked_until = 0 WHERE id = ?", (account["id"],)
    )


def rename(account: Row, login: str) -> None:
    """Rename the login; raises LoginRefusedError if the name is taken here or at PACER."""
    db = database.get_db()
    if (
        find(account["court"], login)
        or db.execute("SELECT 1 FROM pacer_account WHERE user_name = ?", (login,)).fetchone()
    ):
        raise LoginRefusedError(wording.login_taken(login))
    db.execute("UPDATE ecf_account SET login = ? WHERE id = ?", (login, account["id"]))


def change_password(account: Row, password: str) -> None:
    """Replace the password."""
    database.get_db().execute(
        "UPDATE ecf_account SET password_hash = ? WHERE id = ?",
        (passwords.hash_password(password), account["id"]),
    )


def _is_locked(account_id: int) -> bool:
    query = "SELECT 1 FROM ecf_account WHERE id = ? AND locked_until > ?"
    return database.get_db().execute(query, (account_id, clock.now())).fetchone() is not None


def _count_wrong_password(account_id: int) -> None:
    """Count one more wrong password; the first one after a lock starts a new count."""
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
