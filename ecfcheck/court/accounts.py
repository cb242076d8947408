"""Where a persona's account comes from: minted by a staged court, or configured for a real one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import ValidationError

from config.account import Account
from config.located import Problem, Problems
from config.persona import Persona, personas
from config.secret import Secret
from ecfcheck.court.stage import Control, StageFailed


class Accounts(Protocol):
    """Gives accounts to personas."""

    def prove(self, names: Iterable[str]) -> None:
        """Make sure that every persona can be given an account. Raises Problems with all that cannot."""

    def of(self, persona: str) -> Account:
        """Return an account for one run of a flow."""


@dataclass(frozen=True)
class Minted:
    """Fresh accounts from a staged court, one pair a run, so that flows run in parallel and repeat."""

    control: Control

    def prove(self, names: Iterable[str]) -> None:  # noqa: ARG002 - a stage can mint every persona
        """Make sure that the stage is there to mint accounts. Raises StageFailed."""
        self.control.prove()

    def of(self, persona: str) -> Account:
        """Return a fresh account. Raises StageFailed."""
        traits = personas()[persona].model_dump(exclude={"title"})
        answer = self.control.mint(traits)
        try:
            return Account.model_validate(answer)
        except ValidationError as error:
            raise StageFailed(f"the staged court minted no account that can be used: {error}") from None


@dataclass(frozen=True)
class Configured:
    """The accounts of the environment or `.env`: ECFCHECK_UNLINKED_FILER_PACER_USER_NAME and so on."""

    environ: Mapping[str, str] = field(repr=False)

    def prove(self, names: Iterable[str]) -> None:
        """Name every setting that is missing, of all personas at once. Raises Problems."""
        missing = [
            variable
            for name in dict.fromkeys(names)
            for variable in _variables(name, personas()[name]).values()
            if not self.environ.get(variable)
        ]
        text = "is not set; put it into the environment or into .env (.env.example shows them all)"
        if missing:
            raise Problems([Problem(variable, None, text) for variable in missing])

    def of(self, persona: str) -> Account:
        """Return the configured account."""
        values: dict[str, dict[str, Any]] = {}
        for (group, name), variable in _variables(persona, personas()[persona]).items():
            wrap = Secret if name == "password" else str
            values.setdefault(group, {})[name] = wrap(self.environ[variable])
        return Account.model_validate(values)


_FIELDS = {"pacer": ("user_name", "password", "name"), "ecf": ("login", "password", "name")}


def _variables(name: str, persona: Persona) -> dict[tuple[str, str], str]:
    """Return the environment variables that hold a persona's account, by group and field."""
    groups = ["pacer", *(["ecf"] if persona.ecf else [])]
    return {
        (group, field): f"ECFCHECK_{name}_{group}_{field}".upper()
        for group in groups
        for field in _FIELDS[group]
    }
