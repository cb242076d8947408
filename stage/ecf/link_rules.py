"""The rules of linking: which accounts may be linked, once and permanently."""

import secrets
from dataclasses import dataclass
from sqlite3 import Row

from stage import clock, database, events, passwords
from stage.ecf import ecf_accounts, wording
from stage.ecf.sessions import NextGenUser
from stage.faults.active import is_broken
from stage.settings import current_settings

_NOT_LINKABLE = {"admin": wording.ADMIN_NOT_LINKABLE, "legacy": wording.LEGACY_NOT_LINKABLE}
"""The kinds of PACER accounts that are never linked, each with the court's reason."""


class LinkRefusedError(Exception):
    """The accounts were not linked; the text is the court's reason."""


@dataclass(frozen=True)
class Proposal:
    """Two accounts that the user is asked to confirm linking."""

    id: str
    ecf_name: str
    pacer_name: str


def propose(user: NextGenUser, login: str, password: str) -> Proposal:
    """Store a link of the two accounts for confirmation; raises LinkRefusedError.

    The confirmation does not need the password again: the stage keeps the proposal under a random id.
    """
    account = _authenticate(user, login, password)
    _require_linkable(user, account)
    ecf_name = user.name if is_broken("confirmation_shows_ecf_name") else account["name"]
    proposal = Proposal(secrets.token_urlsafe(24), ecf_name, user.name)
    row = {
        "id": proposal.id,
        "ecf_session": user.session,
        "ecf_account": account["id"],
        "made_at": clock.now(),
    }
    database.insert("proposed_link", row)
    return proposal


def confirm(user: NextGenUser, proposal: str) -> None:
    """Link the accounts of the user's own proposal; raises LinkRefusedError.

    A proposal works once. The accounts may have changed since it was made, so the rules are checked again.
    """
    with database.transaction() as db:
        account = _find_proposed_account(user, proposal)
        _require_linkable(user, account)
        insert_link(user.court.id, user.pacer_id, account["id"])
        db.execute("DELETE FROM proposed_link WHERE ecf_account = ?", (account["id"],))
        events.record(events.LINK_MADE, user.user_name, f"linked to {account['login']}", user.court.id)


def insert_link(court: str, pacer_id: int, ecf_id: int) -> None:
    """Link two accounts permanently; raises sqlite3.IntegrityError if one is linked already."""
    row = {"court": court, "pacer_account": pacer_id, "ecf_account": ecf_id, "made_at": clock.now()}
    database.insert("link", row)


def _authenticate(user: NextGenUser, login: str, password: str) -> Row:
    account = ecf_accounts.find(user.court.id, login)
    if not passwords.is_right(password, account["password_hash"] if account else None) or account is None:
        raise LinkRefusedError(wording.WRONG_LOGIN)
    return account


def _require_linkable(user: NextGenUser, account: Row) -> None:
    """Require an upgraded individual PACER account and two accounts not yet linked in this court."""
    db = database.get_db()
    if reason := _NOT_LINKABLE.get(user.kind):
        raise LinkRefusedError(reason)
    if db.execute(
        "SELECT 1 FROM link WHERE court = ? AND pacer_account = ?", (user.court.id, user.pacer_id)
    ).fetchone():
        raise LinkRefusedError(wording.PACER_LINKED)
    if db.execute("SELECT 1 FROM link WHERE ecf_account = ?", (account["id"],)).fetchone():
        raise LinkRefusedError(wording.ECF_LINKED)


def _find_proposed_account(user: NextGenUser, proposal: str) -> Row:
    row: Row | None = (
        database.get_db()
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
