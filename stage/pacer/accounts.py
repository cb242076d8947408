"""PACER accounts, and the rules of logging in with one: password, passcode, standing."""

import hmac
import sqlite3
from dataclasses import dataclass

import pyotp

from stage import clock, database, passwords
from stage.faults.active import is_broken
from stage.pacer import wording

TOTP_STEP_SECONDS = 30


@dataclass(frozen=True)
class PacerAccountRow:
    """A PACER account, read from its row."""

    id: int
    user_name: str
    name: str
    kind: str
    status: str
    totp_secret: str | None
    skips: int

    @property
    def can_skip_passcode(self) -> bool:
        """Whether a skip is left: the passcode can be skipped three times (facts A5)."""
        return self.skips < wording.MAX_SKIPS


COLUMNS = "id, user_name, name, kind, status, totp_secret, skips"


def read_row(row: sqlite3.Row) -> PacerAccountRow:
    """Return the account in a row that has its columns."""
    return PacerAccountRow(**{column: row[column] for column in COLUMNS.split(", ")})


def find_account(account_id: int) -> PacerAccountRow:
    """Return the account with this id, which must exist."""
    query = f"SELECT {COLUMNS} FROM pacer_account WHERE id = ?"  # noqa: S608 - a constant
    return read_row(database.get_db().execute(query, (account_id,)).fetchone())


def find_format_problems(user_name: str, password: str) -> list[str]:
    """Return PACER's messages for a missing or short user name or password (facts A3)."""
    problems = []
    if len(user_name) < wording.MIN_NAME:
        problems.append(wording.SHORT_NAME if user_name else wording.NO_NAME)
    if len(password) < wording.MIN_PASSWORD:
        problems.append(wording.SHORT_PASSWORD if password else wording.NO_PASSWORD)
    return problems


def authenticate(user_name: str, password: str) -> PacerAccountRow | str:
    """Return the account, or PACER's refusal; PACER does not know CM/ECF logins."""
    query = "SELECT * FROM pacer_account WHERE user_name = ?"
    row = database.get_db().execute(query, (user_name,)).fetchone()
    if not passwords.is_right(password, row["password_hash"] if row else None):
        return wording.INVALID
    if is_broken("accounts_in_good_standing"):
        return wording.DISABLED
    refusals = {"disabled": wording.DISABLED, "update_required": wording.UPDATE_REQUIRED}
    return refusals.get(row["status"]) or read_row(row)


def accept_passcode(account: PacerAccountRow, code: str) -> bool:
    """Return whether the code is right, and use it up.

    The code of this half minute or of one next to it is right, unless it or a later one was used already.
    """
    totp = pyotp.TOTP(account.totp_secret or "")
    now = int(clock.now()) // TOTP_STEP_SECONDS
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.strip().encode()):
            return _mark_used(account, step)
    return False


def _mark_used(account: PacerAccountRow, step: int) -> bool:
    cursor = database.get_db().execute(
        "UPDATE pacer_account SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?",
        (step, account.id, step),
    )
    return cursor.rowcount == 1


def skip_passcode(account: PacerAccountRow) -> bool:
    """Count one skip; return False if none is left."""
    cursor = database.get_db().execute(
        "UPDATE pacer_account SET skips = skips + 1 WHERE id = ? AND skips < ?",
        (account.id, wording.MAX_SKIPS),
    )
    return cursor.rowcount == 1


def can_file_anywhere(account: PacerAccountRow) -> bool:
    """Return whether the account is linked to an e-filing account that may file, in any court."""
    row = (
        database.get_db()
        .execute(
            "SELECT 1 FROM link JOIN ecf_account ON ecf_account.id = link.ecf_account"
            " WHERE link.pacer_account = ? AND ecf_account.may_file",
            (account.id,),
        )
        .fetchone()
    )
    return row is not None
