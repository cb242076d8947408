"""Each kind of error has an outcome, a message, and a next step for the reader."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.page_events import FailedNavigation
from ecfcheck.courts.ledger import Refusal
from ecfcheck.flowfile.flow import ActionCall, Part
from ecfcheck.flowfile.registry import screens
from ecfcheck.runner import step_errors
from ecfcheck.runner.checks import require_documented
from ecfcheck.runner.failures import CLASSIFIERS, classify, describe_interruption, find_refusal_outcome
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.transition import Transition
from pages import errors
from pages.decorators import RefusalOutcome, RefusalRule
from tests.helpers.fake_window import COURT, LOGGING_IN

READING = Transition("utilities", "open_utilities", "cmecf_home")
LINKING = Transition("link_success", "confirm", "link_confirmation", "permanent")
SUBMITTING = Transition("link_confirmation", "submit", "link_account", refusal_outcome="ACCOUNT")
CHANGING = Transition("login_maintained", "change_password", "maintain_login", "reversible", "ACCOUNT")

REFUSED_BEFORE = Refusal(hash="", hint="", when=datetime(2026, 11, 2, tzinfo=UTC), words="Invalid")


def every_error(kind: type[errors.StepError] = errors.StepError) -> Iterator[type[errors.StepError]]:
    for error in kind.__subclasses__():
        yield error
        yield from every_error(error)


def part(screen: str, *checks: str, action: str | None = None) -> Part:
    named = screens()[screen]
    act = ActionCall(named.actions[action], {}) if action else None
    return Part(
        named,
        opens=False,
        checks=tuple((named.checks[name], named.checks[name].asks) for name in checks),
        act=act,
    )


def check(name: str, seen: tuple[str, ...] = (), difference: str | None = "differs") -> CheckRecord:
    return CheckRecord(check=name, documented=("documented",), seen=seen, difference=difference)


def differs(part: Part, checks: list[CheckRecord]) -> step_errors.ScreenDiffersError:
    with pytest.raises(step_errors.ScreenDiffersError) as differing:
        require_documented(part, tuple(checks))
    return differing.value


def outcome(error: errors.StepError, transition: Transition = READING) -> Outcome:
    return classify(error, transition, COURT).outcome


def test_every_step_error_has_a_classifier() -> None:
    assert {kind for kind in every_error() if kind not in CLASSIFIERS} == set()


def test_an_unknown_kind_of_error_raises_lookup_error() -> None:
    with pytest.raises(LookupError, match="StepError is not in the table"):
        classify(errors.StepError(), READING, COURT)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.CourtUnreachableError("http://x", "net::ERR_NAME_NOT_RESOLVED"), Outcome.UNAVAILABLE),
        (errors.CourtServerError("HTTP status 500"), Outcome.COURT_ERROR),
        (errors.NotUsableError("cmecf_home", "open_utilities", "hidden"), Outcome.DRIFT),
        (errors.NotReadableError("cmecf_home", "menu", "hidden"), Outcome.DRIFT),
        (errors.NoWayInError("no link", "court_website", "open_e_filing"), Outcome.DRIFT),
        (errors.WrongOriginError("nothing was typed"), Outcome.DRIFT),
        (errors.BrowserLostError("crashed"), Outcome.HARNESS),
        (step_errors.NoAnswerError("open_utilities"), Outcome.COURT_ERROR),
        (step_errors.RequestBlockedError(["http://x"]), Outcome.BLOCKED),
        (step_errors.DialogShownError("cmecf_home", ["Hello"]), Outcome.DRIFT),
        (step_errors.TabOpenedError("cmecf_home", ["http://x"]), Outcome.DRIFT),
        (step_errors.ScriptFailedError("cmecf_home", ["x is not defined"]), Outcome.COURT_ERROR),
        (step_errors.MissingInAccountError("passcode", "{pacer.passcode}"), Outcome.ACCOUNT),
        (step_errors.EffectUnansweredError(), Outcome.UNKNOWN_STATE),
        (step_errors.LoginUnansweredError(), Outcome.ACCOUNT),
        (step_errors.LoginRefusedBeforeError(REFUSED_BEFORE), Outcome.ACCOUNT),
        (step_errors.LoginHeldBackError("too many"), Outcome.NOT_RUN),
        (step_errors.LoginNotSubmittedError("pacer_login", "log_in"), Outcome.HARNESS),
        (step_errors.WrongScreenError(Arrival("utilities")), Outcome.DRIFT),
        (step_errors.WrongAddressError(Arrival("utilities")), Outcome.DRIFT),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_each_error_has_an_outcome_when_the_action_only_reads(
    error: errors.StepError, expected: Outcome
) -> None:
    assert outcome(error, READING) is expected


@pytest.mark.parametrize(
    "error",
    [
        errors.CourtServerError("HTTP status 500"),
        errors.BrowserLostError("crashed"),
        errors.NothingSentError(),
        step_errors.NoAnswerError("confirm"),
        step_errors.BadStatusError(Arrival("link_success", http_status=404)),
        step_errors.WrongScreenError(Arrival("link_success")),
        step_errors.WrongScreenError(Arrival("link_success", http_status=503)),
        step_errors.WrongScreenError(
            Arrival("link_success", failed_navigation=FailedNavigation("http://x", "net::ERR_EMPTY_RESPONSE"))
        ),
        step_errors.WrongScreenError(Arrival("link_success", refusal=ScreenRefusal("error_page", "No"))),
    ],
    ids=[
        *("server error", "browser lost", "nothing sent", "no answer", "bad status"),
        *("another screen", "503", "lost answer", "refusal"),
    ],
)
def test_after_an_effect_the_state_is_unknown_and_nothing_must_be_repeated(
    error: errors.StepError,
) -> None:
    failure = classify(error, LINKING, COURT)
    assert failure.outcome is Outcome.UNKNOWN_STATE
    assert (failure.next or "").startswith("do not repeat it")


@pytest.mark.parametrize(
    "error",
    [
        errors.NotUsableError("link_confirmation", "confirm", "hidden"),
        errors.NotReadableError("link_confirmation", "rows", "hidden"),
        step_errors.RequestBlockedError(["http://x"]),
        step_errors.WrongAddressError(Arrival("link_success")),
    ],
    ids=lambda error: type(error).__name__,
)
def test_after_an_effect_that_was_not_sent_the_state_is_known(error: errors.StepError) -> None:
    assert outcome(error, LINKING) is not Outcome.UNKNOWN_STATE


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


def test_a_wrong_address_is_shown_with_the_one_in_the_courts_file() -> None:
    arrival = Arrival("utilities", url="http://elsewhere/", expected_origin="http://ecf.court")
    failure = classify(step_errors.WrongAddressError(arrival), READING, COURT)
    assert failure.message == (
        "open_utilities leads to utilities at http://elsewhere/; the court's file says http://ecf.court"
    )


def test_an_unanswered_action_is_shown_with_the_courts_time_limit() -> None:
    failure = classify(step_errors.NoAnswerError("open_utilities"), READING, COURT)
    assert re.search(r"the court did not answer within [\d.]+ s$", failure.message)


def test_a_screen_that_differs_is_drift_and_every_difference_is_shown() -> None:
    error = differs(
        part("cmecf_home", "menu", "lines"),
        [
            check("menu", difference="menu: x"),
            check("lines", difference=None),
            check("buttons", (), "buttons: y"),
        ],
    )
    failure = classify(error, READING, COURT)
    assert (failure.outcome, failure.message) == (Outcome.DRIFT, "cmecf_home menu: x\ncmecf_home buttons: y")


def test_a_standing_that_a_flow_describes_and_does_not_ask_about_is_drift() -> None:
    described = replace(
        part("utilities", "standing"), checks=((screens()["utilities"].checks["standing"], ("not linked",)),)
    )
    failure = classify(differs(described, [check("standing", ("may file",))]), READING, COURT)
    assert failure.outcome is Outcome.DRIFT
    assert failure.next == (
        "if this account is linked already, there is nothing to do; if not, the court offers filing too early"
    )


def test_a_screen_that_differs_in_something_else_than_the_standing_says_to_compare_the_picture() -> None:
    checks = [check("standing", ("may file",), None), check("links", ("Review Billing",))]
    error = differs(part("utilities", "standing", "links"), checks)
    error.standing = "may file"
    failure = classify(error, READING, COURT)
    assert (failure.outcome, failure.standing) == (Outcome.DRIFT, "may file")
    assert failure.next == (
        "compare the picture with the document: has the court's screen changed, or is it wrong?"
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


def test_a_screen_that_refuses_only_the_account_has_the_outcome_account() -> None:
    error = differs(part("utilities", "standing"), [check("standing", ("not linked",))])
    failure = classify(error, READING, COURT)
    assert (failure.outcome, failure.standing) == (Outcome.ACCOUNT, "not linked")


def test_a_screen_that_does_not_show_the_accounts_standing_is_drift() -> None:
    error = differs(part("utilities", "standing"), [check("standing", ("unknown",))])
    assert outcome(error) is Outcome.DRIFT


def test_a_screen_that_also_differs_elsewhere_is_drift() -> None:
    error = differs(
        part("utilities", "standing", "links"), [check("standing", ("not linked",)), check("links")]
    )
    assert outcome(error) is Outcome.DRIFT


def test_an_effect_that_a_difference_prevented_is_shown_as_not_done() -> None:
    error = differs(part("link_confirmation", "rows", action="confirm"), [check("rows")])
    failure = classify(error, LINKING, COURT)
    assert (failure.next or "").startswith("confirm was not done, so nothing was changed at the court")


def test_an_account_without_a_passcode_has_the_standing_passcode_needed() -> None:
    error = step_errors.MissingInAccountError("passcode", "{pacer.passcode}")
    assert classify(error, LOGGING_IN, COURT).standing == "passcode needed"
    other = step_errors.MissingInAccountError("pacer_login", "{ecf.login}")
    assert classify(other, LOGGING_IN, COURT).standing is None


def test_a_login_refused_before_is_shown_with_the_date_and_how_to_retry_it() -> None:
    failure = classify(step_errors.LoginRefusedBeforeError(REFUSED_BEFORE), LOGGING_IN, COURT)
    assert 'nothing was typed; this user name and password were refused on 2026-11-02: "Invalid"' in (
        failure.message
    )
    assert "`ecfcheck forget-refusals`" in (failure.next or "")
    assert failure.standing == "refused"


def test_an_interruption_after_an_effect_names_the_effect_and_the_state_is_unknown() -> None:
    failure = describe_interruption(LINKING)
    assert failure.outcome is Outcome.UNKNOWN_STATE
    assert failure.message == (
        "link_confirmation: the run ended before the answer to confirm, which may have been sent"
    )


def test_a_name_that_is_not_the_settings_is_a_mistake_of_the_settings() -> None:
    rows = check("rows", difference="rows shows PACER as").model_copy(update={"settings": ("P_NAME",)})
    lines = check("lines", difference="lines: other").model_copy(update={"settings": ("P_NAME",)})
    confirmation = part("link_confirmation", "rows", "agreement", "lines", action="confirm")
    failure = classify(differs(confirmation, [rows, lines]), READING, COURT)
    assert failure.outcome is Outcome.HARNESS
    assert failure.message.splitlines() == [
        "P_NAME is not the name the court shows; run with --show-names to see both",
        "link_confirmation rows shows PACER as",
        "link_confirmation lines: other",
    ]
    assert failure.next == (
        "confirm was not done, so nothing was changed at the court; correct the name in the settings; if the"
        " court shows someone else, correct the login"
    )


def test_accounts_of_two_people_are_of_the_account_whatever_the_settings_say() -> None:
    rows = check("rows").model_copy(update={"settings": ("P_NAME",)})
    agreement = check("agreement", seen=("the names differ",))
    confirmation = part("link_confirmation", "rows", "agreement", action="confirm")
    assert outcome(differs(confirmation, [rows, agreement])) is Outcome.ACCOUNT


def test_other_words_of_the_court_are_drift_whatever_the_settings_say() -> None:
    rows = check("rows").model_copy(update={"settings": ("P_NAME",)})
    confirmation = part("link_confirmation", "rows", "text", action="confirm")
    assert outcome(differs(confirmation, [rows, check("text")])) is Outcome.DRIFT
