"""A login is observed from its preparation on; an earlier session can replace it."""

import pytest
from playwright.sync_api import Cookie

from ecfcheck.browser.sessions import Session
from ecfcheck.courts.ledger import Credential
from ecfcheck.runner.logins import LoginState
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.step_errors import (
    LoginHeldBackError,
    LoginNotSubmittedError,
    WrongScreenError,
)
from ecfcheck.runner.transition import Transition
from pages.errors import NotUsableError
from pages.safe_typing import format_origin
from tests.helpers.fake_window import (
    ACCOUNT,
    LOGGING_IN,
    FakeWindow,
)
from tests.helpers.navigation import create_navigator, follow, there
from tests.helpers.state_recorder import StateRecorder


def test_observers_see_a_login_from_preparation_to_acceptance() -> None:
    recorder = StateRecorder()
    follow(create_navigator(FakeWindow(), login_observer=recorder), LOGGING_IN)
    assert recorder.states == [
        LoginState.PREPARED,
        LoginState.TYPED,
        LoginState.SENT,
        LoginState.ACCEPTED,
    ]


def test_a_page_that_does_not_use_submit_credentials_is_an_error_and_the_login_counts_as_sent() -> None:
    recorder = StateRecorder()
    navigator = create_navigator(FakeWindow(submits=False), login_observer=recorder)
    with pytest.raises(LoginNotSubmittedError):
        follow(navigator, LOGGING_IN)
    assert recorder.states[-2:] == [LoginState.SENT, LoginState.UNANSWERED]


def test_a_login_whose_action_fails_after_typing_counts_as_sent() -> None:
    recorder = StateRecorder()
    window = FakeWindow(
        submits=False, behaviors={"log_in": NotUsableError("pacer_login", "log_in", "hidden")}
    )
    with pytest.raises(NotUsableError):
        follow(create_navigator(window, login_observer=recorder), LOGGING_IN)
    assert recorder.states[-2:] == [LoginState.SENT, LoginState.UNANSWERED]


def test_nothing_is_typed_when_an_observer_objects() -> None:
    window = FakeWindow()
    with pytest.raises(LoginHeldBackError):
        follow(create_navigator(window, login_observer=StateRecorder(objects=True)), LOGGING_IN)
    assert window.log == []


def test_observers_see_only_logins() -> None:
    recorder = StateRecorder()
    follow(create_navigator(FakeWindow(), login_observer=recorder))
    assert recorder.states == []


@pytest.fixture
def cache() -> SessionCache:
    """A cache with a session of the account's login."""
    cookie = Cookie(
        name="KEY",
        value="v",
        domain="x",
        path="/",
        expires=-1,
        httpOnly=True,
        secure=False,
        sameSite="Lax",
        partitionKey=None,
    )
    cache, origin = SessionCache(), format_origin(FakeWindow().get_site_address("pacer_login"))
    credential = Credential(origin, ACCOUNT.pacer.user_name, ACCOUNT.pacer.password)
    cache.keep(credential, Session((cookie,)))
    return cache


def test_an_earlier_session_replaces_the_password(cache: SessionCache) -> None:
    recorder, window = StateRecorder(), FakeWindow()
    navigator = create_navigator(window, session_cache=cache, login_observer=recorder)
    assert follow(navigator, LOGGING_IN).session_reused
    assert recorder.states == []
    assert window.log == [
        "add 1 cookies",
        f"load {window.url}",
        "wait for cmecf_home",
        "lock CmecfHome",
    ]


def test_a_session_that_leads_nowhere_is_dropped_and_the_password_typed(cache: SessionCache) -> None:
    recorder, window = StateRecorder(), FakeWindow([there("pacer_login"), there("pacer_login")])
    navigator = create_navigator(window, session_cache=cache, login_observer=recorder)
    assert not follow(navigator, LOGGING_IN).session_reused
    assert LoginState.ACCEPTED in recorder.states
    assert "clear cookie KEY" in window.log
    assert "wait for pacer_login" in window.log


def test_a_login_that_does_not_come_back_after_a_dropped_session_is_an_error(cache: SessionCache) -> None:
    navigator = create_navigator(FakeWindow([there(), there()]), session_cache=cache)
    with pytest.raises(WrongScreenError):
        follow(navigator, LOGGING_IN)
    assert navigator.transition == Transition("pacer_login", "loading the login again")
