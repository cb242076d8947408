"""Effects and logins that were sent and never answered are remembered."""

import pytest

from config.account import Account
from config.court import Court
from ecfcheck.runner.unanswered import UnansweredRequests
from tests.helpers.fakes import REAL, STAGED, build_account, build_credential


@pytest.fixture
def unanswered() -> UnansweredRequests:
    return UnansweredRequests()


def test_an_effect_without_an_answer_is_unanswered(unanswered: UnansweredRequests) -> None:
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
def test_an_unanswered_effect_does_not_affect_another_account(
    court: Court, account: Account, unanswered: UnansweredRequests
) -> None:
    unanswered.note_effect(REAL, build_account())
    assert not unanswered.has_effect_of(court, account)


@pytest.mark.parametrize(
    "account",
    [build_account(login="ct99999"), build_account(login=None), build_account(user_name="jdoe")],
    ids=["another CM/ECF login", "no CM/ECF login", "another PACER account"],
)
def test_an_unanswered_effect_affects_every_account_that_shares_a_login(
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


def test_an_account_is_the_same_after_its_password_was_changed(unanswered: UnansweredRequests) -> None:
    unanswered.note_effect(REAL, build_account(password="before"))
    assert unanswered.has_effect_of(REAL, build_account(password="after"))


def test_an_effect_of_an_account_without_a_court_login_is_remembered(
    unanswered: UnansweredRequests,
) -> None:
    unanswered.note_effect(REAL, build_account(login=None))
    assert unanswered.has_effect_of(REAL, build_account(login=None))


def test_a_login_is_unanswered_from_sending_to_its_answer(unanswered: UnansweredRequests) -> None:
    unanswered.note_login(build_credential())
    assert unanswered.has_login(build_credential())
    unanswered.forget_login(build_credential())
    assert not unanswered.has_login(build_credential())


@pytest.mark.parametrize("other", [{"origin": "https://ecf.ctd.uscourts.gov"}, {"password": "another"}])
def test_an_answer_to_one_login_leaves_another_unanswered(
    other: dict[str, str], unanswered: UnansweredRequests
) -> None:
    unanswered.note_login(build_credential())
    unanswered.note_login(build_credential(**other))
    unanswered.forget_login(build_credential(**other))
    assert unanswered.has_login(build_credential())


def test_an_answer_to_a_login_that_was_never_sent_changes_nothing(unanswered: UnansweredRequests) -> None:
    unanswered.forget_login(build_credential())
    assert not unanswered.has_login(build_credential())
