"""Provides a persona's account: minted by a staged court, or configured for a real one."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from config.account import Account
from config.persona import load_personas
from config.settings import Settings
from config.suggest import did_you_mean
from config.value_faults import ValueKind
from config.yaml_file import Problem, ProblemsError
from ecfcheck.courts.permissions import READING
from ecfcheck.courts.persona_settings import (
    PersonaSettings,
    find_kind,
    format_same_as,
    format_variable,
    list_fields,
    list_linked_logins,
    list_needed_fields,
    list_optional_fields,
)
from ecfcheck.courts.setting_values import find_value_problems
from ecfcheck.courts.stage import Control, StageError
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.placeholder import FIELDS
from pages.decorators import UNLINKABLE, Effect

_SKIP = "; or run only the flows that have an account, with --skip-missing"


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
class FlowSettings:
    """What a flow lacks: the settings that are missing, and the problems with those that are set."""

    missing: tuple[str, ...] = ()
    """The names of the settings that are not set."""
    described: tuple[Problem, ...] = ()
    """The same, as problems."""
    invalid: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ConfiguredAccounts:
    """Accounts from settings: ECFCHECK_UNLINKED_FILER_PACER_USER_NAME and so on."""

    settings: Settings
    court: str
    """What selects the court as --court, for the command that writes a template of what to set."""
    can_ask: bool = False
    """Whether a user can be asked for a one-time passcode, so that the TOTP secret need not be set."""
    allowed: frozenset[Effect] = READING
    """The effects that are open at the court."""
    fixed_words: Container[str] = ""
    """What every run writes: a secret that is part of it cannot be masked."""

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Make sure that every setting the flows use is set and valid. Raises ProblemsError."""
        checked = [self.check(flow) for flow in flows]
        problems = [problem for one in checked for problem in (*one.described, *one.invalid)]
        if any(one.missing for one in checked):
            problems.append(self.settings.describe_places(self._describe_remedy(flows)))
        if problems:
            raise ProblemsError(problems)

    def _describe_remedy(self, flows: Sequence[Flow]) -> str:
        named, skip = (f" {flows[0].name}", "") if len(flows) == 1 else ("", _SKIP)
        command = f"ecfcheck settings{named} --court {self.court} --out .env"
        return f"set each in one of them: `{command}` writes a template{skip}"

    def check(self, flow: Flow) -> FlowSettings:
        """Return what a flow lacks; contact no court."""
        persona = PersonaSettings(flow.persona, self.settings)
        fields = list_needed_fields(flow, can_ask=self.can_ask)
        if fault := persona.find_lender_fault(flow) or self._find_effect_fault(persona, flow):
            return FlowSettings(invalid=(fault,))
        expected = {format_variable(one, *field) for one in load_personas() for field in FIELDS}
        missing = [name for name in map(persona.find_variable, fields) if not self.settings.get(name)]
        described = [self.settings.describe_missing(name, expected) for name in missing]
        suggested = {self.settings.find_similar(name, expected) for name in missing}
        unknown = [name for name in persona.list_unknown() if name not in suggested]
        kinds = {
            persona.find_variable(field): find_kind(field)
            for field in (*fields, *list_optional_fields(flow, can_ask=self.can_ask))
        }
        invalid = [
            *(self._describe_unknown(persona, name) for name in unknown),
            *self._check_values(kinds, flow),
        ]
        return FlowSettings(tuple(missing), tuple(described), tuple(invalid))

    def _find_effect_fault(self, persona: PersonaSettings, flow: Flow) -> Problem | None:
        """Return why a flow may not change an account that two personas have."""
        effects = ", ".join(sorted(flow.effects & self.allowed - READING))
        if not effects or not (persona.lender or persona.is_lent):
            return None
        text = f"{flow.name} changes its account ({effects}), and another persona has the same one"
        return Problem(
            "--allow",
            None,
            f"{text} (..._SAME_AS); give {flow.persona} an account of its own, or leave it out",
        )

    def _describe_unknown(self, persona: PersonaSettings, name: str) -> Problem:
        known = [format_variable(persona.persona, *field) for field in list_fields(persona.persona)]
        text = f"is not a setting{did_you_mean(name.upper(), [*known, format_same_as(persona.persona)])}"
        return self.settings.build_problem(name, text)

    def _check_values(self, kinds: Mapping[str, ValueKind], flow: Flow) -> Iterator[Problem]:
        """Yield what is wrong with the values that are set."""
        yield from find_value_problems(self.settings, kinds, self.fixed_words)
        persona = PersonaSettings(flow.persona, self.settings)
        for name in dict.fromkeys(map(persona.find_variable, list_linked_logins(flow))):
            if signs := [sign for sign in UNLINKABLE if sign in (self.settings.get(name) or "")]:
                yield self.settings.build_problem(name, _describe_unlinkable(signs))

    def provide(self, persona: str) -> Account:
        """Return the configured account; a field that is not configured is empty and never used."""
        settings = PersonaSettings(persona, self.settings)
        variables = {field: settings.find_variable(field) for field in list_fields(persona)}
        values: dict[str, dict[str, Any]] = {}
        for (group, name), variable in variables.items():
            if value := self.settings.get(variable):
                values.setdefault(group, {})[name] = FIELDS[group, name](value)
        # A group without any setting is left out; PACER's is always there, though it may be empty.
        named = {".".join(field): variable for field, variable in variables.items()}
        return Account.model_validate({"pacer": {}, **values, "settings": named})


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


def _describe_unlinkable(signs: Sequence[str]) -> str:
    found = " and ".join(f"'{sign}'" for sign in signs)
    return (
        f"contains {found}: a CM/ECF login with &, @, $ or * cannot be linked; ask the court's help desk for"
        " another login"
    )
