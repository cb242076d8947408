"""A login's states: a refused credential is not typed again, and a sent one is remembered."""

from collections.abc import Callable, Iterator

import pytest

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.flowfile.registry import Login, load_screens
from ecfcheck.runner.logins import (
    LoginAttempt,
    Logins,
    LoginState,
    RefusedLogin,
    UnansweredLoginGuard,
)
from ecfcheck.runner.step_errors import (
    LoginContractError,
    LoginHeldBackError,
    LoginNotSubmittedError,
)
from ecfcheck.runner.transition import Transition
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.decorators import Standing
from tests.helpers.fake_window import COURT, CREDENTIAL, LOGGING_IN, FakeWindow, create_login
from tests.helpers.state_recorder import StateRecorder

DECLARED = Login("user_name", "password")


ARGUMENTS = {"user_name": "somebody", "password": Secret("not-a-password"), "client_code": ""}


WRONG = RefusedLogin("Invalid username or password", "refused", is_credential_wrong=True)


LOCKED = RefusedLogin("has been disabled", "locked", is_credential_wrong=False)


class Objector:
    """Objects to every login."""

    def login_changed(self, login: LoginAttempt) -> None:
        if login.state is LoginState.PREPARED:
            raise LoginHeldBackError("not now")


def send(login: LoginAttempt) -> LoginAttempt:
    login.prepare()
    login.mark_typed()
    login.mark_sent()
    return login


def start(logins: Logins, window: FakeWindow, transition: Transition = LOGGING_IN) -> LoginAttempt:
    return send(logins.start(DECLARED, transition, ARGUMENTS, window.as_window()))


def there(*names: str, refusal: ScreenRefusal | None = None) -> Arrival:
    return Arrival(names[0] if names else "cmecf_home", names, refusal=refusal)


def refused(words: str = "Invalid username or password", screen: str = "pacer_login") -> Arrival:
    page_object = FakeWindow().page_objects[screen]
    rule = next(
        (rule for rule in page_object.refusal_rules if rule.words.casefold() in words.casefold()), None
    )
    return there(screen, refusal=ScreenRefusal(screen, words, rule, page_object.refusal_outcome))


def test_observers_see_the_states_of_a_login_in_order() -> None:
    recorder = StateRecorder()
    login = send(create_login(recorder))
    login.accept()
    assert recorder.states == [
        LoginState.PREPARED,
        LoginState.TYPED,
        LoginState.SENT,
        LoginState.ACCEPTED,
    ]


def test_observers_see_each_state_once_though_two_fields_are_typed() -> None:
    recorder = StateRecorder()
    login = create_login(recorder)
    login.prepare()
    login.mark_typed()
    login.mark_typed()
    assert recorder.states == [LoginState.PREPARED, LoginState.TYPED]


def test_an_observer_that_objects_hides_the_login_from_later_observers() -> None:
    recorder = StateRecorder()
    with pytest.raises(LoginHeldBackError):
        create_login(Objector(), recorder).prepare()
    assert recorder.states == []


def enter_typed(login: LoginAttempt) -> None:
    login.prepare()
    login.mark_typed()


@pytest.mark.parametrize(
    ("before", "change"),
    [
        (lambda _: None, LoginAttempt.mark_sent),
        (LoginAttempt.prepare, LoginAttempt.mark_sent),
        (LoginAttempt.prepare, LoginAttempt.accept),
        (enter_typed, LoginAttempt.accept),
        (lambda login: send(login).accept(), LoginAttempt.mark_sent),
        (lambda login: send(login).accept(), lambda login: login.refuse(WRONG)),
        (lambda login: send(login).refuse(WRONG), LoginAttempt.accept),
        (lambda login: send(login).give_up(), LoginAttempt.accept),
    ],
    ids=[
        "sent before it is prepared",
        "sent before it is typed",
        "accepted before it is typed",
        "accepted before it is sent",
        "sent twice",
        "refused once accepted",
        "accepted once refused",
        "accepted once given up",
    ],
)
def test_a_login_cannot_be(
    before: Callable[[LoginAttempt], None], change: Callable[[LoginAttempt], None]
) -> None:
    login = create_login()
    before(login)
    with pytest.raises(LoginContractError, match="cannot become"):
        change(login)


@pytest.mark.parametrize(
    ("advance", "expected"),
    [
        (lambda _: None, False),
        (LoginAttempt.prepare, False),
        (enter_typed, True),
        (send, True),
        (lambda login: send(login).give_up(), True),
        (lambda login: send(login).accept(), False),
        (lambda login: send(login).refuse(WRONG), False),
    ],
    ids=["not begun", "prepared", "typed", "sent", "unanswered", "accepted", "refused"],
)
def test_a_login_is_in_doubt_from_typing_to_its_answer(
    advance: Callable[[LoginAttempt], object], expected: bool
) -> None:
    login = create_login()
    advance(login)
    assert login.is_in_doubt is expected


