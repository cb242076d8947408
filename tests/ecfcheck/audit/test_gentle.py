"""What keeps an audit gentle: refusals in a row end it, a login waits for its turn, a passcode too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ecfcheck.audit.gentle import Breaker, Gentle
from ecfcheck.audit.pace import Pace
from ecfcheck.audit.result import Accepted, Typed
from ecfcheck.run.logins import LoginAttempt, RefusedLogin
from ecfcheck.run.step_errors import LoginHeldBackError
from pages.verbs import Standing
from tests.ecfcheck.run.fake_window import create_login


@dataclass
class Told:
    """Who notes all that is told, and breaks an audit off when it has had to wait so often."""

    waits: list[str] = field(default_factory=list)
    written: list[Typed | Accepted] = field(default_factory=list)
    patience: int = 100

    def gentle(self, folder: Path, per_minute: int = 6000, most: int = 2) -> Gentle:
        pace = Pace(folder / "logins.sqlite", per_minute)
        return Gentle(
            lambda _: pace,
            Breaker(most),
            lambda _: None,
            lambda: len(self.waits) >= self.patience,
            self.written.append,
            self.waits.append,
        )


def prepare(gentle: Gentle, alias: str, used: datetime | None = None) -> LoginAttempt:
    login = create_login(gentle.observe(alias, used))
    login.prepare()
    return login


def send(gentle: Gentle, alias: str) -> LoginAttempt:
    login = prepare(gentle, alias)
    login.mark_typed()
    login.mark_sent()
    return login


def refuse(gentle: Gentle, alias: str, standing: Standing = "refused") -> None:
    send(gentle, alias).refuse(RefusedLogin("no", standing, is_credential_wrong=standing == "refused"))


def test_a_login_is_written_down_right_before_it_is_sent(tmp_path: Path) -> None:
    told = Told()
    login = prepare(told.gentle(tmp_path), "a")
    login.mark_typed()
    assert told.written == []
    login.mark_sent()
    assert [(record.record, record.alias) for record in told.written] == [("typed", "a")]


def test_who_was_never_answered_is_in_doubt(tmp_path: Path) -> None:
    gentle = Told().gentle(tmp_path)
    send(gentle, "a").accept()
    refuse(gentle, "b")
    send(gentle, "c").give_up()
    assert gentle.in_doubt == {"c"}


def test_after_so_many_refusals_in_a_row_nobody_logs_in(tmp_path: Path) -> None:
    told = Told()
    gentle = told.gentle(tmp_path)
    refuse(gentle, "a")
    refuse(gentle, "a")
    written = list(told.written)
    with pytest.raises(LoginHeldBackError, match="2 logins in a row were refused"):
        prepare(gentle, "b")
    assert told.written == written


@pytest.mark.parametrize(
    "between",
    [
        lambda gentle: send(gentle, "b").accept(),
        lambda gentle: refuse(gentle, "b", "locked"),
    ],
    ids=["accepted", "locked, with the right password"],
)
def test_a_right_password_between_two_refusals_begins_the_count_anew(
    between: Callable[[Gentle], None], tmp_path: Path
) -> None:
    gentle = Told().gentle(tmp_path)
    refuse(gentle, "a")
    between(gentle)
    refuse(gentle, "a")
    assert gentle.too_many is None


def test_a_login_that_waits_for_its_turn_says_so_and_is_not_made_once_the_audit_is_broken_off(
    tmp_path: Path,
) -> None:
    told = Told(patience=3)
    gentle = told.gentle(tmp_path, per_minute=1)
    prepare(gentle, "a")
    with pytest.raises(LoginHeldBackError, match="the audit was broken off before"):
        prepare(gentle, "b")
    assert told.waits == ["for the limit, 1 logins a minute"] * 3
    assert told.written == []


def test_a_passcode_that_was_used_is_waited_out(tmp_path: Path) -> None:
    told = Told(patience=2)
    with pytest.raises(LoginHeldBackError):
        prepare(told.gentle(tmp_path), "a", datetime.now(UTC))
    assert told.waits == ["for another one-time passcode"] * 2
    long_ago = datetime.now(UTC) - timedelta(minutes=2)
    prepare(Told().gentle(tmp_path), "a", long_ago)
