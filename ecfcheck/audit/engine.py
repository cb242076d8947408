"""Carries out an audit: many people at once, each at their courts in turn, every answer written at once."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic

from config.account import Account
from config.court import Court, scale_timeouts
from ecfcheck.audit.concurrency import timeout_factor
from ecfcheck.audit.journal import AuditState
from ecfcheck.audit.probe import AccountProbe, AuditFlows
from ecfcheck.audit.result import Result
from ecfcheck.audit.roster import Person
from ecfcheck.audit.status import Status
from ecfcheck.audit.throttle import CircuitBreaker, Throttle
from ecfcheck.audit.verdict import ACCOUNT_WIDE, Verdict
from ecfcheck.audit.worker_pool import GreenletPool
from ecfcheck.courts.ledger import Ledger
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.setup import RunEnvironment

_UNANSWERED = Verdict(
    Status.NOT_KNOWN,
    "this password was sent and PACER's answer was never seen: it may have been refused, so it is not typed"
    " again; log in by hand, or add --try-unknown to --resume",
)


@dataclass(frozen=True)
class Plan:
    """What an audit is to find out, and by what."""

    people: Sequence[Person]
    courts: Mapping[str, Court]
    account: Callable[[Person], Account]
    questions: AuditFlows
    ledger: Ledger
    known: AuditState
    failures_in_a_row: int
    """After how many failures of one court in a row nobody is sent there any more."""
    show_names: bool = False


@dataclass
class Audit:
    """An audit at work."""

    plan: Plan
    environment: RunEnvironment
    throttle: Throttle
    told: Callable[[Result], None]
    _down: dict[str, Verdict] = field(default_factory=dict)
    _failing: dict[str, CircuitBreaker] = field(default_factory=dict)

    def reach(self) -> None:
        """Look whether each court is there, before anybody logs in."""
        asking = self._asking(self.plan.people[0])
        for court in self.plan.courts.values():
            self._failing[court.id] = CircuitBreaker(self.plan.failures_in_a_row)
            found = asking.reached(court)
            if found.status is not Status.LINKED:
                self._down[court.id] = found

    def seconds_to_reach(self) -> float:
        """Return how long a court takes to show its login, the browser being warm by now."""
        court = next((court for name, court in self.plan.courts.items() if name not in self._down), None)
        started = monotonic()
        if court:
            self._asking(self.plan.people[0]).reached(court)
        return monotonic() - started

    def run(self, pool: GreenletPool, at_once: int, cores: int) -> None:
        """Audit everybody, so many at once; once it is broken off, those who are logged in to their end."""
        patient = {
            name: scale_timeouts(court, timeout_factor(cores, at_once))
            for name, court in self.plan.courts.items()
        }
        self.plan = replace(self.plan, courts=patient)
        left = deque(self.plan.people)

        def worker() -> None:
            while left and not self.throttle.broken_off():
                self._audit(left.popleft())

        pool.work(at_once, worker)

    def _asking(self, person: Person) -> AccountProbe:
        # What one person's login began is of use to nobody else.
        has_passcode, before = person.totp_secret is not None, self.plan.known.typed.get(person.alias)
        observer = self.throttle.observe(person.alias, before if has_passcode else None)
        environment = replace(self.environment, login_observer=observer, session_cache=SessionCache())
        return AccountProbe(
            environment, self.plan.questions, self.plan.account(person), person.alias, self.plan.ledger
        )

    def _audit(self, person: Person) -> None:
        asking = self._asking(person)
        has_login: Verdict | None = None
        for court in (self.plan.courts[name] for name in person.courts):
            if (person.alias, court.id) in self.plan.known.results:
                continue
            started = monotonic()
            found = has_login or self._without_asking(person, court) or self._ask(asking, court)
            if found.status in ACCOUNT_WIDE:
                has_login = found
            self._write(person, court, found, monotonic() - started)

    def _without_asking(self, person: Person, court: Court) -> Verdict | None:
        """Return what can be said without a login, or must be."""
        if why := self.throttle.refusal_limit_reason:
            return Verdict(Status.NOT_TRIED, why)
        if person.alias in self.plan.known.unanswered | self.throttle.in_doubt:
            return _UNANSWERED
        if self._failing[court.id].open:
            many = self.plan.failures_in_a_row
            return Verdict(
                Status.NOT_TRIED, f"{court.name} failed {many} times in a row, so nobody was sent there"
            )
        return self._down.get(court.id)

    def _ask(self, asking: AccountProbe, court: Court) -> Verdict:
        found = asking.stands(court)
        if asking.alias in self.throttle.in_doubt:
            return replace(_UNANSWERED, picture=found.picture)
        if found.status is Status.COURT_UNAVAILABLE:
            self._failing[court.id].failed()
        else:
            self._failing[court.id].record_success()
        return self._why_not_linked(asking, court, found) if found.status is Status.NOT_LINKED else found

    def _why_not_linked(self, asking: AccountProbe, court: Court, found: Verdict) -> Verdict:
        """Return what PACER's page about the account adds: that it is not upgraded, or nothing."""
        told = asking.upgraded(court)
        if told.status in {Status.NOT_UPGRADED, Status.NOT_TRIED}:
            return told
        if told.status is Status.LINKED:
            return found
        return replace(
            found, evidence=f"{found.evidence}; whether it is upgraded is not known: {told.evidence}"
        )

    def _write(self, person: Person, court: Court, found: Verdict, seconds: float) -> None:
        result = Result(
            alias=person.alias,
            name=person.name or None if self.plan.show_names else None,
            court=court.id,
            status=found.status,
            evidence=found.evidence,
            picture=found.picture,
            when=datetime.now(UTC),
            milliseconds=round(seconds * 1000),
        )
        self.told(self.environment.records.write(result))
