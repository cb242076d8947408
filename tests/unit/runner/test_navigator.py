"""The navigator passes through screens that interrupt; other unexpected screens are errors."""

import pytest

from config.court import Court
from config.secret import Secret
from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.step_errors import (
    NoAnswerError,
    RequestBlockedError,
    SecretHeldBackError,
    WrongAddressError,
    WrongScreenError,
)
from ecfcheck.runner.transition import Transition
from pages.errors import NothingSentError, NotReadableError, NotUsableError
from tests.helpers.fake_window import (
    ACCOUNT,
    COURT,
    LOGGING_IN,
    FakeWindow,
    create_part,
)
from tests.helpers.navigation import READING, create_navigator, follow, there


def test_an_action_is_performed_once_and_its_screen_awaited_once() -> None:
    window = FakeWindow()
    assert follow(create_navigator(window)).done
    assert window.log == [
        "cmecf_home.open_utilities()",
        "wait for utilities, leaving cmecf_home",
        "lock Utilities",
    ]


def test_only_an_action_that_reads_and_leads_on_is_clicked_without_a_wait() -> None:
    window = FakeWindow()
    navigator = create_navigator(window)
    follow(navigator, Transition("utilities", "open_utilities", "cmecf_home"))
    follow(navigator, Transition("cmecf_home", "open_utilities", "cmecf_home"))
    follow(navigator, Transition("link_success", "open_utilities", "cmecf_home", effect="permanent"))
    assert window.clicked_at_once == ["open_utilities"]


def test_a_screen_is_opened_by_its_address() -> None:
    window = FakeWindow()
    create_navigator(window).open_screen("court_website")
    assert window.log == ["open court_website", "wait for court_website", "lock CourtWebsite"]


def test_a_wrong_screen_is_an_error_with_the_arrival() -> None:
    window, arrival = FakeWindow([there("query")]), there("query")
    with pytest.raises(WrongScreenError) as error:
        follow(create_navigator(window))
    assert error.value.arrival.screens == arrival.screens
    assert len([line for line in window.log if line.startswith("wait for")]) == 1


def test_the_wanted_screen_together_with_another_one_is_an_error() -> None:
    with pytest.raises(WrongScreenError):
        follow(create_navigator(FakeWindow([there("utilities", "query")])))


def test_the_wanted_screen_at_another_address_than_the_courts_is_an_error() -> None:
    with pytest.raises(WrongAddressError):
        follow(
            create_navigator(
                FakeWindow([there("utilities", url="http://elsewhere/", expected_origin="http://ecf.court/")])
            )
        )


def test_a_screen_that_interrupts_is_passed_through() -> None:
    window = FakeWindow([there("redaction_notice")])
    follow(create_navigator(window), LOGGING_IN)
    assert window.log[1:4] == [
        "wait for cmecf_home, leaving pacer_login",
        "redaction_notice.accept()",
        "wait for cmecf_home, leaving redaction_notice",
    ]
    assert window.notes == ["redaction_notice interrupted and was passed through"]


def test_an_error_is_not_passed_through_whatever_it_looks_like() -> None:
    window = FakeWindow([there("cmecf_front_page", http_status=500)])
    with pytest.raises(WrongScreenError):
        create_navigator(window).open_screen("court_website")
    assert not [line for line in window.log if "open_login" in line]


def test_a_screen_that_asks_for_a_passcode_is_filled_from_the_account() -> None:
    totp = ACCOUNT.pacer.model_copy(update={"totp_secret": Secret("JBSWY3DPEHPK3PXP" * 2)})
    window = FakeWindow([there("passcode")])
    follow(create_navigator(window, account=ACCOUNT.model_copy(update={"pacer": totp})), LOGGING_IN)
    assert "passcode.enter(***)" in window.log


def test_several_screens_may_interrupt() -> None:
    window = FakeWindow([there("redaction_notice"), there("cmecf_front_page")])
    follow(create_navigator(window), LOGGING_IN)
    assert len(window.notes) == 2


def test_a_screen_that_interrupts_again_and_again_is_an_error() -> None:
    window = FakeWindow([there("redaction_notice"), there("cmecf_front_page")] * 50)
    with pytest.raises(WrongScreenError):
        follow(create_navigator(window), LOGGING_IN)
    assert len([line for line in window.log if line.startswith("wait for")]) == 8


def test_the_screen_that_an_action_leaves_is_not_passed_through() -> None:
    with pytest.raises(WrongScreenError):
        follow(
            create_navigator(FakeWindow([there("redaction_notice")])),
            Transition("cmecf_home", "accept", "redaction_notice"),
        )


