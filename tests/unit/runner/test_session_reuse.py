"""An earlier login's session is reused where a user need not log in, never for another user."""

from dataclasses import replace

import pytest

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.sessions import Session
from ecfcheck.courts.ledger import Credential
from ecfcheck.runner.logins import LoginAttempt, RefusedLogin
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.session_reuse import SESSION_ENDED, SESSION_REUSED, SessionReuse
from ecfcheck.runner.transition import Transition
from tests.helpers.fake_window import COURT, CREDENTIAL, FakeWindow, create_login

SESSION = Session(())
OTHER = replace(CREDENTIAL, user_name="somebody-else")
COOKIE = {
    "name": "KEY",
    "value": "0123456789abcdef0123",
    "domain": str(COURT.pacer_login).split("/")[2].split(":")[0],
    "path": "/",
    "expires": -1,
    "httpOnly": True,
    "secure": False,
    "sameSite": "Lax",
}


@pytest.fixture
def cache() -> SessionCache:
    return SessionCache()


@pytest.fixture
def keys() -> list[Secret]:
    return []


@pytest.fixture
def sessions(cache: SessionCache, keys: list[Secret]) -> SessionReuse:
    return SessionReuse(cache, keys.extend)


def type_login(
    sessions: SessionReuse, window: FakeWindow, credential: Credential = CREDENTIAL
) -> LoginAttempt:
    login = create_login(sessions, credential=credential, window=window)
    login.prepare()
    login.mark_typed()
    login.mark_sent()
    return login


def log_in(sessions: SessionReuse, window: FakeWindow, credential: Credential = CREDENTIAL) -> None:
    type_login(sessions, window, credential).accept()
    sessions.note_arrival("cmecf_home", window.as_window())


def is_restored(sessions: SessionReuse, login: LoginAttempt) -> bool:
    arrival = sessions.restore(login, 1)
    return arrival is not None and arrival.is_expected


def test_a_login_leaves_a_session_for_the_next_window(sessions: SessionReuse, cache: SessionCache) -> None:
    log_in(sessions, FakeWindow(cookies=[COOKIE]))
    assert cache.find(CREDENTIAL) is not None
    assert is_restored(sessions, create_login())


def test_the_keys_to_a_session_are_learned_before_it_is_kept(
    sessions: SessionReuse, keys: list[Secret]
) -> None:
    log_in(sessions, FakeWindow(cookies=[COOKIE]))
    assert keys == [Secret("0123456789abcdef0123")]


def test_without_a_cache_every_login_is_typed(keys: list[Secret]) -> None:
    sessions = SessionReuse(None, keys.extend)
    log_in(sessions, FakeWindow(cookies=[COOKIE]))
    assert not is_restored(sessions, create_login())


@pytest.mark.parametrize(
    "transition",
    [
        Transition("pacer_login", "log_in", "pacer_login"),
        Transition("passcode", "log_in", "pacer_login"),
        Transition("link_confirmation", "submit", "link_account"),
    ],
    ids=["about what the login says", "about what it asks", "not at a login"],
)
def test_a_flow_about_the_login_itself_types_it(
    transition: Transition, sessions: SessionReuse, cache: SessionCache
) -> None:
    cache.keep(CREDENTIAL, SESSION)
    assert not is_restored(sessions, create_login(transition=transition))


def test_a_window_with_a_logged_in_user_types_the_password(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    window = FakeWindow()
    log_in(sessions, window)
    cache.keep(CREDENTIAL, SESSION)
    assert not is_restored(sessions, create_login(window=window))


def test_a_login_that_stays_on_its_screen_leaves_no_session(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    window = FakeWindow()
    type_login(sessions, window)
    sessions.note_arrival("pacer_login", window.as_window())
    assert cache.find(CREDENTIAL) is None


def test_a_login_is_not_complete_while_the_court_asks_further_questions(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    window = FakeWindow()
    type_login(sessions, window)
    sessions.note_arrival("passcode", window.as_window())
    assert cache.find(CREDENTIAL) is None
    sessions.note_arrival("cmecf_home", window.as_window())
    assert cache.find(CREDENTIAL) is not None


def test_logging_out_ends_the_session(sessions: SessionReuse, cache: SessionCache) -> None:
    window = FakeWindow()
    log_in(sessions, window)
    sessions.note_arrival("logged_out", window.as_window())
    assert cache.find(CREDENTIAL) is None


def test_a_refused_login_leaves_no_session(sessions: SessionReuse, cache: SessionCache) -> None:
    cache.keep(CREDENTIAL, SESSION)
    type_login(sessions, FakeWindow()).refuse(RefusedLogin("Invalid", "refused", is_credential_wrong=True))
    assert cache.find(CREDENTIAL) is None


def test_a_login_that_is_typed_again_replaces_the_earlier_session(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    window = FakeWindow()
    log_in(sessions, window)
    type_login(sessions, window)
    assert cache.find(CREDENTIAL) is None


def test_no_session_is_kept_where_two_users_logged_in_in_turn(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    window = FakeWindow()
    log_in(sessions, window)
    log_in(sessions, window, OTHER)
    assert (cache.find(CREDENTIAL), cache.find(OTHER)) == (None, None)


def test_a_session_is_never_reused_for_another_user(sessions: SessionReuse, cache: SessionCache) -> None:
    cache.keep(CREDENTIAL, SESSION)
    assert not is_restored(sessions, create_login(credential=OTHER))


def test_the_record_says_that_a_session_was_reused(sessions: SessionReuse, cache: SessionCache) -> None:
    cache.keep(CREDENTIAL, SESSION)
    window = FakeWindow()
    assert is_restored(sessions, create_login(window=window))
    assert window.notes == [SESSION_REUSED]


def test_a_session_that_has_ended_is_forgotten_and_the_record_says_so(
    sessions: SessionReuse, cache: SessionCache
) -> None:
    cache.keep(CREDENTIAL, SESSION)
    window = FakeWindow([Arrival("", ("pacer_login",))])
    assert not is_restored(sessions, create_login(window=window))
    assert window.notes == [SESSION_ENDED]
    assert cache.find(CREDENTIAL) is None


def test_a_reused_session_is_kept_again(sessions: SessionReuse, cache: SessionCache) -> None:
    cache.keep(CREDENTIAL, SESSION)
    window = FakeWindow()
    assert is_restored(sessions, create_login(window=window))
    cache.forget(CREDENTIAL)
    sessions.note_arrival("cmecf_home", window.as_window())
    assert cache.find(CREDENTIAL) is not None
