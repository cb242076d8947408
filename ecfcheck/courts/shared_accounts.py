"""Decides whether one account may serve two personas in a flow, by their traits (docs/adr/0025)."""

from collections.abc import Mapping
from typing import Any

from config.persona import Persona, load_personas
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import find_field

_OF_THE_USER = {"walks_away"}
"""Traits of how a user behaves, not of the account."""


def find_sharing_fault(flow: Flow, lender: str) -> str | None:
    """Return why a flow cannot act with the account of another persona, None if it can.

    Compared is what the flow can notice: the accounts that it logs in with, and whether they are linked.
    """
    needed, there = load_personas()[flow.persona], load_personas()[lender]
    placeholders = flow.placeholders.union(flow.reconcile.placeholders if flow.reconcile else ())
    groups = {find_field(placeholder)[0] for placeholder in placeholders}
    if "ecf" in groups and there.ecf is None:
        lacks = f"names {lender}, which has no CM/ECF account, and {flow.name} needs one"
        return f"{lacks}; {_describe_way_out(flow)}"
    for trait, value in _list_traits(needed, groups).items():
        other = _list_traits(there, groups).get(trait)
        if other != value:
            differs = f"{lender} has {trait} {_format(other)}, and {flow.name} needs {_format(value)}"
            return f"names an account in another state: {differs}; {_describe_way_out(flow)}"
    return None


def shares_case(persona: str, lender: str) -> bool:
    """Return whether two personas can work on the same case."""
    return load_personas()[persona].case == load_personas()[lender].case


def _list_traits(persona: Persona, groups: set[str]) -> Mapping[str, Any]:
    """Return the traits of a persona that a flow can notice if it uses these parts of the account."""
    traits: dict[str, Any] = {}
    if "pacer" in groups:
        is_linked = persona.ecf is not None and persona.ecf.linked
        pacer = persona.pacer.model_dump(exclude=_OF_THE_USER | (set() if persona.pacer.totp else {"skips"}))
        traits |= {f"pacer.{name}": value for name, value in pacer.items()}
        traits |= {
            "ecf.linked": is_linked,
            "ecf.may_file": persona.ecf.may_file if is_linked and persona.ecf else None,
        }
    if "ecf" in groups and persona.ecf:
        traits |= {f"ecf.{name}": value for name, value in persona.ecf.model_dump().items()}
    if {"pacer", "ecf"} <= groups:
        traits["names"] = persona.names
    return traits


def _describe_way_out(flow: Flow) -> str:
    return f"give {flow.persona} an account of its own"


def _format(value: Any) -> str:
    words = {True: "yes", False: "no", None: "nothing"}
    return words[value] if value is None or isinstance(value, bool) else str(value)
