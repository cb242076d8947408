"""What comes instead of the expected screen decides the outcome: another screen, a refusal, a status."""

from dataclasses import replace

import pytest

from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.page_events import FailedNavigation
from ecfcheck.runner import step_errors
from ecfcheck.runner.failures import classify
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.transition import Transition
from ecfcheck.runner.wrong_screens import find_refusal_outcome
from pages import errors
from pages.decorators import RefusalOutcome, RefusalRule
from tests.helpers.fake_window import COURT, LOGGING_IN
from tests.helpers.transitions import CHANGING, LINKING, READING, SUBMITTING


def outcome(error: errors.StepError, transition: Transition = READING) -> Outcome:
    return classify(error, transition, COURT).outcome


@pytest.mark.parametrize("transition", [SUBMITTING, CHANGING], ids=["reads", "has an effect"])
def test_a_refusal_that_an_action_declares_means_that_nothing_was_done(
    transition: Transition,
) -> None:
    refused = Arrival(
        transition.expected_screen, refusal=ScreenRefusal("error_page", "Invalid", None, "COURT_ERROR")
    )
    assert outcome(step_errors.WrongScreenError(refused), transition) is Outcome.ACCOUNT


@pytest.mark.parametrize(
    ("rule", "action_refused", "expected"),
    [
        (None, None, Outcome.COURT_ERROR),
        (None, "ACCOUNT", Outcome.ACCOUNT),
        (RefusalRule("x", "UNAVAILABLE"), "ACCOUNT", Outcome.UNAVAILABLE),
    ],
    ids=["the screen alone", "the action before the screen", "the words before the action"],
)
def test_the_outcome_of_a_refusal_is_determined_by(
    rule: RefusalRule | None, action_refused: RefusalOutcome | None, expected: Outcome
) -> None:
    refusal = ScreenRefusal("error_page", "words", rule, "COURT_ERROR")
    assert find_refusal_outcome(refusal, action_refused) == (expected, rule)


def test_a_refusal_has_the_courts_words_and_the_standing_and_remedy_of_its_rule() -> None:
    rule = RefusalRule("enroll", standing="passcode needed", next="enroll in multifactor authentication")
    arrival = Arrival("cmecf_home", refusal=ScreenRefusal("account_notice", "You must enroll", rule))
    failure = classify(step_errors.WrongScreenError(arrival), LOGGING_IN, COURT)
    assert failure.message == 'log_in: account_notice says "You must enroll"; documented: cmecf_home'
    assert (failure.standing, failure.next) == ("passcode needed", "enroll in multifactor authentication")


def test_a_refusal_without_a_remedy_warns_of_locked_accounts() -> None:
    arrival = Arrival("cmecf_home", refusal=ScreenRefusal("pacer_login", "Invalid username or password"))
    failure = classify(step_errors.WrongScreenError(arrival), LOGGING_IN, COURT)
    assert failure.next is not None
    assert "do not try again, because accounts get locked" in failure.next


@pytest.mark.parametrize(
    ("arrival", "expected", "words"),
    [
        (
            Arrival(
                "utilities",
                failed_navigation=FailedNavigation("http://ecf.x/", "net::ERR_CONNECTION_REFUSED"),
                http_status=500,
            ),
            Outcome.UNAVAILABLE,
            "no answer from http://ecf.x/",
        ),
        (
            Arrival("utilities", url="http://x/", http_status=408),
            Outcome.UNAVAILABLE,
            "the request timed out",
        ),
        (Arrival("utilities", url="http://x/", http_status=429), Outcome.UNAVAILABLE, "too many requests"),
        (Arrival("utilities", url="http://x/", http_status=503), Outcome.UNAVAILABLE, "is unavailable"),
        (Arrival("utilities", url="http://x/", http_status=504), Outcome.UNAVAILABLE, "behind it timed out"),
        (Arrival("utilities", http_status=500), Outcome.COURT_ERROR, "(HTTP status 500)"),
        (Arrival("utilities", http_status=404), Outcome.DRIFT, "an unknown screen"),
        (Arrival("utilities", ("query",)), Outcome.DRIFT, "shown: query"),
        (Arrival("utilities", ("query", "docket")), Outcome.DRIFT, "shown: query and docket"),
    ],
    ids=["lost", "408", "429", "503", "504", "500", "404", "another screen", "two screens"],
)
def test_what_came_instead_of_the_screen_determines_the_outcome(
    arrival: Arrival, expected: Outcome, words: str
) -> None:
    failure = classify(step_errors.WrongScreenError(arrival), READING, COURT)
    assert failure.outcome is expected
    assert words in failure.message


