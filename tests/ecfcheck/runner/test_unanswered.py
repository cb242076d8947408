"""What is in doubt: effects and logins that were sent and whose answer was never seen."""

import pytest

from config.account import Account
from config.court import Court
from ecfcheck.runner.unanswered import UnansweredRequests
from tests.ecfcheck.runner.fakes import REAL, STAGED, build_account, build_credential


@pytest.fixture
def unanswered() -> UnansweredRequests:
    return UnansweredRequests()


def test_an_effect_is_in_doubt_once_its_answer_was_lost(unanswered: UnansweredRequests) -> None:
    assert not unanswered.has_effect_of(REAL, build_account())
    unanswered.note_effect(REAL, build_account())
    assert unanswered.has_effect_of(REAL, build_account())


@pytest.mark.parametrize(
    ("court", "account"),
    [
        (STAGED, build_account()),
        (REAL, build_account(user_name="jdoe", login="ct99999")),
        (REAL, build_account(user_name="jdoe", login=None)),
    ],
    ids=["at another court", "with other logins", "without a CM/ECF login"],
)
def test_a_lost_effect_casts_no_doubt_on_another_account(
    court: Court, account: Account, unanswered: UnansweredRequests
) -> None:
    unanswered.note_effect(REAL, build_account())
    assert not unanswered.has_effect_of(court, account)


@pytest.mark.parametrize(
    "account",
    [build_account(login="ct99999"), build_account(login=None), build_account(user_name="jdoe")],
    ids=["another CM/ECF login", "no CM/ECF login", "another PACER account"],
)
def test_a_lost_effect_casts_doubt_on_every_account_that_shares_a_login(
    account: Account, unanswered: UnansweredRequests
) -> None:
    unanswered.note_effect(REAL, build_account())
    assert unanswered.has_effect_of(REAL, account)


@pytest.mark.parametrize("spelling", ["JFILER", " jfiler "])
def test_another_spelling_of_a_user_name_is_the_same_login(
    spelling: str, unanswered: UnansweredRequests
) -> None:
    unanswered.note_login(build_credential(user_name="jfiler"))
    assert unanswered.has_login(build_credential(user_name=spelling))


def test_an_account_is_the_same_one_after_its_password_was_changed(unanswered: UnansweredRequests) -> None:
    unanswered.note_effect(REAL, build_account(password="before"))
    assert unanswered.has_effect_of(REAL, build_account(password="after"))


def test_an_effect_of_an_account_without_a_court_login_is_remembered_too(
    unanswered: UnansweredRequests,
) -> None:
    unanswered.note_effect(REAL, build_account(login=None))
    assert unanswered.has_effect_of(REAL, build_account(login=None))


def test_a_login_is_in_doubt_from_being_sent_until_it_is_answered(unanswered: UnansweredRequests) -> None:
    unanswered.note_login(build_credential())
    assert unanswered.has_login(build_credential())
    unanswered.forget_login(build_credential())
    assert not unanswered.has_login(build_credential())


@pytest.mark.parametrize("other", [{"origin": "https://ecf.ctd.uscourts.gov"}, {"password": "another"}])
def test_an_answer_to_one_login_leaves_another_in_doubt(
    other: dict[str, str], unanswered: UnansweredRequests
) -> None:
    unanswered.note_login(build_credential())
    unanswered.note_login(build_credential(**other))
    unanswered.forget_login(build_credential(**other))
    assert unanswered.has_login(build_credential())


def test_an_answer_to_a_login_that_was_never_sent_changes_nothing(unanswered: UnansweredRequests) -> None:
    unanswered.forget_login(build_credential())
    assert not unanswered.has_login(build_credential())
