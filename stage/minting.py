"""The mint: creates new accounts and cases. Only its answer ever contains the passwords."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import pyotp

from stage import case_creation, clock, database, names, passwords
from stage.ecf.link_rules import insert_link
from stage.mint_request import EcfRequest, MintRequest, PacerRequest


@dataclass(frozen=True)
class DrawnAccount:
    """A name, the password for the answer, and the hash of the account's own password."""

    name: str
    password: str
    password_hash: str


def mint(request: MintRequest) -> dict[str, Any]:
    """Mint the accounts and the case of a request; return the answer, with passwords."""
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
            case = case_creation.create_case(request.court, request.case, ecf_id)
    return {
        "court": request.court,
        "pacer": {
            "user_name": user_name,
            "name": pacer.name,
            "password": pacer.password,
            "totp_secret": totp_secret,
        },
        "ecf": ecf
        and {"login": login, "name": ecf.name, "password": ecf.password, "new_password": invent_ecf()},
        "also": {
            court: {"login": logins[court], "name": drawn.name, "password": drawn.password}
            for court, drawn in also.items()
        },
        "case": case,
    }


def _draw(name: str, answer: Literal["right", "wrong"], invent: Callable[[], str]) -> DrawnAccount:
    """Draw an account; `answer` says whether the answer has the right password or a wrong one."""
    password = invent()
    answered = password if answer == "right" else invent()
    return DrawnAccount(name, answered, passwords.hash_password(password))


def _insert_pacer(traits: PacerRequest, drawn: DrawnAccount, totp_secret: str | None) -> tuple[int, str]:
    db = database.get_db()
    user_name = names.find_free(
        lambda: names.invent_user_name(drawn.name, traits.kind),
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


def _insert_ecf(court: str, traits: EcfRequest, drawn: DrawnAccount, pacer_id: int) -> tuple[int, str]:
    """Create an e-filing account at a court, linked to the PACER account if the traits say so."""
    db = database.get_db()
    login = names.find_free(
        lambda: f"{court[:2]}{names.draw_digits(5)}",
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
