"""Helpers that run a flow without the command, record accounts, and search for secrets."""

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
class RecordedAccounts:
    """Another source of accounts, and a list of those that it provided."""

    accounts: Accounts
    provided: list[Account] = field(default_factory=list)

    def require_for(self, flows: Sequence[Flow]) -> None:
        self.accounts.require_for(flows)

    def provide(self, persona: str) -> Account:
        self.provided.append(self.accounts.provide(persona))
        return self.provided[-1]


def run_flow(flow: Flow, environment: RunEnvironment) -> list[StepRecord]:
    """Run all steps of a flow; write and return their records."""
    with start_flow_run(flow, 1, environment) as run:
        steps = [run.run(step) for step in flow.steps]
    for step in steps:
        environment.records.write(step)
    return steps


def find_files_with_secrets(account: Account, folder: Path) -> list[str]:
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
