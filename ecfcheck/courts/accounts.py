"""Where a persona's account comes from: minted by a staged court, or configured for a real one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol

from pydantic import ValidationError

from config.account import Account, find_totp_fault
from config.persona import Persona, load_personas
from config.problem_collector import ProblemCollector
from config.secret import Secret
from config.settings import Settings
from config.yaml_file import Problem, ProblemsError
from ecfcheck.courts.stage import Control, StageError
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import FIELDS, OPTIONAL, PASSCODE, find_field, find_placeholders
from pages.decorators import UNLINKABLE


class Accounts(Protocol):
    """Gives accounts to personas."""

    def prove(self, flows: Sequence[Flow]) -> None:
        """Make sure that every flow can be given what it needs. Raises Problems with all that is missing."""

    def of(self, persona: str) -> Account:
        """Return an account for one run of a flow."""


@dataclass(frozen=True)
class StageAccounts:
    """Fresh accounts from a staged court, one pair a run, so that flows run in parallel and repeat."""

    control: Control
    court: str
    """What the stage calls the court, `Court.host_id`: it plays several."""

    def prove(self, flows: Sequence[Flow]) -> None:  # noqa: ARG002 - a stage can mint every persona
        """Make sure that the stage is there to mint accounts. Raises StageFailed."""
        self.control.prove()

    def of(self, persona: str) -> Account:
        """Return a fresh account. Raises StageFailed."""
        traits = load_personas()[persona].model_dump(exclude={"title"})
        answer = self.control.mint({"court": self.court, **traits})
        try:
            return Account.model_validate(answer)
        except ValidationError as error:
            raise StageError(f"the staged court minted no account that can be used: {error}") from None


@dataclass(frozen=True)
class ConfiguredAccounts:
    """The accounts that are configured: ECFCHECK_UNLINKED_FILER_PACER_USER_NAME and so on."""

    settings: Settings
    can_ask: bool = False
    """Whether somebody can be asked for a one-time passcode, so that no secret need be set for it."""

    def prove(self, flows: Sequence[Flow]) -> None:
        """Make sure that every setting the flows use is there and usable. Raises Problems."""
        needed = (_needed(flow, can_ask=self.can_ask) for flow in flows)
        names = list(dict.fromkeys(chain.from_iterable(needed)))
        linked = dict.fromkeys(chain.from_iterable(map(_linked, flows)))
        problems = ProblemCollector()
        with problems.collect():
            self.settings.require(names)
        with problems.collect():
            self._prove_secrets(names)
        with problems.collect():
            self._prove_linkable(linked)
        problems.raise_any()

    def _prove_linkable(self, names: Iterable[str]) -> None:
        given = {name: self.settings.get(name) or "" for name in names}
        held = {name: [sign for sign in UNLINKABLE if sign in login] for name, login in given.items()}
        if found := [Problem(name, None, _not_linkable(signs)) for name, signs in held.items() if signs]:
            raise ProblemsError(found)

    def _prove_secrets(self, names: Iterable[str]) -> None:
        given = {name: self.settings.get(name) for name in names if name.endswith("_PACER_TOTP_SECRET")}
        faults = {name: find_totp_fault(Secret(secret)) for name, secret in given.items() if secret}
        if found := [Problem(name, None, fault) for name, fault in faults.items() if fault]:
            raise ProblemsError(found)

    def of(self, persona: str) -> Account:
        """Return the configured account; what is not configured is empty, and no flow uses it."""
        values: dict[str, dict[str, Any]] = {group: {} for group in _groups(load_personas()[persona])}
        for (group, name), kind in FIELDS.items():
            if group in values and (value := self.settings.get(_variable(persona, group, name))):
                values[group][name] = kind(value)
        # Without any setting there is no such account; PACER's part is always there, though it may be empty.
        return Account.model_validate(
            {"pacer": {}} | {group: found for group, found in values.items() if found}
        )


@dataclass(frozen=True)
class ObservedAccounts:
    """Accounts of which each is heeded before it is given away, so that its secrets are known."""

    accounts: Accounts
    heed: Callable[[Account], None]

    def prove(self, flows: Sequence[Flow]) -> None:
        """Make sure of what the court's own accounts make sure of."""
        self.accounts.prove(flows)

    def of(self, persona: str) -> Account:
        """Return what the court's own accounts return."""
        account = self.accounts.of(persona)
        self.heed(account)
        return account


def _needed(flow: Flow, *, can_ask: bool) -> Iterator[str]:
    """Yield the variables of what a flow types or compares, and the flow that reconciles it."""
    placeholders = flow.placeholders.union(flow.reconcile.placeholders if flow.reconcile else ())
    used = set(map(find_field, placeholders - OPTIONAL - ({PASSCODE} if can_ask else set())))
    groups = _groups(load_personas()[flow.persona])
    for group, name in FIELDS:
        if group in groups and (group, name) in used:
            yield _variable(flow.persona, group, name)


def _linked(flow: Flow) -> Iterator[str]:
    """Yield the variables of the CM/ECF logins that a flow enters to have them linked."""
    for act in (part.act for part in flow.parts() if part.act):
        for placeholder in find_placeholders(tuple(act.arguments[name] for name in act.action.links)):
            yield _variable(flow.persona, *find_field(placeholder))


def _not_linkable(signs: Sequence[str]) -> str:
    held = " and ".join(f"'{sign}'" for sign in signs)
    return (
        f"holds {held}: a CM/ECF login with &, @, $ or * cannot be linked; ask the court's help desk for"
        " another login"
    )


def _groups(persona: Persona) -> tuple[str, ...]:
    return ("pacer", *(["ecf"] if persona.ecf else []), *(["case"] if persona.case else []))


def _variable(persona: str, group: str, name: str) -> str:
    return f"ECFCHECK_{persona}_{group}_{name}".upper()
