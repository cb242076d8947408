"""What keeps an audit gentle: refusals in a row end it, a login waits for its turn, a passcode too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecfcheck.audit.rate_limit import LoginRateLimit
from ecfcheck.audit.result import Accepted, Typed
from ecfcheck.audit.throttle import CircuitBreaker, Throttle
from ecfcheck.runner.logins import LoginAttempt, RefusedLogin
from ecfcheck.runner.step_errors import LoginHeldBackError
from pages.decorators import Standing
from tests.ecfcheck.runner.fake_window import create_login


@dataclass
class AuditLine:
    """Who notes all that is told, and breaks an audit off when it has had to wait so often."""

    waits: list[str] = field(default_factory=list)
    written: list[Typed | Accepted] = field(default_factory=list)
    patience: int = 100

    def throttle(self, folder: Path, per_minute: int = 6000, most: int = 2) -> Throttle:
        pace = LoginRateLimit(folder / "logins.sqlite", per_minute)
        return Throttle(
            lambda _: pace,
            CircuitBreaker(most),
            lambda _: None,
            lambda: len(self.waits) >= self.patience,
            self.written.append,
            self.waits.append,
        )


def prepare(throttle: Throttle, alias: str, used: datetime | None = None) -> LoginAttempt:
    login = create_login(throttle.observe(alias, used))
    login.prepare()
    return login


def send(throttle: Throttle, alias: str) -> LoginAttempt:
    login = prepare(throttle, alias)
    login.mark_typed()
    login.mark_sent()
    return login


def refuse(throttle: Throttle, alias: str, standing: Standing = "refused") -> None:
    send(throttle, alias).refuse(RefusedLogin("no", standing, is_credential_wrong=standing == "refused"))


def test_a_login_is_written_down_right_before_it_is_sent(tmp_path: Path) -> None:
    told = AuditLine()
    login = prepare(told.throttle(tmp_path), "a")
    login.mark_typed()
    assert told.written == []
    login.mark_sent()
    assert [(record.record, record.alias) for record in told.written] == [("typed", "a")]


def test_who_was_never_answered_is_in_doubt(tmp_path: Path) -> None:
    throttle = AuditLine().throttle(tmp_path)
    send(throttle, "a").accept()
    refuse(throttle, "b")
    send(throttle, "c").give_up()
    assert throttle.in_doubt == {"c"}


def test_after_so_many_refusals_in_a_row_nobody_logs_in(tmp_path: Path) -> None:
    told = AuditLine()
    throttle = told.throttle(tmp_path)
    refuse(throttle, "a")
    refuse(throttle, "a")
    written = list(told.written)
    with pytest.raises(LoginHeldBackError, match="2 logins in a row were refused"):
        prepare(throttle, "b")
    assert told.written == written


@pytest.mark.parametrize(
    "between",
    [
        lambda throttle: send(throttle, "b").accept(),
        lambda throttle: refuse(throttle, "b", "locked"),
    ],
    ids=["accepted", "locked, with the right password"],
)
def test_a_right_password_between_two_refusals_begins_the_count_anew(
    between: Callable[[Throttle], None], tmp_path: Path
) -> None:
    throttle = AuditLine().throttle(tmp_path)
    refuse(throttle, "a")
    between(throttle)
    refuse(throttle, "a")
    assert throttle.refusal_limit_reason is None


def test_a_login_that_waits_for_its_turn_says_so_and_is_not_made_once_the_audit_is_broken_off(
    tmp_path: Path,
) -> None:
    told = AuditLine(patience=3)
    throttle = told.throttle(tmp_path, per_minute=1)
    prepare(throttle, "a")
    with pytest.raises(LoginHeldBackError, match="the audit was broken off before"):
        prepare(throttle, "b")
    assert told.waits == ["for the limit, 1 logins a minute"] * 3
    assert told.written == []


def test_a_passcode_that_was_used_is_waited_out(tmp_path: Path) -> None:
    told = AuditLine(patience=2)
    with pytest.raises(LoginHeldBackError):
        prepare(told.throttle(tmp_path), "a", datetime.now(UTC))
    assert told.waits == ["for another one-time passcode"] * 2
    long_ago = datetime.now(UTC) - timedelta(minutes=2)
    prepare(AuditLine().throttle(tmp_path), "a", long_ago)
