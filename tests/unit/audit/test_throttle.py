"""Tests what stops an audit's logins, and what they wait for."""

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
from tests.helpers.fake_window import create_login


@dataclass
class AuditLog:
    """Records waits and journal lines; interrupts the audit after `patience` waits."""

    waits: list[str] = field(default_factory=list)
    written: list[Typed | Accepted] = field(default_factory=list)
    patience: int = 100

    def create_throttle(self, folder: Path, per_minute: int = 6000, refusal_limit: int = 2) -> Throttle:
        rate_limit = LoginRateLimit(folder / "logins.sqlite", per_minute)
        return Throttle(
            lambda _: rate_limit,
            CircuitBreaker(refusal_limit),
            lambda _: None,
            lambda: len(self.waits) >= self.patience,
            self.written.append,
            self.waits.append,
        )


def prepare_login(throttle: Throttle, alias: str, passcode_used: datetime | None = None) -> LoginAttempt:
    login = create_login(throttle.observe(alias, passcode_used))
    login.prepare()
    return login


def send_login(throttle: Throttle, alias: str) -> LoginAttempt:
    login = prepare_login(throttle, alias)
    login.mark_typed()
    login.mark_sent()
    return login


def refuse_login(throttle: Throttle, alias: str, standing: Standing = "refused") -> None:
    send_login(throttle, alias).refuse(
        RefusedLogin("no", standing, is_credential_wrong=standing == "refused")
    )


def test_a_login_is_recorded_right_before_it_is_sent(tmp_path: Path) -> None:
    log = AuditLog()
    login = prepare_login(log.create_throttle(tmp_path), "a")
    login.mark_typed()
    assert log.written == []
    login.mark_sent()
    assert [(record.record, record.alias) for record in log.written] == [("typed", "a")]


def test_a_login_without_an_answer_is_unanswered(tmp_path: Path) -> None:
    throttle = AuditLog().create_throttle(tmp_path)
    send_login(throttle, "a").accept()
    refuse_login(throttle, "b")
    send_login(throttle, "c").give_up()
    assert throttle.unanswered == {"c"}


def test_no_login_is_made_after_too_many_refusals_in_a_row(tmp_path: Path) -> None:
    log = AuditLog()
    throttle = log.create_throttle(tmp_path)
    refuse_login(throttle, "a")
    refuse_login(throttle, "a")
    written = list(log.written)
    with pytest.raises(LoginHeldBackError, match="2 logins in a row were refused"):
        prepare_login(throttle, "b")
    assert log.written == written


@pytest.mark.parametrize(
    "between",
    [
        lambda throttle: send_login(throttle, "b").accept(),
        lambda throttle: refuse_login(throttle, "b", "locked"),
    ],
    ids=["accepted", "locked, with the right password"],
)
def test_a_right_password_resets_the_count_of_refusals(
    between: Callable[[Throttle], None], tmp_path: Path
) -> None:
    throttle = AuditLog().create_throttle(tmp_path)
    refuse_login(throttle, "a")
    between(throttle)
    refuse_login(throttle, "a")
    assert throttle.refusal_limit_reason is None


def test_a_waiting_login_is_not_made_after_an_interrupt(
    tmp_path: Path,
) -> None:
    log = AuditLog(patience=3)
    throttle = log.create_throttle(tmp_path, per_minute=1)
    prepare_login(throttle, "a")
    with pytest.raises(LoginHeldBackError, match="the audit was interrupted before this login"):
        prepare_login(throttle, "b")
    assert log.waits == ["for the limit, 1 logins a minute"] * 3
    assert log.written == []


def test_a_login_waits_until_a_used_passcode_expires(tmp_path: Path) -> None:
    log = AuditLog(patience=2)
    with pytest.raises(LoginHeldBackError):
        prepare_login(log.create_throttle(tmp_path), "a", datetime.now(UTC))
    assert log.waits == ["for another one-time passcode"] * 2
    long_ago = datetime.now(UTC) - timedelta(minutes=2)
    prepare_login(AuditLog().create_throttle(tmp_path), "a", long_ago)
