"""The mint: makes a fresh pair of accounts, and is the only one who ever knows their passwords."""

import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyotp

from stage import clock, database, names, passwords
from stage.order import Order

TRIES = 1000


@dataclass(frozen=True)
class Drawn:
    """A name and a password of one account, as given to whoever ordered it."""

    name: str
    password: str


def mint(order: Order) -> dict[str, Any]:
    """Make the accounts that were ordered; return them, with their passwords, as the mint answers."""
    pacer_name, ecf_name = names.invent_pair(match=order.names == "match")
    totp_secret = pyotp.random_base32() if order.totp else None
    pacer = Drawn(pacer_name, passwords.invent(passwords.PACER_LENGTH))
    ecf = Drawn(ecf_name, passwords.invent(passwords.ECF_LENGTH)) if order.with_ecf else None
    hashes = [passwords.hash_password(drawn.password) for drawn in (pacer, ecf) if drawn]
    with database.transaction():
        pacer_id, user_name = _insert_pacer(order, pacer, hashes[0], totp_secret)
        login = ""
        if ecf:
            ecf_id, login = _insert_ecf(order, ecf, hashes[1])
            if order.linked:
                insert_link(order.court, pacer_id, ecf_id)
    return {
        "court": order.court,
        "pacer": {"user_name": user_name, **vars(pacer), "totp_secret": totp_secret},
        "ecf": {"login": login, **vars(ecf)} if ecf else None,
    }


def insert_link(court: str, pacer_id: int, ecf_id: int) -> None:
    """Link two accounts for good; raises sqlite3.IntegrityError when one of them is linked already."""
    database.current().execute(
        "INSERT INTO link (court, pacer_account, ecf_account, made_at) VALUES (?, ?, ?, ?)",
        (court, pacer_id, ecf_id, clock.now()),
    )


def _insert_pacer(order: Order, drawn: Drawn, password_hash: str, totp_secret: str | None) -> tuple[int, str]:
    db = database.current()
    user_name = _first_free(
        lambda: _user_name(drawn.name, order.kind),
        lambda candidate: db.execute(
            "SELECT 1 FROM pacer_account WHERE user_name = ?", (candidate,)
        ).fetchone(),
    )
    cursor = db.execute(
        "INSERT INTO pacer_account (user_name, password_hash, name, kind, status, totp_secret)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (user_name, password_hash, drawn.name, order.kind, order.status, totp_secret),
    )
    return cursor.lastrowid or 0, user_name


def _insert_ecf(order: Order, drawn: Drawn, password_hash: str) -> tuple[int, str]:
    db = database.current()
    login = _first_free(
        lambda: f"{order.court[:2]}{_digits(5)}",
        lambda candidate: db.execute(
            "SELECT 1 FROM ecf_account WHERE court = ? AND login = ?", (order.court, candidate)
        ).fetchone(),
    )
    cursor = db.execute(
        "INSERT INTO ecf_account (court, login, password_hash, name, may_file) VALUES (?, ?, ?, ?, ?)",
        (order.court, login, password_hash, drawn.name, order.may_file),
    )
    return cursor.lastrowid or 0, login


def _user_name(name: str, kind: str) -> str:
    first, last = name.lower().split()
    if kind == "legacy":
        return (
            f"{first[0]}{last[0]}{_digits(4)}"  # six characters are how a legacy account is known (facts C)
        )
    return f"{first[0]}{last}{_digits(5)}"


def _digits(count: int) -> str:
    return "".join(secrets.choice(string.digits) for _ in range(count))


def _first_free(invent: Callable[[], str], taken: Callable[[str], object]) -> str:
    for _ in range(TRIES):
        if not taken(candidate := invent()):
            return candidate
    raise RuntimeError("the stage has run out of account names; start a fresh one")
