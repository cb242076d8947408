"""Knows which settings hold the account of a persona, and which of them a flow needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from config.persona import load_personas
from config.settings import Settings
from config.suggest import did_you_mean
from config.value_faults import ValueKind
from config.yaml_file import Problem
from ecfcheck.courts.shared_accounts import find_sharing_fault, shares_case
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import FIELDS, OPTIONAL, PASSCODE, find_field, find_placeholders

Field = tuple[str, str]
"""A field of an account, by group and name: ("pacer", "password")."""

_SHOWN = ("name", "title")


def format_variable(persona: str, group: str, name: str) -> str:
    """Return the name of the setting that holds a field of a persona's account."""
    return f"ECFCHECK_{persona}_{group}_{name}".upper()


def format_same_as(persona: str) -> str:
    """Return the name of the setting that names another persona with the same account."""
    return f"ECFCHECK_{persona}_SAME_AS".upper()


def find_kind(field: Field) -> ValueKind:
    """Return what becomes of a field's value: it is typed, typed and masked, or only compared."""
    if FIELDS[field] is not str:
        return "totp" if field[1] == "totp_secret" else "secret"
    return "shown" if field[1] in _SHOWN else "login"


def list_fields(persona: str) -> list[Field]:
    """Return the fields that the account of a persona can have."""
    traits = load_personas()[persona]
    groups = {"pacer": True, "ecf": traits.ecf is not None, "case": traits.case is not None}
    return [field for field in FIELDS if groups[field[0]]]


def list_needed_fields(flow: Flow, *, can_ask: bool) -> list[Field]:
    """Return the fields that a flow and its reconcile flow type or compare, and must be set."""
    asked = {PASSCODE} if can_ask else set()
    used = set(map(find_field, _list_placeholders(flow) - OPTIONAL - asked))
    return [field for field in list_fields(flow.persona) if field in used]


def list_optional_fields(flow: Flow, *, can_ask: bool) -> list[Field]:
    """Return the fields that a flow types if they are set."""
    used, needed = set(map(find_field, _list_placeholders(flow))), list_needed_fields(flow, can_ask=can_ask)
    return [field for field in list_fields(flow.persona) if field in used and field not in needed]


def list_linked_logins(flow: Flow) -> Iterator[Field]:
    """Yield the fields with CM/ECF logins that a flow enters to link them."""
    for act in (part.act for part in flow.parts() if part.act):
        for placeholder in find_placeholders(tuple(act.arguments[name] for name in act.action.links)):
            yield find_field(placeholder)


@dataclass(frozen=True)
class PersonaSettings:
    """The settings that hold a persona's account: its own, or those of a persona with the same one."""

    persona: str
    settings: Settings

    @property
    def lender(self) -> str | None:
        """The persona that has the same account, if the settings name one."""
        return _find_lender(self.persona, self.settings)

    @property
    def is_lent(self) -> bool:
        """Whether the settings name this persona's account for another persona too."""
        others = (persona for persona in load_personas() if persona != self.persona)
        return any(_find_lender(other, self.settings) == self.persona for other in others)

    def find_variable(self, field: Field) -> str:
        """Return the name of the setting that holds a field: the persona's own wins."""
        own, lender = format_variable(self.persona, *field), self.lender
        if lender not in load_personas() or self.settings.get(own):
            return own
        if field[0] == "case" and not shares_case(self.persona, lender):
            return own
        return format_variable(lender, *field)

    def find_lender_fault(self, flow: Flow) -> Problem | None:
        """Return why a flow cannot use the account that the settings name for its persona."""
        lender, name = self.lender, format_same_as(self.persona)
        if lender is None:
            return None
        if lender not in load_personas():
            return self.settings.build_problem(
                name, f"names an unknown persona{did_you_mean(lender, load_personas())}"
            )
        if lender == self.persona:
            return self.settings.build_problem(
                name, "names the persona itself; name another one, or delete it"
            )
        if further := PersonaSettings(lender, self.settings).lender:
            return self.settings.build_problem(
                name, f"names {lender}, which has the account of {further}; name {further}"
            )
        fault = find_sharing_fault(flow, lender)
        return self.settings.build_problem(name, fault) if fault else None

    def list_unknown(self) -> list[str]:
        """Return the names that are set for this persona, and are not settings of it."""
        known = {format_variable(self.persona, *field) for field in FIELDS} | {format_same_as(self.persona)}
        prefix = f"ECFCHECK_{self.persona}_".upper()
        return [
            name
            for name, value in self.settings.environ.items()
            if name.upper().startswith(prefix) and name not in known and value
        ]


def _find_lender(persona: str, settings: Settings) -> str | None:
    """Return the persona that the settings name, which may be in capitals as the setting itself is."""
    # It is not a secret, so the keyring is not asked for it.
    return settings.environ.get(format_same_as(persona), "").lower() or None


def _list_placeholders(flow: Flow) -> frozenset[str]:
    return flow.placeholders.union(flow.reconcile.placeholders if flow.reconcile else ())
