"""What keeps an audit gentle: refusals in a row end it, a login waits for its turn, a passcode too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.audit.gentle import Breaker, Gentle
from ecfcheck.audit.pace import Pace
from ecfcheck.audit.result import Accepted, Typed
from ecfcheck.court.ledger import Credential
from ecfcheck.run.stopped import Stopped

CREDENTIAL = Credential("http://pacer.localhost:80", "somebody", Secret("not-a-password"))


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


def refuse(gentle: Gentle, times: int) -> None:
    for _ in range(times):
        gentle.at_login("a", None).refused(CREDENTIAL, "refused")


def test_a_login_is_written_down_right_before_it_is_sent(tmp_path: Path) -> None:
    told = Told()
    at_login = told.gentle(tmp_path).at_login("a", None)
    at_login.before(CREDENTIAL)
    assert told.written == []
    at_login.sending(CREDENTIAL)
    assert [(record.record, record.alias) for record in told.written] == [("typed", "a")]


def test_who_was_never_answered_is_in_doubt(tmp_path: Path) -> None:
    gentle = Told().gentle(tmp_path)
    for alias in "abc":
        gentle.at_login(alias, None).sending(CREDENTIAL)
    gentle.at_login("a", None).accepted(CREDENTIAL)
    gentle.at_login("b", None).refused(CREDENTIAL, "refused")
    assert gentle.in_doubt == {"c"}


def test_after_so_many_refusals_in_a_row_nobody_logs_in(tmp_path: Path) -> None:
    told = Told()
    gentle = told.gentle(tmp_path)
    refuse(gentle, 2)
    with pytest.raises(Stopped, match="2 logins in a row were refused"):
        gentle.at_login("b", None).before(CREDENTIAL)
    assert told.written == []


@pytest.mark.parametrize(
    "between",
    [
        lambda gentle: gentle.at_login("b", None).accepted(CREDENTIAL),
        lambda gentle: gentle.at_login("b", None).refused(CREDENTIAL, "locked"),
    ],
    ids=["accepted", "locked, with the right password"],
)
def test_a_right_password_between_two_refusals_begins_the_count_anew(
    between: Callable[[Gentle], None], tmp_path: Path
) -> None:
    gentle = Told().gentle(tmp_path)
    refuse(gentle, 1)
    between(gentle)
    refuse(gentle, 1)
    assert gentle.too_many is None


def test_a_login_that_waits_for_its_turn_says_so_and_is_not_made_once_the_audit_is_broken_off(
    tmp_path: Path,
) -> None:
    told = Told(patience=3)
    gentle = told.gentle(tmp_path, per_minute=1)
    gentle.at_login("a", None).before(CREDENTIAL)
    with pytest.raises(Stopped, match="the audit was broken off before"):
        gentle.at_login("b", None).before(CREDENTIAL)
    assert told.waits == ["for the limit, 1 logins a minute"] * 3
    assert told.written == []


def test_a_passcode_that_was_used_is_waited_out(tmp_path: Path) -> None:
    told = Told(patience=2)
    with pytest.raises(Stopped):
        told.gentle(tmp_path).at_login("a", datetime.now(UTC)).before(CREDENTIAL)
    assert told.waits == ["for another one-time passcode"] * 2
    long_ago = datetime.now(UTC) - timedelta(minutes=2)
    Told().gentle(tmp_path).at_login("a", long_ago).before(CREDENTIAL)
