"""The mint: makes fresh accounts and cases, and is the only one who ever knows the passwords."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyotp

from stage import casebook, clock, database, names, passwords
from stage.order import EcfOrder, Order, PacerOrder


@dataclass(frozen=True)
class Drawn:
    """A name, the password that whoever ordered it is told, and the hash of the account's own."""

    name: str
    told: str
    password_hash: str


def mint(order: Order) -> dict[str, Any]:
    """Make what was ordered; return it, with passwords, as the mint answers."""
    pacer_name, ecf_name = names.invent_pair(match=order.names == "match")
    if order.pacer.kind == "shared_firm":
        pacer_name = names.invent_firm()
    invent = passwords.INVENTORS[order.passwords]
    pacer = _draw(pacer_name, order.pacer.password, partial(invent, passwords.PACER_LENGTH))
    totp_secret = pyotp.random_base32() if order.pacer.totp else None
    invent_ecf = partial(invent, passwords.ECF_LENGTH)
    ecf = _draw(ecf_name, order.ecf.password, invent_ecf) if order.ecf else None
    also = {court: _draw(ecf_name, one.password, invent_ecf) for court, one in order.also.items()}
    logins: dict[str, str] = {}
    ecf_id, login, case = None, "", None
    with database.transaction():
        pacer_id, user_name = _insert_pacer(order.pacer, pacer, totp_secret)
        if order.ecf and ecf:
            ecf_id, login = _insert_ecf(order.court, order.ecf, ecf, pacer_id)
        for court, drawn in also.items():
            _, logins[court] = _insert_ecf(court, order.also[court], drawn, pacer_id)
        if order.case:
            case = casebook.invent_case(order.court, order.case, ecf_id)
    return {
        "court": order.court,
        "pacer": {
            "user_name": user_name,
            "name": pacer.name,
            "password": pacer.told,
            "totp_secret": totp_secret,
        },
        "ecf": ecf and {"login": login, "name": ecf.name, "password": ecf.told, "new_password": invent_ecf()},
        "also": {
            court: {"login": logins[court], "name": drawn.name, "password": drawn.told}
            for court, drawn in also.items()
        },
        "case": case,
    }


def insert_link(court: str, pacer_id: int, ecf_id: int) -> None:
    """Link two accounts for good; raises sqlite3.IntegrityError when one of them is linked already."""
    database.current().execute(
        "INSERT INTO link (court, pacer_account, ecf_account, made_at) VALUES (?, ?, ?, ?)",
        (court, pacer_id, ecf_id, clock.now()),
    )


def _draw(name: str, tell: str, invent: Callable[[], str]) -> Drawn:
    password = invent()
    told = password if tell == "right" else invent()
    return Drawn(name, told, passwords.hash_password(password))


def _insert_pacer(order: PacerOrder, drawn: Drawn, totp_secret: str | None) -> tuple[int, str]:
    db = database.current()
    user_name = names.first_free(
        lambda: names.user_name(drawn.name, order.kind),
        lambda candidate: db.execute(
            "SELECT 1 FROM pacer_account WHERE user_name = ?", (candidate,)
        ).fetchone(),
    )
    row = {
        "user_name": user_name,
        "password_hash": drawn.password_hash,
        "name": drawn.name,
        "kind": order.kind,
        "status": order.status,
        "totp_secret": totp_secret,
        "skips": order.skips,
        "walks_away": order.walks_away,
    }
    return database.insert("pacer_account", row), user_name


def _insert_ecf(court: str, order: EcfOrder, drawn: Drawn, pacer_id: int) -> tuple[int, str]:
    """Open an e-filing account at a court, linked to the PACER account if that is ordered."""
    db = database.current()
    login = names.first_free(
        lambda: f"{court[:2]}{names.digits(5)}",
        lambda candidate: db.execute(
            "SELECT 1 FROM ecf_account WHERE court = ? AND login = ?", (court, candidate)
        ).fetchone(),
    )
    row = {
        "court": court,
        "login": login,
        "password_hash": drawn.password_hash,
        "name": drawn.name,
        "may_file": order.may_file,
        "wrong_passwords": passwords.MAX_WRONG if order.locked else 0,
        "locked_until": clock.now() + passwords.LOCK_SECONDS if order.locked else 0,
    }
    ecf_id = database.insert("ecf_account", row)
    if order.linked:
        insert_link(court, pacer_id, ecf_id)
    return ecf_id, login