def test_two_landmarks_that_match_one_page_are_named_with_their_files() -> None:
    arrival = Arrival("utilities", ("query", "utilities"), known_by='"Your Account"')
    failure = classify(step_errors.WrongScreenError(arrival), READING, COURT)
    assert failure.outcome is Outcome.DRIFT
    assert failure.message == (
        "open_utilities leads to a page that the landmarks of query and utilities match; only one may"
    )
    assert failure.next == (
        "make one of the landmarks narrower: query in pages/cases.py, utilities in pages/utilities.py"
        " (several `says` are alternatives: one is enough)"
    )


def test_a_missing_screen_is_named_with_its_landmark_and_everything_that_came() -> None:
    arrival = Arrival(
        "utilities",
        screens=("cmecf_home",),
        fallbacks=frozenset({"cmecf_home"}),
        known_by='"Your Account"',
        description='"Notice" at http://x/, saying "Hello"',
        dialogs=("Closed",),
        other_tabs=("http://y/",),
    )
    assert classify(step_errors.WrongScreenError(arrival), READING, COURT).message == (
        'open_utilities should lead to utilities, known by "Your Account"; shown: an unknown screen,'
        ' "Notice" at http://x/, saying "Hello"; the browser showed a dialog: "Closed";'
        " another tab was opened: http://y/"
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, Outcome.DRIFT), (500, Outcome.COURT_ERROR), (503, Outcome.UNAVAILABLE)],
    ids=["not found", "failed", "not available"],
)
def test_the_right_screen_with_the_status_of_an_error_is_not_ok(status: int, expected: Outcome) -> None:
    arrival = Arrival("utilities", ("utilities",), http_status=status, url="http://ecf.example/u.pl")
    failure = classify(step_errors.BadStatusError(arrival), READING, COURT)
    assert failure.outcome is expected
    assert f"HTTP status {status}" in failure.message


def test_the_status_of_an_error_after_an_effect_leaves_the_state_unknown() -> None:
    arrival = Arrival("link_success", ("link_success",), http_status=500)
    assert outcome(step_errors.BadStatusError(arrival), LINKING) is Outcome.UNKNOWN_STATE


def test_a_screen_that_shows_the_result_of_an_effect_tells_the_state() -> None:
    refusing = replace(LINKING, expected_screen="error_page", is_done=True)
    arrival = Arrival("error_page", ("link_success",), shows_result_of=frozenset({"permanent"}))
    failure = classify(step_errors.WrongScreenError(arrival), refusing, COURT)
    assert failure.outcome is Outcome.DRIFT
    assert failure.message.endswith("shown: link_success; so it took effect")


def test_the_result_of_an_effect_that_was_not_asked_for_is_named() -> None:
    arrival = Arrival("link_confirmation", ("link_success",), shows_result_of=frozenset({"permanent"}))
    failure = classify(step_errors.WrongScreenError(arrival), SUBMITTING, COURT)
    assert failure.outcome is Outcome.DRIFT
    assert failure.message.endswith("shown: link_success; so an effect took place that was not asked for")
    assert (failure.next or "").startswith("do not run it again: the court did it by itself")


def test_words_that_refuse_the_account_after_an_effect_tell_the_state() -> None:
    rule = RefusalRule("already linked")
    arrival = Arrival(
        "link_success", ("error_page",), refusal=ScreenRefusal("error_page", "It is already linked.", rule)
    )
    error, done = step_errors.WrongScreenError(arrival), replace(LINKING, is_done=True)
    assert outcome(error, done) is Outcome.ACCOUNT
    unknown = replace(arrival, refusal=ScreenRefusal("error_page", "Something happened."))
    assert outcome(step_errors.WrongScreenError(unknown), done) is Outcome.UNKNOWN_STATE


def test_the_words_of_a_refusal_are_marked_on_the_picture_of_an_unknown_state_too() -> None:
    refused = Arrival("link_success", refusal=ScreenRefusal("error_page", "Something happened."))
    failure = classify(step_errors.WrongScreenError(refused), LINKING, COURT)
    assert (failure.outcome, failure.words) == (Outcome.UNKNOWN_STATE, ("Something happened.",))


def test_a_result_that_is_shown_counts_more_than_a_refusal_that_is_not_certain() -> None:
    arrival = Arrival(
        "link_success",
        refusal=ScreenRefusal("error_page", "Something happened."),
        shows_result_of=frozenset({"permanent"}),
    )
    failure = classify(step_errors.WrongScreenError(arrival), LINKING, COURT)
    assert failure.outcome is Outcome.DRIFT
    assert failure.message.endswith("; so it took effect")
