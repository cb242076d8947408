"""The mint: makes fresh accounts and cases, and is the only one who ever knows the passwords."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyotp

from stage import case_creation, clock, database, names, passwords
from stage.mint_request import EcfRequest, MintRequest, PacerRequest


@dataclass(frozen=True)
class Drawn:
    """A name, the password that the answer gives, and the hash of the account's own."""

    name: str
    told: str
    password_hash: str


def mint(request: MintRequest) -> dict[str, Any]:
    """Mint the accounts and the case of a request; return them, with passwords, as the mint answers."""
    pacer_name, ecf_name = names.invent_pair(match=request.names == "match")
    if request.pacer.kind == "shared_firm":
        pacer_name = names.invent_firm()
    invent = passwords.INVENTORS[request.passwords]
    pacer = _draw(pacer_name, request.pacer.password, partial(invent, passwords.PACER_LENGTH))
    totp_secret = pyotp.random_base32() if request.pacer.totp else None
    invent_ecf = partial(invent, passwords.ECF_LENGTH)
    ecf = _draw(ecf_name, request.ecf.password, invent_ecf) if request.ecf else None
    also = {court: _draw(ecf_name, one.password, invent_ecf) for court, one in request.also.items()}
    logins: dict[str, str] = {}
    ecf_id, login, case = None, "", None
    with database.transaction():
        pacer_id, user_name = _insert_pacer(request.pacer, pacer, totp_secret)
        if request.ecf and ecf:
            ecf_id, login = _insert_ecf(request.court, request.ecf, ecf, pacer_id)
        for court, drawn in also.items():
            _, logins[court] = _insert_ecf(court, request.also[court], drawn, pacer_id)
        if request.case:
            case = case_creation.invent_case(request.court, request.case, ecf_id)
    return {
        "court": request.court,
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


def _insert_pacer(traits: PacerRequest, drawn: Drawn, totp_secret: str | None) -> tuple[int, str]:
    db = database.current()
    user_name = names.first_free(
        lambda: names.user_name(drawn.name, traits.kind),
        lambda candidate: db.execute(
            "SELECT 1 FROM pacer_account WHERE user_name = ?", (candidate,)
        ).fetchone(),
    )
    row = {
        "user_name": user_name,
        "password_hash": drawn.password_hash,
        "name": drawn.name,
        "kind": traits.kind,
        "status": traits.status,
        "totp_secret": totp_secret,
        "skips": traits.skips,
        "walks_away": traits.walks_away,
    }
    return database.insert("pacer_account", row), user_name


def _insert_ecf(court: str, traits: EcfRequest, drawn: Drawn, pacer_id: int) -> tuple[int, str]:
    """Open an e-filing account at a court, linked to the PACER account if the traits say so."""
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
        "may_file": traits.may_file,
        "wrong_passwords": passwords.MAX_WRONG if traits.locked else 0,
        "locked_until": clock.now() + passwords.LOCK_SECONDS if traits.locked else 0,
    }
    ecf_id = database.insert("ecf_account", row)
    if traits.linked:
        insert_link(court, pacer_id, ecf_id)
    return ecf_id, login
