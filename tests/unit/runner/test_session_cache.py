"""Sessions are cached by their credential, and only at courts that are not staged."""

import pytest
from playwright.sync_api import Cookie

from config.court_selection import Courts
from ecfcheck.browser.sessions import Session
from ecfcheck.runner.session_cache import SessionCache, create_session_cache
from tests.helpers.fakes import LEGACY, REAL, STAGED, build_credential


def build_session(value: str) -> Session:
    cookie: Cookie = {"name": "session", "value": value}
    return Session((cookie,))


@pytest.fixture
def session_cache() -> SessionCache:
    return SessionCache()


def test_a_new_cache_has_no_session(session_cache: SessionCache) -> None:
    assert session_cache.find(build_credential()) is None


def test_a_session_is_found_by_an_equal_credential(session_cache: SessionCache) -> None:
    session_cache.keep(build_credential(), build_session("one"))
    assert session_cache.find(build_credential()) == build_session("one")


def test_a_session_is_not_found_by_another_password(session_cache: SessionCache) -> None:
    session_cache.keep(build_credential(), build_session("one"))
    assert session_cache.find(build_credential(password="another")) is None


def test_the_latest_session_of_a_credential_is_found(session_cache: SessionCache) -> None:
    session_cache.keep(build_credential(), build_session("one"))
    session_cache.keep(build_credential(), build_session("two"))
    assert session_cache.find(build_credential()) == build_session("two")


def test_a_session_is_forgotten_and_others_stay(session_cache: SessionCache) -> None:
    session_cache.keep(build_credential(), build_session("one"))
    session_cache.keep(build_credential(user_name="jdoe"), build_session("two"))
    session_cache.forget(build_credential())
    assert session_cache.find(build_credential()) is None
    assert session_cache.find(build_credential(user_name="jdoe")) == build_session("two")


def test_staged_courts_have_no_session_cache() -> None:
    assert create_session_cache([STAGED, LEGACY]) is None


@pytest.mark.parametrize(
    "courts", [{"nextgen": REAL}, {"nextgen": REAL, "legacy": LEGACY}], ids=["alone", "with a staged one"]
)
def test_a_run_with_a_real_court_has_a_session_cache(courts: Courts) -> None:
    assert isinstance(create_session_cache(courts.values()), SessionCache)
