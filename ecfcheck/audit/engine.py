"""Audits many people at once, each at one court after the other; records every answer."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic

from config.account import Account
from config.court import Court, scale_timeouts
from ecfcheck.audit.journal import AuditState
from ecfcheck.audit.probe import AccountProbe, AuditFlows
from ecfcheck.audit.result import Result
from ecfcheck.audit.roster import Person
from ecfcheck.audit.status import ACCOUNT_WIDE, AccountStatus, Status
from ecfcheck.audit.throttle import CircuitBreaker, Throttle
from ecfcheck.browser.worker_pool import GreenletPool, choose_timeout_factor
from ecfcheck.courts.ledger import Ledger
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.setup import RunEnvironment
from pages.errors import BrowserLostError

_UNANSWERED = AccountStatus(
    Status.NOT_KNOWN,
    "this password was sent and PACER's answer was never seen: it may have been refused, so it is not typed"
    " again; log in by hand, or add --try-unknown to --resume",
)


@dataclass(frozen=True)
class AuditSpec:
    """The people, courts, flows and limits of an audit, and what it knows already."""

    people: Sequence[Person]
    courts: Mapping[str, Court]
    get_account: Callable[[Person], Account]
    flows: AuditFlows
    ledger: Ledger
    state: AuditState
    failures_in_a_row: int
    """How many failures in a row close a court for the rest of the audit."""
    show_names: bool = False


@dataclass
class AuditEngine:
    """Runs an audit by its spec; reports each result by a callback."""

    spec: AuditSpec
    environment: RunEnvironment
    throttle: Throttle
    on_result: Callable[[Result], None]
    _down: dict[str, AccountStatus] = field(default_factory=dict)
    _breakers: dict[str, CircuitBreaker] = field(default_factory=dict)

    def check_courts(self) -> None:
        """Check that each court responds, before anyone logs in."""
        probe = self._create_probe(self.spec.people[0])
        for court in self.spec.courts.values():
            self._breakers[court.id] = CircuitBreaker(self.spec.failures_in_a_row)
            account_status = probe.check_reachable(court)
            if account_status.status is not Status.LINKED:
                self._down[court.id] = account_status

    def measure_first_screen(self) -> float:
        """Return how many seconds a court takes to show its login, now that the browser is warm."""
        court = next((court for name, court in self.spec.courts.items() if name not in self._down), None)
        started = monotonic()
        if court:
            self._create_probe(self.spec.people[0]).check_reachable(court)
        return monotonic() - started

    def run(self, pool: GreenletPool, at_once: int, cores: int) -> None:
        """Audit all people, `at_once` at a time. If interrupted, finish those who are logged in."""
        factor = choose_timeout_factor(cores, at_once)
        courts = {name: scale_timeouts(court, factor) for name, court in self.spec.courts.items()}
        self.spec = replace(self.spec, courts=courts)
        queue = deque(self.spec.people)

        def work() -> None:
            while queue and not self.throttle.is_interrupted():
                self._audit(queue.popleft())

        pool.run(at_once, work)

    def _create_probe(self, person: Person) -> AccountProbe:
        spec = self.spec
        passcode_used = spec.state.last_typed.get(person.alias) if person.totp_secret is not None else None
        # Each person has a session cache of their own: a session is of no use to another person.
        environment = replace(
            self.environment,
            login_observer=self.throttle.observe(person.alias, passcode_used),
            session_cache=SessionCache(),
        )
        return AccountProbe(environment, spec.flows, spec.get_account(person), person.alias, spec.ledger)

    def _audit(self, person: Person) -> None:
        probe = self._create_probe(person)
        account_wide: AccountStatus | None = None
        for court in (self.spec.courts[name] for name in person.courts):
            if (person.alias, court.id) in self.spec.state.results:
                continue
            started = monotonic()
            account_status = (
                account_wide or self._decide_without_login(person, court) or self._check(probe, court)
            )
            if account_status.status in ACCOUNT_WIDE:
                account_wide = account_status
            self._write(person, court, account_status, monotonic() - started)

    def _decide_without_login(self, person: Person, court: Court) -> AccountStatus | None:
        """Return the status if no login is needed or allowed, else None."""
        if reason := self.throttle.refusal_limit_reason:
            return AccountStatus(Status.NOT_TRIED, reason)
        if person.alias in self.spec.state.unanswered | self.throttle.unanswered:
            return _UNANSWERED
        if self._breakers[court.id].is_open:
            times = self.spec.failures_in_a_row
            return AccountStatus(
                Status.NOT_TRIED, f"{court.name} failed {times} times in a row, so no more logins were made"
            )
        return self._down.get(court.id)

    def _check(self, probe: AccountProbe, court: Court) -> AccountStatus:
        account_status = self._ask(probe, court, AccountProbe.check_linked)
        if probe.alias in self.throttle.unanswered:
            return replace(_UNANSWERED, picture=account_status.picture)
        if account_status.status is Status.COURT_UNAVAILABLE:
            self._breakers[court.id].record_failure()
        else:
            self._breakers[court.id].record_success()
        return (
            self._explain_unlinked(probe, court, account_status)
            if account_status.status is Status.NOT_LINKED
            else account_status
        )

    def _ask(
        self, probe: AccountProbe, court: Court, check: Callable[[AccountProbe, Court], AccountStatus]
    ) -> AccountStatus:
        """Return the status of a check; if the browser is lost, check once more in another one.

        Not if it was lost before a login was answered. Raises BrowserLostError the second time.
        """
        try:
            return check(probe, court)
        except BrowserLostError:
            if probe.alias in self.throttle.unanswered:
                return _UNANSWERED
            return check(self._continue_probe(probe), court)

    def _continue_probe(self, probe: AccountProbe) -> AccountProbe:
        """Return a probe with the sessions of one that lost its browser, which may have used a passcode."""
        passcode_used = datetime.now(UTC) if probe.account.pacer.totp_secret is not None else None
        observer = self.throttle.observe(probe.alias, passcode_used)
        return replace(probe, environment=replace(probe.environment, login_observer=observer))

    def _explain_unlinked(
        self, probe: AccountProbe, court: Court, account_status: AccountStatus
    ) -> AccountStatus:
        """Return what PACER's account page adds, such as NOT_UPGRADED, else the given status."""
        upgraded = self._ask(probe, court, AccountProbe.check_upgraded)
        if upgraded.status in {Status.NOT_UPGRADED, Status.NOT_TRIED}:
            return upgraded
        if upgraded.status is Status.LINKED:
            return account_status
        return replace(
            account_status,
            evidence=f"{account_status.evidence}; whether it is upgraded is not known: {upgraded.evidence}",
        )

    def _write(self, person: Person, court: Court, account_status: AccountStatus, seconds: float) -> None:
        result = Result(
            alias=person.alias,
            name=person.name or None if self.spec.show_names else None,
            court=court.id,
            status=account_status.status,
            evidence=account_status.evidence,
            picture=account_status.picture,
            when=datetime.now(UTC),
            milliseconds=round(seconds * 1000),
        )
        self.on_result(self.environment.records.write(result))
