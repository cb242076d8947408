"""Checks an account at a court by the flows `verify_linked` and `verify_upgraded`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from config.account import Account
from config.court import Court
from config.project import INCLUDED_FLOWS
from ecfcheck.audit.status import AccountStatus, Status, classify_steps
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.ledger import Ledger
from ecfcheck.courts.network_errors import CONNECTION_REFUSED
from ecfcheck.courts.permissions import READING
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from pages.errors import BrowserLostError

_ENDED_STAGE = (
    "; the stage of this staged court is not running: start another one"
    " (`ecfcheck stage --accounts 12 --roster NEW_FOLDER`) and audit its roster"
)


@dataclass(frozen=True)
class AuditFlows:
    """The flows that an audit runs; all of them only read."""

    linked: Flow
    upgraded: Flow

    @property
    def reachable(self) -> Flow:
        """The first screen of `linked` without its action: whether the court responds at all."""
        first, *_ = self.linked.steps
        part = replace(first.parts[0], act=None)
        return replace(self.linked, steps=(replace(first, parts=(part,)),))


def load_audit_flows() -> AuditFlows:
    """Load the flows from flows/. Raises ProblemsError."""
    return AuditFlows(
        load_flow(INCLUDED_FLOWS / "verify_linked.yaml"), load_flow(INCLUDED_FLOWS / "verify_upgraded.yaml")
    )


@dataclass(frozen=True)
class FixedAccount:
    """Accounts that return the same account for every persona."""

    account: Account

    def require_for(self, flows: Iterable[Flow]) -> None:
        """Make sure of nothing: what an audit needs was asked for with its roster."""

    def provide(self, persona: str) -> Account:  # noqa: ARG002 - it is one person's
        """Return the account."""
        return self.account


def explain_ended_stage(court: Court, account_status: AccountStatus) -> AccountStatus:
    """Return a status that says so if nothing answers at a staged court: its stage has ended."""
    is_down = account_status.status is Status.COURT_UNAVAILABLE
    if not (is_down and court.staged and CONNECTION_REFUSED in account_status.evidence):
        return account_status
    return replace(account_status, evidence=f"{account_status.evidence}{_ENDED_STAGE}")


@dataclass(frozen=True)
class AccountProbe:
    """Checks one account: the environment that its runs share, and the alias that names them."""

    environment: RunEnvironment
    flows: AuditFlows
    account: Account
    alias: str
    ledger: Ledger

    def check_reachable(self, court: Court) -> AccountStatus:
        """Return LINKED if the court shows its login, without typing anything."""
        account_status = classify_steps(self._run(self.flows.reachable, court, f"{court.id}-reached"))
        return explain_ended_stage(court, account_status)

    def check_linked(self, court: Court) -> AccountStatus:
        """Return the status of the account at a court."""
        return classify_steps(self._run(self.flows.linked, court, f"{self.alias}-{court.id}"))

    def check_upgraded(self, court: Court) -> AccountStatus:
        """Return what PACER says about the account: LINKED if it is upgraded."""
        return classify_steps(self._run(self.flows.upgraded, court, f"{self.alias}-pacer"))

    def _run(self, flow: Flow, court: Court, name: str) -> list[StepRecord]:
        """Run a flow and return its records. Raises BrowserLostError if the browser was lost."""
        session = CourtSession(court, FixedAccount(self.account), READING, self.ledger)
        environment = replace(self.environment, courts={flow.release: session})
        with start_flow_run(replace(flow, name=name), 1, environment) as run:
            records = [run.run(step) for step in flow.steps]
        # HARNESS says nothing about the account, so it must not become a status.
        if lost := next((record for record in records if record.outcome is Outcome.HARNESS), None):
            raise BrowserLostError(lost.message or "")
        return records