@pytest.mark.parametrize("advance", [LoginAttempt.prepare, enter_typed], ids=["typed nothing", "typed"])
def test_a_page_that_does_not_use_submit_credentials_fails_and_the_login_counts_as_sent(
    advance: Callable[[LoginAttempt], None],
) -> None:
    unanswered = UnansweredRequests()
    login = create_login(UnansweredLoginGuard(unanswered))
    advance(login)
    with pytest.raises(LoginNotSubmittedError, match=r"pacer_login\.log_in"):
        login.require_sent()
    assert login.state is LoginState.UNANSWERED
    assert unanswered.has_login(CREDENTIAL)


def test_a_page_that_uses_submit_credentials_passes() -> None:
    login = send(create_login())
    login.require_sent()
    assert login.is_open


def test_the_credential_has_the_declared_arguments_and_the_origin_of_the_login_screen() -> None:
    login = Logins([]).start(DECLARED, LOGGING_IN, ARGUMENTS, FakeWindow().as_window())
    host = f"{COURT.pacer_login}".split("/")[2].split(":")[0]
    assert (login.credential.user_name, login.credential.password) == ("somebody", Secret("not-a-password"))
    assert host in login.credential.origin


def test_a_password_that_is_not_a_secret_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"the password of pacer_login\.log_in is not a Secret"):
        Logins([]).start(DECLARED, LOGGING_IN, {"user_name": "x", "password": "y"}, FakeWindow().as_window())


def test_a_screen_that_cannot_show_a_refusal_accepts_the_login_by_coming() -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.note_arrival(there("cmecf_home"), window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_screen_that_can_show_a_refusal_accepts_the_login_once_it_has_settled() -> None:
    window, logins = FakeWindow([there("passcode")]), Logins([])
    login = start(logins, window)
    logins.note_arrival(there("passcode"), window.as_window())
    assert login.is_open
    logins.settle(window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_refusal_that_appears_after_arrival_refuses_the_login() -> None:
    window, logins = FakeWindow([refused()]), Logins([])
    login = start(logins, window, Transition("pacer_login", "log_in", "pacer_login"))
    logins.note_arrival(there("pacer_login"), window.as_window())
    logins.settle(window.as_window())
    assert (login.state, login.refusal) == (LoginState.REFUSED, WRONG)


def test_a_further_question_of_the_court_accepts_the_login() -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.accept_open(window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_login_that_leads_nowhere_and_is_not_refused_is_unanswered() -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.settle(window.as_window(), there())
    assert login.state is LoginState.UNANSWERED


@pytest.mark.parametrize(
    ("arrival", "state"),
    [
        (refused("Invalid username or password"), LoginState.REFUSED),
        (refused("Your account has been disabled"), LoginState.REFUSED),
        (refused("A sentence that is not known"), LoginState.REFUSED),
        (refused("PACER timeout error"), LoginState.UNANSWERED),
        (refused("Security violation: x", "error_page"), LoginState.ACCEPTED),
        (refused("A client code is required", "client_code_required"), LoginState.ACCEPTED),
        (refused("Something failed", "error_page"), LoginState.UNANSWERED),
    ],
    ids=lambda value: value.refusal.words if isinstance(value, Arrival) and value.refusal else str(value),
)
def test_a_refusal_decides_a_login(arrival: Arrival, state: LoginState) -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.settle(window.as_window(), arrival)
    assert login.state is state


@pytest.mark.parametrize(
    ("words", "standing", "is_wrong"),
    [
        ("Invalid username or password", "refused", True),
        ("A sentence that is not known", None, True),
        ("Your account has been disabled", "locked", False),
        ("User update required", "update required", False),
    ],
)
def test_a_refusal_says_whether_the_credential_is_wrong(
    words: str, standing: Standing | None, is_wrong: bool
) -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.settle(window.as_window(), refused(words))
    assert login.refusal == RefusedLogin(words, standing, is_credential_wrong=is_wrong)


def test_a_login_is_decided_once() -> None:
    window, logins = FakeWindow([refused()]), Logins([])
    login = start(logins, window)
    logins.note_arrival(there("cmecf_home"), window.as_window())
    logins.settle(window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_window_decides_only_its_own_login() -> None:
    first, second, logins = FakeWindow(), FakeWindow(), Logins([])
    in_first, in_second = start(logins, first), start(logins, second)
    logins.settle(second.as_window(), refused())
    assert (in_first.state, in_second.state) == (LoginState.SENT, LoginState.REFUSED)


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        (lambda _: None, True),
        (LoginAttempt.give_up, True),
        (lambda login: login.refuse(WRONG), True),
        (LoginAttempt.accept, False),
    ],
    ids=["open", "unanswered", "refused", "accepted"],
)
def test_a_login_may_have_failed_unless_it_was_accepted(
    decide: Callable[[LoginAttempt], None], expected: bool
) -> None:
    logins = Logins([])
    decide(start(logins, FakeWindow()))
    assert logins.may_have_failed is expected


def every_login() -> Iterator[tuple[str, str]]:
    for name, screen in load_screens().items():
        yield from ((name, action.name) for action in screen.actions.values() if action.login)


def test_all_login_actions_are_declared_as_logins() -> None:
    assert set(every_login()) == {
        ("legacy_login", "log_in"),
        ("link_account", "submit"),
        ("pacer_account_login", "log_in"),
        ("pacer_login", "log_in"),
    }
