"""What is in doubt: effects and logins that were sent and whose answer was never seen."""

import pytest

from config.account import Account
from config.court import Court
from ecfcheck.run.doubts import Doubts
from tests.ecfcheck.run.fakes import REAL, STAGED, build_account, build_credential


@pytest.fixture
def doubts() -> Doubts:
    return Doubts()


def test_an_effect_is_in_doubt_once_its_answer_was_lost(doubts: Doubts) -> None:
    assert not doubts.of_effect(REAL, build_account())
    doubts.effect_lost(REAL, build_account())
    assert doubts.of_effect(REAL, build_account())


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
    court: Court, account: Account, doubts: Doubts
) -> None:
    doubts.effect_lost(REAL, build_account())
    assert not doubts.of_effect(court, account)


@pytest.mark.parametrize(
    "account",
    [build_account(login="ct99999"), build_account(login=None), build_account(user_name="jdoe")],
    ids=["another CM/ECF login", "no CM/ECF login", "another PACER account"],
)
def test_a_lost_effect_casts_doubt_on_every_account_that_shares_a_login(
    account: Account, doubts: Doubts
) -> None:
    doubts.effect_lost(REAL, build_account())
    assert doubts.of_effect(REAL, account)


@pytest.mark.parametrize("spelling", ["JFILER", " jfiler "])
def test_another_spelling_of_a_user_name_is_the_same_login(spelling: str, doubts: Doubts) -> None:
    doubts.login_sent(build_credential(user_name="jfiler"))
    assert doubts.of_login(build_credential(user_name=spelling))


def test_an_account_is_the_same_one_after_its_password_was_changed(doubts: Doubts) -> None:
    doubts.effect_lost(REAL, build_account(password="before"))
    assert doubts.of_effect(REAL, build_account(password="after"))


def test_an_effect_of_an_account_without_a_court_login_is_remembered_too(doubts: Doubts) -> None:
    doubts.effect_lost(REAL, build_account(login=None))
    assert doubts.of_effect(REAL, build_account(login=None))


def test_a_login_is_in_doubt_from_being_sent_until_it_is_answered(doubts: Doubts) -> None:
    doubts.login_sent(build_credential())
    assert doubts.of_login(build_credential())
    doubts.login_answered(build_credential())
    assert not doubts.of_login(build_credential())


@pytest.mark.parametrize("other", [{"origin": "https://ecf.ctd.uscourts.gov"}, {"password": "another"}])
def test_an_answer_to_one_login_leaves_another_in_doubt(other: dict[str, str], doubts: Doubts) -> None:
    doubts.login_sent(build_credential())
    doubts.login_sent(build_credential(**other))
    doubts.login_answered(build_credential(**other))
    assert doubts.of_login(build_credential())


def test_an_answer_to_a_login_that_was_never_sent_changes_nothing(doubts: Doubts) -> None:
    doubts.login_answered(build_credential())
    assert not doubts.of_login(build_credential())
