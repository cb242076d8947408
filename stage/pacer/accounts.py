"""PACER accounts, and the rules that say whether one gets in."""

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
    """A PACER account, as its row says."""

    id: int
    user_name: str
    name: str
    kind: str
    status: str
    totp_secret: str | None
    skips: int

    @property
    def may_skip(self) -> bool:
        """The passcode may be skipped three times, and never after (facts A5)."""
        return self.skips < wording.MAX_SKIPS


COLUMNS = "id, user_name, name, kind, status, totp_secret, skips"


def account_of(row: sqlite3.Row) -> PacerAccountRow:
    """Read an account from a row that has its columns."""
    return PacerAccountRow(**{column: row[column] for column in COLUMNS.split(", ")})


def find_account(account_id: int) -> PacerAccountRow:
    """Return the account of that number, which exists."""
    query = f"SELECT {COLUMNS} FROM pacer_account WHERE id = ?"  # noqa: S608 - a constant
    return account_of(database.current().execute(query, (account_id,)).fetchone())


def shape_problems(user_name: str, password: str) -> list[str]:
    """Say what is missing or too short to be tried at all (facts A3)."""
    problems = []
    if len(user_name) < wording.MIN_NAME:
        problems.append(wording.SHORT_NAME if user_name else wording.NO_NAME)
    if len(password) < wording.MIN_PASSWORD:
        problems.append(wording.SHORT_PASSWORD if password else wording.NO_PASSWORD)
    return problems


def authenticate(user_name: str, password: str) -> PacerAccountRow | str:
    """Return the account, or PACER's words of refusal; CM/ECF logins are nothing to PACER."""
    query = "SELECT * FROM pacer_account WHERE user_name = ?"
    row = database.current().execute(query, (user_name,)).fetchone()
    if not passwords.is_right(password, row["password_hash"] if row else None):
        return wording.INVALID
    if is_broken("accounts_in_good_standing"):
        return wording.DISABLED
    refusals = {"disabled": wording.DISABLED, "update_required": wording.UPDATE_REQUIRED}
    return refusals.get(row["status"]) or account_of(row)


def accept_passcode(account: PacerAccountRow, code: str) -> bool:
    """Accept the code of this half minute or of its neighbours, and none a second time, nor an older one."""
    totp = pyotp.TOTP(account.totp_secret or "")
    now = int(clock.now()) // TOTP_STEP_SECONDS
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.strip().encode()):
            return _use_up(account, step)
    return False


def _use_up(account: PacerAccountRow, step: int) -> bool:
    cursor = database.current().execute(
        "UPDATE pacer_account SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?",
        (step, account.id, step),
    )
    return cursor.rowcount == 1


def skip_passcode(account: PacerAccountRow) -> bool:
    """Count one skip; false when there is none left."""
    cursor = database.current().execute(
        "UPDATE pacer_account SET skips = skips + 1 WHERE id = ? AND skips < ?",
        (account.id, wording.MAX_SKIPS),
    )
    return cursor.rowcount == 1


def may_file_somewhere(account: PacerAccountRow) -> bool:
    """Tell whether the account has filing rights in any court: linked there to a filer's account."""
    row = (
        database.current()
        .execute(
            "SELECT 1 FROM link JOIN ecf_account ON ecf_account.id = link.ecf_account"
            " WHERE link.pacer_account = ? AND ecf_account.may_file",
            (account.id,),
        )
        .fetchone()
    )
    return row is not None
