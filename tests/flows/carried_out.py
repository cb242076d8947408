"""Flows carried out within a test: the records of their steps, and the accounts and files that they leave."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus

from config.account import Account, list_secrets
from ecfcheck.courts.accounts import Accounts
from ecfcheck.flowfile.flow import Flow
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run

FLOWS = Path(__file__).parents[2] / "flows"


@dataclass
class Remembering:
    """Accounts of a court that remembers whom it gave them to: to look for their passwords afterwards."""

    accounts: Accounts
    given: list[Account] = field(default_factory=list)

    def require_for(self, flows: Sequence[Flow]) -> None:
        self.accounts.require_for(flows)

    def provide(self, persona: str) -> Account:
        self.given.append(self.accounts.provide(persona))
        return self.given[-1]


@dataclass(frozen=True)
class Only:
    """An account for every persona: the one that was given."""

    account: Account

    def require_for(self, flows: Sequence[Flow]) -> None:
        """Nothing is missing."""

    def provide(self, persona: str) -> Account:  # noqa: ARG002 - whoever it is
        return self.account


def carry_out(flow: Flow, host: RunEnvironment) -> list[StepRecord]:
    """Run all steps of a flow, each put on record."""
    with start_flow_run(flow, 1, host) as run:
        steps = [run.run(step) for step in flow.steps]
    for step in steps:
        host.records.write(step)
    return steps


def files_with_secrets(account: Account, folder: Path) -> list[str]:
    """Return the names of the files that hold a secret of the account, in any encoding."""
    forms = [form.encode() for secret in list_secrets(account) for form in _forms(secret.get_secret_value())]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]


def _forms(secret: str) -> set[str]:
    return {
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        escape(secret),
        json.dumps(secret)[1:-1],
        b64encode(secret.encode()).decode().rstrip("="),
    }
