"""What may be asked of the mint: the body of POST /control/accounts, read into a value."""

from dataclasses import dataclass
from typing import Any

from stage.courts import BY_ID

UNLINKABLE_KINDS = ("shared_firm", "admin", "legacy")
KINDS = ("individual", *UNLINKABLE_KINDS)  # only the individual's may be linked (document, step 5)
STATUSES = ("active", "disabled", "update_required")
NAMES = ("match", "mismatch")
TRUTH = (False, True)


@dataclass(frozen=True)
class Order:
    """One pair of accounts to be minted; `with_ecf` false means a PACER account alone."""

    court: str
    kind: str
    status: str
    totp: bool
    with_ecf: bool
    linked: bool
    may_file: bool
    names: str


# Where a value stands in the body: what it may be. The first is the default, unless DEFAULTS has another.
TOP = {"court": tuple(BY_ID), "names": NAMES}
PACER = {"kind": KINDS, "status": STATUSES, "totp": TRUTH}
ECF = {"linked": TRUTH, "may_file": TRUTH}
DEFAULTS = {"may_file": True}


def read_order(body: object) -> tuple[Order | None, list[str]]:
    """Return the order, or None and every problem with the body."""
    problems: list[str] = []
    body = _object(body, "the body", problems)
    ecf = body.pop("ecf", {})
    pacer = _object(body.pop("pacer", {}), "pacer", problems)
    values = _read(body, "", TOP, problems)
    values |= _read(pacer, "pacer.", PACER, problems)
    values |= _read({} if ecf is None else _object(ecf, "ecf", problems), "ecf.", ECF, problems)
    if values["linked"] is True and values["kind"] in UNLINKABLE_KINDS:
        problems.append(f"ecf.linked: a PACER account of the kind {values['kind']!r} cannot be linked")
    return (None if problems else Order(with_ecf=ecf is not None, **values)), problems


def _object(value: object, where: str, problems: list[str]) -> dict[str, Any]:
    if isinstance(value, dict):
        return dict(value)
    problems.append(f"{where}: must be an object, not {value!r}")
    return {}


def _read(
    given: dict[str, Any], prefix: str, allowed: dict[str, tuple[Any, ...]], problems: list[str]
) -> dict[str, Any]:
    problems += [
        f"{prefix}{key}: unknown key; known are {', '.join(allowed)}" for key in given if key not in allowed
    ]
    values = {}
    for key, choices in allowed.items():
        values[key] = given.get(key, DEFAULTS.get(key, choices[0]))
        if not any(values[key] is choice or _same_text(values[key], choice) for choice in choices):
            known = ", ".join(str(choice).lower() if choices is TRUTH else choice for choice in choices)
            problems.append(f"{prefix}{key}: must be one of {known}, not {values[key]!r}")
    return values


def _same_text(value: object, choice: object) -> bool:
    return isinstance(value, str) and value == choice
