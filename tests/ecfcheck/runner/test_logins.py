"""A login and its states: nothing is typed that was refused before, and nobody forgets what was sent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.courts.ledger import Credential, Ledger, open_ledger_in
from ecfcheck.flowfile.registry import Login, screens
from ecfcheck.runner.failures import Transition
from ecfcheck.runner.logins import (
    LedgerKeeper,
    LoginAttempt,
    Logins,
    LoginState,
    RefusedLogin,
    UnansweredKeeper,
)
from ecfcheck.runner.step_errors import (
    LoginHeldBackError,
    LoginNotSubmittedError,
    LoginRefusedBeforeError,
    LoginUnansweredError,
)
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.decorators import Standing
from tests.ecfcheck.runner.fake_window import COURT, CREDENTIAL, LOGGING_IN, FakeWindow, create_login

DECLARED = Login("user_name", "password")
ARGUMENTS = {"user_name": "somebody", "password": Secret("not-a-password"), "client_code": ""}

WRONG = RefusedLogin("Invalid username or password", "refused", is_credential_wrong=True)
LOCKED = RefusedLogin("has been disabled", "locked", is_credential_wrong=False)


@dataclass
class Watcher:
    """Notes each state of which it is told."""

    states: list[LoginState | None] = field(default_factory=list)

    def login_changed(self, login: LoginAttempt) -> None:
        self.states.append(login.state)


class Objector:
    """Lets no login be typed."""

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


def test_a_login_is_told_of_in_the_order_of_its_states() -> None:
    watcher = Watcher()
    login = send(create_login(watcher))
    login.accept()
    assert watcher.states == [
        LoginState.PREPARED,
        LoginState.TYPED,
        LoginState.SENT,
        LoginState.ACCEPTED,
    ]


def test_each_state_is_told_once_though_two_fields_are_typed() -> None:
    watcher = Watcher()
    login = create_login(watcher)
    login.prepare()
    login.mark_typed()
    login.mark_typed()
    assert watcher.states == [LoginState.PREPARED, LoginState.TYPED]


def test_whoever_objects_keeps_a_login_from_those_that_are_told_later() -> None:
    watcher = Watcher()
    with pytest.raises(LoginHeldBackError):
        create_login(Objector(), watcher).prepare()
    assert watcher.states == []


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
def test_no_login_is(before: Callable[[LoginAttempt], None], change: Callable[[LoginAttempt], None]) -> None:
    login = create_login()
    before(login)
    with pytest.raises(ValueError, match=r"cannot become"):
        change(login)


@pytest.mark.parametrize(
    ("bring", "expected"),
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
def test_a_login_is_in_doubt_from_the_moment_it_is_typed_until_it_is_answered(
    bring: Callable[[LoginAttempt], object], expected: bool
) -> None:
    login = create_login()
    bring(login)
    assert login.is_in_doubt is expected


@pytest.mark.parametrize("bring", [LoginAttempt.prepare, enter_typed], ids=["typed nothing", "typed"])
def test_a_page_that_sends_a_login_by_itself_is_told_and_the_login_counts_as_sent(
    bring: Callable[[LoginAttempt], None],
) -> None:
    unanswered = UnansweredRequests()
    login = create_login(UnansweredKeeper(unanswered))
    bring(login)
    with pytest.raises(LoginNotSubmittedError, match=r"pacer_login\.log_in"):
        login.require_sent()
    assert login.state is LoginState.UNANSWERED
    assert unanswered.has_login(CREDENTIAL)


def test_a_page_that_submits_a_login_as_it_must_is_let_pass() -> None:
    login = send(create_login())
    login.require_sent()
    assert login.is_open


def test_the_credential_is_what_the_declared_arguments_hold_at_the_login_screens_own_site() -> None:
    login = Logins([]).start(DECLARED, LOGGING_IN, ARGUMENTS, FakeWindow().as_window())
    host = f"{COURT.pacer_login}".split("/")[2].split(":")[0]
    assert (login.credential.user_name, login.credential.password) == ("somebody", Secret("not-a-password"))
    assert host in login.credential.origin


def test_a_password_that_is_no_secret_is_never_a_login() -> None:
    with pytest.raises(TypeError, match=r"pacer_login\.log_in takes its password as no Secret"):
        Logins([]).start(DECLARED, LOGGING_IN, {"user_name": "x", "password": "y"}, FakeWindow().as_window())


def test_a_screen_that_cannot_refuse_has_accepted_the_login_by_coming() -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.note_arrival(there("cmecf_home"), window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_screen_that_has_a_place_for_refusals_accepts_only_once_it_has_settled() -> None:
    window, logins = FakeWindow([there("passcode")]), Logins([])
    login = start(logins, window)
    logins.note_arrival(there("passcode"), window.as_window())
    assert login.is_open
    logins.settle(window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_screen_that_came_and_refuses_once_it_has_settled_has_refused_the_login() -> None:
    window, logins = FakeWindow([refused()]), Logins([])
    login = start(logins, window, Transition("pacer_login", "log_in", "pacer_login"))
    logins.note_arrival(there("pacer_login"), window.as_window())
    logins.settle(window.as_window())
    assert (login.state, login.refusal) == (LoginState.REFUSED, WRONG)


def test_who_is_asked_for_something_else_has_logged_in() -> None:
    window, logins = FakeWindow(), Logins([])
    login = start(logins, window)
    logins.accept_open(window.as_window())
    assert login.state is LoginState.ACCEPTED


def test_a_login_that_led_nowhere_and_was_not_refused_stays_unanswered() -> None:
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
def test_a_refusal_says_whether_it_is_the_password_that_is_wrong(
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


def test_a_window_decides_its_own_login_alone() -> None:
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
def test_after_a_login_that_may_have_failed_no_flow_is_tried_again(
    decide: Callable[[LoginAttempt], None], expected: bool
) -> None:
    logins = Logins([])
    decide(start(logins, FakeWindow()))
    assert logins.may_have_failed is expected


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger_in(tmp_path)


def test_a_wrong_credential_is_written_down_and_never_typed_again(ledger: Ledger) -> None:
    send(create_login(LedgerKeeper(ledger, str))).refuse(WRONG)
    with pytest.raises(LoginRefusedBeforeError, match="Invalid username or password"):
        create_login(LedgerKeeper(ledger, str)).prepare()


def test_another_password_may_be_typed_after_a_refusal(ledger: Ledger) -> None:
    send(create_login(LedgerKeeper(ledger, str))).refuse(WRONG)
    other = Credential(CREDENTIAL.origin, CREDENTIAL.user_name, Secret("another-password"))
    create_login(LedgerKeeper(ledger, str), credential=other).prepare()


def test_a_right_password_of_a_locked_account_is_not_written_down(ledger: Ledger) -> None:
    send(create_login(LedgerKeeper(ledger, str))).refuse(LOCKED)
    assert ledger.find(CREDENTIAL) is None


def test_the_courts_words_are_redacted_before_they_are_written_down(ledger: Ledger) -> None:
    send(create_login(LedgerKeeper(ledger, lambda words: words.replace("Invalid", "***")))).refuse(WRONG)
    refusal = ledger.find(CREDENTIAL)
    assert refusal is not None
    assert refusal.words == "*** username or password"


def test_a_damaged_ledger_is_noted_and_keeps_nobody_from_logging_in(tmp_path: Path) -> None:
    (tmp_path / "refusals.json").write_text("{")
    window = FakeWindow()
    create_login(LedgerKeeper(open_ledger_in(tmp_path), str), window=window).prepare()
    assert len(window.notes) == 1
    assert "is damaged" in window.notes[0]


def test_a_credential_that_was_never_answered_is_not_typed_again_in_the_run() -> None:
    keeper = UnansweredKeeper()
    send(create_login(keeper)).give_up()
    with pytest.raises(LoginUnansweredError):
        create_login(keeper).prepare()


@pytest.mark.parametrize(
    "decide", [LoginAttempt.accept, lambda login: login.refuse(WRONG)], ids=["accepted", "refused"]
)
def test_a_credential_that_was_answered_may_be_typed_again(
    decide: Callable[[LoginAttempt], None],
) -> None:
    keeper = UnansweredKeeper()
    decide(send(create_login(keeper)))
    create_login(keeper).prepare()


def every_login() -> Iterator[tuple[str, str]]:
    for name, screen in screens().items():
        yield from ((name, action.name) for action in screen.actions.values() if action.login)


def test_the_logins_of_pacer_and_of_a_court_are_declared_as_such() -> None:
    assert set(every_login()) == {
        ("legacy_login", "log_in"),
        ("link_account", "submit"),
        ("pacer_account_login", "log_in"),
        ("pacer_login", "log_in"),
    }
