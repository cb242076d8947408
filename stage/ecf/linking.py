"""The rules of linking: which accounts may be linked, and that it happens once and for good."""

import secrets
from dataclasses import dataclass
from sqlite3 import Row

from stage import clock, database, events, passwords
from stage.ecf import logins, wording
from stage.ecf.users import NextGenUser
from stage.faults.active import is_broken
from stage.minting import insert_link
from stage.settings import current_settings


class LinkRefusedError(Exception):
    """The accounts are not linked; the text is the court's reason."""


@dataclass(frozen=True)
class Proposal:
    """Two accounts whose link its user is asked to confirm."""

    id: str
    ecf_name: str
    pacer_name: str


def propose(user: NextGenUser, login: str, password: str) -> Proposal:
    """Hold the two accounts ready for confirmation; raises LinkRefused.

    From here on the password is needed no more: the proposal is kept by the stage, under a random id.
    """
    account = _authenticate(user, login, password)
    _check(user, account)
    ecf_name = user.name if is_broken("confirmation_shows_ecf_name") else account["name"]
    proposal = Proposal(secrets.token_urlsafe(24), ecf_name, user.name)
    database.current().execute(
        "INSERT INTO proposed_link (id, ecf_session, ecf_account, made_at) VALUES (?, ?, ?, ?)",
        (proposal.id, user.session, account["id"], clock.now()),
    )
    return proposal


def confirm(user: NextGenUser, proposal: str) -> None:
    """Link the accounts of the user's own proposal, all at once and for good; raises LinkRefused.

    A proposal serves once. What was true when it was made may have changed: the rules are asked again.
    """
    with database.transaction() as db:
        account = _take_account(user, proposal)
        _check(user, account)
        insert_link(user.court.id, user.pacer_id, account["id"])
        db.execute("DELETE FROM proposed_link WHERE ecf_account = ?", (account["id"],))
        events.record(events.LINK_MADE, user.user_name, f"linked to {account['login']}", user.court.id)


def _authenticate(user: NextGenUser, login: str, password: str) -> Row:
    account = logins.find(user.court.id, login)
    if not passwords.is_right(password, account["password_hash"] if account else None) or account is None:
        raise LinkRefusedError(wording.WRONG_LOGIN)
    return account


def _check(user: NextGenUser, account: Row) -> None:
    """Only an upgraded account that can file may be linked, and each account once in a court."""
    db = database.current()
    if reason := wording.NOT_LINKABLE.get(user.kind):
        raise LinkRefusedError(reason)
    if db.execute(
        "SELECT 1 FROM link WHERE court = ? AND pacer_account = ?", (user.court.id, user.pacer_id)
    ).fetchone():
        raise LinkRefusedError(wording.PACER_LINKED)
    if db.execute("SELECT 1 FROM link WHERE ecf_account = ?", (account["id"],)).fetchone():
        raise LinkRefusedError(wording.ECF_LINKED)


def _take_account(user: NextGenUser, proposal: str) -> Row:
    row: Row | None = (
        database.current()
        .execute(
            "SELECT ecf_account.* FROM proposed_link JOIN ecf_account ON ecf_account.id = ecf_account"
            " WHERE proposed_link.id = ? AND ecf_session = ? AND made_at >= ?",
            (proposal, user.session, clock.now() - current_settings().session_seconds),
        )
        .fetchone()
    )
    if row is None:
        raise LinkRefusedError(wording.NO_PROPOSAL)
    return row