def test_an_interrupting_screen_that_cannot_be_passed_is_an_error() -> None:
    window = FakeWindow(
        [there("redaction_notice")], behaviors={"accept": NotUsableError("x", "accept", "hidden")}
    )
    with pytest.raises(NotReadableError) as error:
        follow(create_navigator(window), LOGGING_IN)
    assert (error.value.screen, error.value.what) == ("redaction_notice", "as a notice to pass through")


def test_an_interrupting_screen_without_an_answer_is_an_error() -> None:
    window = FakeWindow([there("redaction_notice")], behaviors={"accept": lambda: False})
    with pytest.raises(NoAnswerError, match="accept"):
        follow(create_navigator(window), LOGGING_IN)


def test_a_login_that_comes_again_is_reloaded_once() -> None:
    again = there("pacer_login", is_new_document=True)
    window = FakeWindow([again])
    follow(create_navigator(window), LOGGING_IN)
    assert f"load {window.url}" in window.log
    window = FakeWindow([again, again])
    with pytest.raises(WrongScreenError):
        follow(create_navigator(window), LOGGING_IN)


@pytest.mark.parametrize(
    "arrival",
    [
        there("pacer_login"),
        there("pacer_login", is_new_document=True, refusal=ScreenRefusal("pacer_login", "Invalid")),
        there("pacer_account_login", is_new_document=True),
    ],
    ids=["in the same document", "with a refusal", "at another site"],
)
def test_a_login_is_not_reloaded_when_it_comes(arrival: Arrival) -> None:
    window = FakeWindow([arrival])
    with pytest.raises(WrongScreenError):
        follow(create_navigator(window), LOGGING_IN)
    assert not [line for line in window.log if line.startswith("load")]


def test_an_action_without_an_answer_counts_as_done() -> None:
    navigator = create_navigator(FakeWindow(behaviors={"open_utilities": lambda: False}))
    note = PartDraft(screen="cmecf_home")
    act = create_part("cmecf_home", "open_utilities").act
    assert act is not None
    navigator.transition = READING
    with pytest.raises(NoAnswerError):
        navigator.perform(act, {}, note)
    assert note.done


def test_a_blocked_request_is_reported_before_anything_else() -> None:
    window = FakeWindow(blocked=["http://ecf/confirm"], behaviors={"open_utilities": lambda: False})
    with pytest.raises(RequestBlockedError, match="http://ecf/confirm"):
        follow(create_navigator(window))


def test_a_request_that_was_blocked_during_a_wait_is_an_error() -> None:
    with pytest.raises(RequestBlockedError, match="http://ecf/confirm"):
        follow(create_navigator(FakeWindow([there("query")], blocked=["http://ecf/confirm"])))


def test_a_rehearsal_sends_nothing_and_reports_blocked_requests() -> None:
    window = FakeWindow()
    navigator = create_navigator(window)
    navigator.transition = READING
    navigator.rehearse({})
    assert window.log == ["rehearse cmecf_home.open_utilities"]
    window.blocked.append("http://ecf/confirm")
    with pytest.raises(RequestBlockedError):
        navigator.rehearse({})


def test_a_screen_that_refuses_is_not_passed_through() -> None:
    refusing = there("passcode", refusal=ScreenRefusal("passcode", "Invalid username or password"))
    window = FakeWindow([refusing])
    with pytest.raises(WrongScreenError):
        follow(create_navigator(window), LOGGING_IN)
    assert window.log == ["pacer_login.log_in(somebody, ***)", "wait for cmecf_home, leaving pacer_login"]


def test_the_release_that_a_screen_names_is_recorded() -> None:
    released: list[tuple[Court, str]] = []
    window = FakeWindow([there("cmecf_front_page")])
    window.page_objects["cmecf_front_page"].__dict__["read_release_line"] = lambda: "NextGen 1.7"
    navigator = create_navigator(window, write_release=lambda court, line: released.append((court, line)))
    follow(navigator, LOGGING_IN)
    assert released == [(COURT, "NextGen 1.7")]


def test_a_secret_that_was_held_back_is_named_whatever_else_fails() -> None:
    window = FakeWindow(behaviors={"log_in": NothingSentError()})
    window.secret_guard.escapes.append("what was typed to https://other:443")
    with pytest.raises(SecretHeldBackError, match="what was typed to https://other:443"):
        follow(create_navigator(window), LOGGING_IN)


def test_a_secret_that_was_held_back_fails_the_step_though_the_screen_came() -> None:
    window = FakeWindow()
    window.secret_guard.escapes += ["the user to https://other:443"] * 2
    with pytest.raises(SecretHeldBackError) as error:
        follow(create_navigator(window), LOGGING_IN)
    assert str(error.value) == "the user to https://other:443"
