"""What keeps an audit gentle: no login out of turn, none after too many refusals or a Ctrl-C."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ecfcheck.audit.rate_limit import LoginRateLimit
from ecfcheck.audit.result import Accepted, Typed
from ecfcheck.runner.logins import LoginAttempt, LoginObserver, LoginState
from ecfcheck.runner.step_errors import LoginHeldBackError

_ASK_AGAIN = 1.0
"""After how many seconds at most to look whether the audit still goes on, while a login waits."""

_ANOTHER = timedelta(minutes=1)
"""How long after a login its passcode is surely over, which is of that half minute or the next."""


@dataclass
class CircuitBreaker:
    """Counts what fails in a row. Beyond a number something else is wrong than with one account."""

    most: int
    in_a_row: int = 0

    def failed(self) -> None:
        """Count a failure."""
        self.in_a_row += 1

    def record_success(self) -> None:
        """Begin to count anew, unless it is too late."""
        if not self.open:
            self.in_a_row = 0

    @property
    def open(self) -> bool:
        """Whether it is over."""
        return self.in_a_row >= self.most


@dataclass
class Throttle:
    """Says whether the audit goes on, and when the next login may be made."""

    pace_at: Callable[[str], LoginRateLimit]
    """Gives the pace of a login site, by its origin."""
    refusals: CircuitBreaker
    pause: Callable[[float], None]
    broken_off: Callable[[], bool]
    write: Callable[[Typed | Accepted], object]
    waiting: Callable[[str], None]
    """Told what a login waits for."""
    in_doubt: set[str] = field(default_factory=set)
    """Whose password was sent and never answered: it may have been refused, so it is not typed again."""

    @property
    def refusal_limit_reason(self) -> str | None:
        """Why nobody more is to log in, if too many were refused."""
        if not self.refusals.open:
            return None
        return f"{self.refusals.most} logins in a row were refused: something else is wrong than one password"

    @property
    def _stop_reason(self) -> str | None:
        return self.refusal_limit_reason or ("the audit was broken off before" if self.broken_off() else None)

    def observe(self, alias: str, used: datetime | None) -> LoginObserver:
        """Return what is to be told of the logins of a person.

        `used` is when a one-time passcode of theirs was used last, before this audit went on.
        """
        return _PersonLogins(self, alias, used)

    def wait_for_login(self, origin: str, used: datetime | None) -> None:
        """Return when a login may be made. Raises LoginHeldBackError when the audit is over meanwhile."""
        self._wait_for_passcode(used)
        self._wait_for_turn(self.pace_at(origin))

    def _wait_for_passcode(self, used: datetime | None) -> None:
        """Return when the passcode is another one than was used: each works once (facts A5)."""
        while (
            used and not self._stop_reason and (left := _ANOTHER - (datetime.now(UTC) - used)) > timedelta()
        ):
            self.waiting("for another one-time passcode")
            self.pause(min(left.total_seconds(), _ASK_AGAIN))

    def _wait_for_turn(self, pace: LoginRateLimit) -> None:
        """Return when the login is in turn. Raises LoginHeldBackError when the audit is over meanwhile."""
        while not (why := self._stop_reason) and (seconds := pace.reserve()) > 0:
            self.waiting(f"for the limit, {pace.per_minute} logins a minute")
            self.pause(min(seconds, _ASK_AGAIN))
        if why:
            raise LoginHeldBackError(why)


@dataclass(frozen=True)
class _PersonLogins:
    """Keeps the pace of an audit, and its journal, by the logins of one person."""

    throttle: Throttle
    alias: str
    used: datetime | None

    def login_changed(self, login: LoginAttempt) -> None:
        """Wait before a login is typed; write down that it was, and how it was answered."""
        throttle, now = self.throttle, datetime.now(UTC)
        match login.state:
            case LoginState.PREPARED:
                throttle.wait_for_login(login.credential.origin, self.used)
            case LoginState.SENT:
                throttle.in_doubt.add(self.alias)
                throttle.write(Typed(alias=self.alias, when=now))
            case LoginState.ACCEPTED:
                throttle.in_doubt.discard(self.alias)
                throttle.refusals.record_success()
                throttle.write(Accepted(alias=self.alias, when=now))
            case LoginState.REFUSED if login.refusal:
                throttle.in_doubt.discard(self.alias)
                # Who is told more than that it is wrong has the right password.
                if login.refusal.standing in {None, "refused"}:
                    throttle.refusals.failed()
                else:
                    throttle.refusals.record_success()
