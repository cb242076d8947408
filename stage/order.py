"""What may be asked of the mint: the body of POST /control/accounts, read into a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from stage.courts import BY_ID

CHOICES = "choices"
NO_OR_YES = (False, True)
YES_OR_NO = (True, False)


def one_of(*choices: Any) -> Any:
    """Declare a trait by all it can be; the first is the default."""
    return field(default=choices[0], metadata={CHOICES: choices})


@dataclass(frozen=True)
class PacerOrder:
    """What is to be so of the PACER account."""

    kind: str = one_of("individual", "shared_firm", "admin", "legacy")
    status: str = one_of("active", "disabled", "update_required")
    totp: bool = one_of(*NO_OR_YES)
    skips: int = one_of(0, 1, 2, 3)  # of the passcode, that were used already
    password: str = one_of("right", "wrong")  # whether the answer tells the account's own
    walks_away: bool = one_of(*NO_OR_YES)


@dataclass(frozen=True)
class EcfOrder:
    """What is to be so of the e-filing account."""

    linked: bool = one_of(*NO_OR_YES)
    may_file: bool = one_of(*YES_OR_NO)
    password: str = one_of("right", "wrong")
    locked: bool = one_of(*NO_OR_YES)


@dataclass(frozen=True)
class CaseOrder:
    """What is to be so of the case; `counsel`: whether the e-filing account is counsel of record in it."""

    kind: str = one_of("civil", "social_security")
    counsel: bool = one_of(*YES_OR_NO)
    e_filing: str = one_of("order", "consent", "none")


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be minted: without `ecf` a PACER account alone, without `case` no case."""

    court: str = one_of(*BY_ID)
    names: str = one_of("match", "mismatch")
    passwords: str = one_of("ordinary", "odd")  # odd: full of what encodings change
    pacer: PacerOrder
    ecf: EcfOrder | None
    also: Mapping[str, EcfOrder]  # e-filing accounts of further courts, by court, for the same PACER account
    case: CaseOrder | None


UNLINKABLE_KINDS = ("admin", "legacy")  # the court refuses them (stage/ecf/wording.py)
Part = TypeVar("Part", PacerOrder, EcfOrder, CaseOrder)


def read_order(body: object) -> tuple[Order | None, list[str]]:
    """Return the order, or None and every problem with the body."""
    problems: list[str] = []
    given = _object(body, "the body", problems)
    ecf, case = given.get("ecf", {}), given.get("case")
    order = Order(
        **_traits(Order, given, "", problems),
        pacer=_part(PacerOrder, given.get("pacer", {}), "pacer", problems),
        ecf=None if ecf is None else _part(EcfOrder, ecf, "ecf", problems),
        also=_also(given.get("also", {}), problems),
        case=None if case is None else _part(CaseOrder, case, "case", problems),
    )
    problems = problems or _contradictions(order)
    return (None if problems else order), problems


def _contradictions(order: Order) -> list[str]:
    """Say what cannot be so together."""
    problems = []
    kind = order.pacer.kind
    linked = [("ecf", order.ecf), *((f"also.{court}", ecf) for court, ecf in order.also.items())]
    problems += [
        f"{where}.linked: a PACER account of the kind {kind!r} cannot be linked"
        for where, ecf in linked
        if ecf and ecf.linked and kind in UNLINKABLE_KINDS
    ]
    if order.court in order.also:
        problems.append(f"also.{order.court}: is the order's own court, whose account is ordered by ecf")
    if order.case and order.case.counsel and not order.ecf:
        problems.append("case.counsel: nobody can be counsel of record without an e-filing account (ecf)")
    return problems


def _object(value: object, where: str, problems: list[str]) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    problems.append(f"{where}: must be an object, not {value!r}")
    return {}


def _also(given: object, problems: list[str]) -> dict[str, EcfOrder]:
    """Return what is ordered at further courts."""
    orders = _object(given, "also", problems)
    problems += [
        f"also.{court}: unknown court; known are {', '.join(BY_ID)}" for court in orders if court not in BY_ID
    ]
    return {court: _part(EcfOrder, one, f"also.{court}", problems) for court, one in orders.items()}


def _part(part: type[Part], given: object, where: str, problems: list[str]) -> Part:
    return part(**_traits(part, _object(given, where, problems), f"{where}.", problems))


def _traits(
    part: type[Part | Order], given: dict[str, Any], prefix: str, problems: list[str]
) -> dict[str, Any]:
    known = [each.name for each in fields(part)]
    problems += [
        f"{prefix}{key}: unknown key; known are {', '.join(known)}" for key in given if key not in known
    ]
    values = {}
    for trait in fields(part):
        if choices := trait.metadata.get(CHOICES):
            values[trait.name] = value = given.get(trait.name, trait.default)
            if not any(type(value) is type(choice) and value == choice for choice in choices):
                allowed = ", ".join(map(_in_json, choices))
                problems.append(f"{prefix}{trait.name}: must be one of {allowed}, not {value!r}")
    return values


def _in_json(choice: object) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)
