"""Delays an audit's logins until their turn; stops them after many refusals or Ctrl-C."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ecfcheck.audit.rate_limit import LoginRateLimit
from ecfcheck.audit.result import Accepted, Typed
from ecfcheck.runner.logins import LoginAttempt, LoginObserver, LoginState
from ecfcheck.runner.step_errors import LoginHeldBackError

_MAX_PAUSE = 1.0
"""Seconds between two looks at whether the audit was stopped, while a login waits."""

_PASSCODE_LIFETIME = timedelta(minutes=1)
"""How long after a login its passcode is surely expired: it is of that half minute or the next."""


@dataclass
class CircuitBreaker:
    """Counts failures in a row; opens at the limit, as more is wrong then than one account."""

    limit: int
    in_a_row: int = 0

    def record_failure(self) -> None:
        """Count a failure."""
        self.in_a_row += 1

    def record_success(self) -> None:
        """Reset the count. An open breaker stays open."""
        if not self.is_open:
            self.in_a_row = 0

    @property
    def is_open(self) -> bool:
        """Whether the limit was reached."""
        return self.in_a_row >= self.limit


@dataclass
class Throttle:
    """Decides whether the audit continues, and when the next login may be made."""

    get_rate_limit: Callable[[str], LoginRateLimit]
    """Returns the rate limit of a login site, given its origin."""
    refusals: CircuitBreaker
    pause: Callable[[float], None]
    is_interrupted: Callable[[], bool]
    write: Callable[[Typed | Accepted], object]
    show_wait: Callable[[str], None]
    """Shows what a login waits for."""
    unanswered: set[str] = field(default_factory=set)
    """Aliases with a password sent and no answer: it may have been refused, so it is not typed again."""

    @property
    def refusal_limit_reason(self) -> str | None:
        """Why no more logins are made, if too many were refused."""
        if not self.refusals.is_open:
            return None
        return f"{self.refusals.limit} logins in a row were refused: more is wrong than one password"

    @property
    def _stop_reason(self) -> str | None:
        if reason := self.refusal_limit_reason:
            return reason
        return "the audit was interrupted before this login" if self.is_interrupted() else None

    def observe(self, alias: str, passcode_used: datetime | None) -> LoginObserver:
        """Return an observer of one person's logins.

        `passcode_used` is when one of their one-time passcodes was last used, before the audit was resumed.
        """
        return _PersonLogins(self, alias, passcode_used)

    def wait_for_login(self, origin: str, passcode_used: datetime | None) -> None:
        """Wait until a login may be made. Raises LoginHeldBackError if the audit stops meanwhile."""
        self._wait_for_passcode(passcode_used)
        self._wait_for_turn(self.get_rate_limit(origin))

    def _wait_for_passcode(self, used: datetime | None) -> None:
        """Wait until the passcode differs from the one that was used: each works once (facts A5)."""
        while used and not self._stop_reason:
            remaining = used + _PASSCODE_LIFETIME - datetime.now(UTC)
            if remaining <= timedelta():
                return
            self.show_wait("for another one-time passcode")
            self.pause(min(remaining.total_seconds(), _MAX_PAUSE))

    def _wait_for_turn(self, rate_limit: LoginRateLimit) -> None:
        """Wait for the rate limit. Raises LoginHeldBackError if the audit stops meanwhile."""
        while not (reason := self._stop_reason) and (seconds := rate_limit.reserve()) > 0:
            self.show_wait(f"for the limit, {rate_limit.per_minute} logins a minute")
            self.pause(min(seconds, _MAX_PAUSE))
        if reason:
            raise LoginHeldBackError(reason)


@dataclass(frozen=True)
class _PersonLogins:
    """Throttles and journals the logins of one person."""

    throttle: Throttle
    alias: str
    passcode_used: datetime | None

    def login_changed(self, login: LoginAttempt) -> None:
        """Wait before a login is typed; record that it was sent, and how it was answered."""
        throttle, now = self.throttle, datetime.now(UTC)
        match login.state:
            case LoginState.PREPARED:
                throttle.wait_for_login(login.credential.origin, self.passcode_used)
            case LoginState.SENT:
                throttle.unanswered.add(self.alias)
                throttle.write(Typed(alias=self.alias, when=now))
            case LoginState.ACCEPTED:
                throttle.unanswered.discard(self.alias)
                throttle.refusals.record_success()
                throttle.write(Accepted(alias=self.alias, when=now))
            case LoginState.REFUSED if login.refusal:
                throttle.unanswered.discard(self.alias)
                # If PACER says more than that the login is wrong, the password is right.
                if login.refusal.standing in {None, "refused"}:
                    throttle.refusals.record_failure()
                else:
                    throttle.refusals.record_success()
