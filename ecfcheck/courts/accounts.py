"""Provides a persona's account: minted by a staged court, or configured for a real one."""

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

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure that every flow gets what it needs. Raises ProblemsError with what is missing."""

    def provide(self, persona: str) -> Account:
        """Return an account for one run of a flow."""


@dataclass(frozen=True)
class StageAccounts:
    """Fresh accounts from a staged court, a pair per run: flows can run in parallel and again."""

    control: Control
    court: str
    """The stage's name for the court, `Court.host_id`: one stage plays several."""

    def require_for(self, flows: Sequence[Flow]) -> None:  # noqa: ARG002 - a stage can mint every persona
        """Make sure that the stage is running and can mint accounts. Raises StageError."""
        self.control.require_running()

    def provide(self, persona: str) -> Account:
        """Return a fresh account. Raises StageError."""
        traits = load_personas()[persona].model_dump(exclude={"title", "typical"})
        answer = self.control.mint({"court": self.court, **traits})
        try:
            return Account.model_validate(answer)
        except ValidationError as error:
            raise StageError(f"the account that the staged court minted is not valid: {error}") from None


@dataclass(frozen=True)
class ConfiguredAccounts:
    """Accounts from settings: ECFCHECK_UNLINKED_FILER_PACER_USER_NAME and so on."""

    settings: Settings
    can_ask: bool = False
    """Whether a user can be asked for a one-time passcode, so that its secret need not be set."""

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure that every setting the flows use is set and valid. Raises ProblemsError."""
        needed = (_list_needed(flow, can_ask=self.can_ask) for flow in flows)
        names = list(dict.fromkeys(chain.from_iterable(needed)))
        linked = dict.fromkeys(chain.from_iterable(map(_list_linked_logins, flows)))
        problems = ProblemCollector()
        with problems.collect():
            self.settings.require(names)
        with problems.collect():
            self._check_totp_secrets(names)
        with problems.collect():
            self._check_linkable(linked)
        problems.raise_any()

    def _check_linkable(self, names: Iterable[str]) -> None:
        logins = {name: self.settings.get(name) or "" for name in names}
        signs = {name: [sign for sign in UNLINKABLE if sign in login] for name, login in logins.items()}
        found = [Problem(name, None, _describe_unlinkable(bad)) for name, bad in signs.items() if bad]
        if found:
            raise ProblemsError(found)

    def _check_totp_secrets(self, names: Iterable[str]) -> None:
        secrets = {name: self.settings.get(name) for name in names if name.endswith("_PACER_TOTP_SECRET")}
        faults = {name: find_totp_fault(Secret(secret)) for name, secret in secrets.items() if secret}
        if found := [Problem(name, None, fault) for name, fault in faults.items() if fault]:
            raise ProblemsError(found)

    def provide(self, persona: str) -> Account:
        """Return the configured account; a field that is not configured is empty and never used."""
        values: dict[str, dict[str, Any]] = {group: {} for group in _list_groups(load_personas()[persona])}
        for (group, name), kind in FIELDS.items():
            if group in values and (value := self.settings.get(_format_variable(persona, group, name))):
                values[group][name] = kind(value)
        # A group without any setting is left out; PACER's is always there, though it may be empty.
        return Account.model_validate(
            {"pacer": {}} | {group: found for group, found in values.items() if found}
        )


@dataclass(frozen=True)
class ObservedAccounts:
    """Another source of accounts, and a callback for each account before it is returned."""

    accounts: Accounts
    observe: Callable[[Account], None]
    """Learns the account's secrets before anything uses them."""

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure of what the other source makes sure of."""
        self.accounts.require_for(flows)

    def provide(self, persona: str) -> Account:
        """Return the other source's account, after it was observed."""
        account = self.accounts.provide(persona)
        self.observe(account)
        return account


def _list_needed(flow: Flow, *, can_ask: bool) -> Iterator[str]:
    """Yield the variables that a flow and its reconcile flow type or compare."""
    placeholders = flow.placeholders.union(flow.reconcile.placeholders if flow.reconcile else ())
    used = set(map(find_field, placeholders - OPTIONAL - ({PASSCODE} if can_ask else set())))
    groups = _list_groups(load_personas()[flow.persona])
    for group, name in FIELDS:
        if group in groups and (group, name) in used:
            yield _format_variable(flow.persona, group, name)


def _list_linked_logins(flow: Flow) -> Iterator[str]:
    """Yield the variables of the CM/ECF logins that a flow enters to link them."""
    for act in (part.act for part in flow.parts() if part.act):
        for placeholder in find_placeholders(tuple(act.arguments[name] for name in act.action.links)):
            yield _format_variable(flow.persona, *find_field(placeholder))


def _describe_unlinkable(signs: Sequence[str]) -> str:
    found = " and ".join(f"'{sign}'" for sign in signs)
    return (
        f"contains {found}: a CM/ECF login with &, @, $ or * cannot be linked; ask the court's help desk for"
        " another login"
    )


def _list_groups(persona: Persona) -> tuple[str, ...]:
    return ("pacer", *(["ecf"] if persona.ecf else []), *(["case"] if persona.case else []))


def _format_variable(persona: str, group: str, name: str) -> str:
    return f"ECFCHECK_{persona}_{group}_{name}".upper()
