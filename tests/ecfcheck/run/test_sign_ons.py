"""Sessions are found by the credential that began them, and only at courts that are not staged."""

import pytest
from playwright.sync_api import Cookie

from config.selection import Courts
from ecfcheck.run.sign_ons import SignOns, create_session_cache
from pages.session import Session
from tests.ecfcheck.run.fakes import LEGACY, REAL, STAGED, build_credential


def build_session(value: str) -> Session:
    cookie: Cookie = {"name": "session", "value": value}
    return Session((cookie,))


@pytest.fixture
def sign_ons() -> SignOns:
    return SignOns()


def test_there_is_no_session_before_a_login(sign_ons: SignOns) -> None:
    assert sign_ons.find(build_credential()) is None


def test_a_session_is_found_by_an_equal_credential(sign_ons: SignOns) -> None:
    sign_ons.keep(build_credential(), build_session("one"))
    assert sign_ons.find(build_credential()) == build_session("one")


def test_a_session_is_not_found_by_another_password(sign_ons: SignOns) -> None:
    sign_ons.keep(build_credential(), build_session("one"))
    assert sign_ons.find(build_credential(password="another")) is None


def test_the_last_session_of_a_credential_is_used(sign_ons: SignOns) -> None:
    sign_ons.keep(build_credential(), build_session("one"))
    sign_ons.keep(build_credential(), build_session("two"))
    assert sign_ons.find(build_credential()) == build_session("two")


def test_a_session_is_forgotten_and_others_stay(sign_ons: SignOns) -> None:
    sign_ons.keep(build_credential(), build_session("one"))
    sign_ons.keep(build_credential(user_name="jdoe"), build_session("two"))
    sign_ons.forget(build_credential())
    assert sign_ons.find(build_credential()) is None
    assert sign_ons.find(build_credential(user_name="jdoe")) == build_session("two")


def test_at_staged_courts_every_login_is_typed() -> None:
    assert create_session_cache([STAGED, LEGACY]) is None


@pytest.mark.parametrize(
    "courts", [{"nextgen": REAL}, {"nextgen": REAL, "legacy": LEGACY}], ids=["alone", "beside a staged one"]
)
def test_at_a_real_court_logins_are_carried_on(courts: Courts) -> None:
    assert isinstance(create_session_cache(courts.values()), SignOns)
