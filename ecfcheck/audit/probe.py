"""Asks a court about one account: runs `verify_linked`, and asks PACER too about one that is not linked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from config.account import Account
from config.court import Court
from ecfcheck.audit.verdict import Verdict, verdict
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.ledger import Ledger
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from pages.errors import BrowserLostError

FLOWS = Path(__file__).parents[2] / "flows"


@dataclass(frozen=True)
class AuditFlows:
    """The flows that an audit runs; all they do is read."""

    linked: Flow
    upgraded: Flow

    @property
    def reached(self) -> Flow:
        """The first screen of the first one, and nothing done there: whether the court is there at all."""
        first, *_ = self.linked.steps
        return replace(self.linked, steps=(_only_looking(first),))


def load_audit_flows() -> AuditFlows:
    """Return the flows, as they stand in flows/. Raises Problems."""
    return AuditFlows(load_flow(FLOWS / "verify_linked.yaml"), load_flow(FLOWS / "verify_upgraded.yaml"))


def _only_looking(step: Step) -> Step:
    return replace(step, parts=(replace(step.parts[0], act=None),))


@dataclass(frozen=True)
class FixedAccount:
    """Accounts that give everybody the same one."""

    account: Account

    def require_for(self, flows: Iterable[Flow]) -> None:
        """Make sure of nothing: what an audit needs was asked for with its roster."""

    def provide(self, persona: str) -> Account:  # noqa: ARG002 - it is one person's
        """Return the account."""
        return self.account


@dataclass(frozen=True)
class AccountProbe:
    """How one account is asked about: what its runs share, and what they call it."""

    environment: RunEnvironment
    questions: AuditFlows
    account: Account
    alias: str
    ledger: Ledger

    def reached(self, court: Court) -> Verdict:
        """Say whether the court shows its login at all; nothing is typed. LINKED stands for yes."""
        return verdict(self._run(self.questions.reached, court, f"{court.id}-reached"))

    def stands(self, court: Court) -> Verdict:
        """Say how the account stands at a court."""
        return verdict(self._run(self.questions.linked, court, f"{self.alias}-{court.id}"))

    def upgraded(self, court: Court) -> Verdict:
        """Say what PACER tells of the account. LINKED stands for upgraded."""
        return verdict(self._run(self.questions.upgraded, court, f"{self.alias}-pacer"))

    def _run(self, flow: Flow, court: Court, name: str) -> list[StepRecord]:
        ready = CourtSession(court, FixedAccount(self.account), READING, self.ledger)
        environment = replace(self.environment, courts={flow.release: ready})
        with start_flow_run(replace(flow, name=name), 1, environment) as run:
            records = [run.run(step) for step in flow.steps]
        if lost := next((record for record in records if record.outcome is Outcome.HARNESS), None):
            # Nothing was found out, so that nothing is said of the account.
            raise BrowserLostError(lost.message or "")
        return records
