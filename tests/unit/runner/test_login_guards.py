"""The ledger and the unanswered logins keep a password from being typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.courts.ledger import Credential, Ledger, open_ledger_in
from ecfcheck.runner.logins import (
    LoginAttempt,
    RefusedLogin,
    RefusedLoginGuard,
    UnansweredLoginGuard,
)
from ecfcheck.runner.step_errors import (
    LoginRefusedBeforeError,
    LoginUnansweredError,
)
from tests.helpers.fake_window import CREDENTIAL, FakeWindow, create_login

WRONG = RefusedLogin("Invalid username or password", "refused", is_credential_wrong=True)


LOCKED = RefusedLogin("has been disabled", "locked", is_credential_wrong=False)


def send(login: LoginAttempt) -> LoginAttempt:
    login.prepare()
    login.mark_typed()
    login.mark_sent()
    return login


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger_in(tmp_path)


def test_a_wrong_credential_is_recorded_and_never_typed_again(ledger: Ledger) -> None:
    send(create_login(RefusedLoginGuard(ledger, str))).refuse(WRONG)
    with pytest.raises(LoginRefusedBeforeError, match="Invalid username or password"):
        create_login(RefusedLoginGuard(ledger, str)).prepare()


def test_another_password_may_be_typed_after_a_refusal(ledger: Ledger) -> None:
    send(create_login(RefusedLoginGuard(ledger, str))).refuse(WRONG)
    other = Credential(CREDENTIAL.origin, CREDENTIAL.user_name, Secret("another-password"))
    create_login(RefusedLoginGuard(ledger, str), credential=other).prepare()


def test_the_right_password_of_a_locked_account_is_not_recorded(ledger: Ledger) -> None:
    send(create_login(RefusedLoginGuard(ledger, str))).refuse(LOCKED)
    assert ledger.find(CREDENTIAL) is None


def test_the_courts_words_are_redacted_before_they_are_recorded(ledger: Ledger) -> None:
    send(create_login(RefusedLoginGuard(ledger, lambda words: words.replace("Invalid", "***")))).refuse(WRONG)
    refusal = ledger.find(CREDENTIAL)
    assert refusal is not None
    assert refusal.words == "*** username or password"


def test_a_damaged_ledger_is_noted_and_does_not_prevent_a_login(tmp_path: Path) -> None:
    (tmp_path / "refusals.json").write_text("{")
    window = FakeWindow()
    create_login(RefusedLoginGuard(open_ledger_in(tmp_path), str), window=window).prepare()
    assert len(window.notes) == 1
    assert "is damaged" in window.notes[0]


def test_a_credential_that_was_never_answered_is_not_typed_again_in_the_run() -> None:
    guard = UnansweredLoginGuard()
    send(create_login(guard)).give_up()
    with pytest.raises(LoginUnansweredError):
        create_login(guard).prepare()


@pytest.mark.parametrize(
    "decide", [LoginAttempt.accept, lambda login: login.refuse(WRONG)], ids=["accepted", "refused"]
)
def test_a_credential_that_was_answered_may_be_typed_again(
    decide: Callable[[LoginAttempt], None],
) -> None:
    guard = UnansweredLoginGuard()
    decide(send(create_login(guard)))
    create_login(guard).prepare()
