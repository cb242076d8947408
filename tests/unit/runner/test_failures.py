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
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.runner import step_errors
from ecfcheck.runner.checks import require_documented
from ecfcheck.runner.failures import CLASSIFIERS, classify, describe_interruption
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.transition import Transition
from pages import errors
from tests.helpers.fake_window import COURT, LOGGING_IN
from tests.helpers.transitions import LINKING, READING

REFUSED_BEFORE = Refusal(hash="", hint="", when=datetime(2026, 11, 2, tzinfo=UTC), words="Invalid")


def every_error(kind: type[errors.StepError] = errors.StepError) -> Iterator[type[errors.StepError]]:
    for error in kind.__subclasses__():
        yield error
        yield from every_error(error)


def part(screen: str, *checks: str, action: str | None = None) -> Part:
    named = load_screens()[screen]
    act = ActionCall(named.actions[action], {}) if action else None
    return Part(
        named,
        opens=False,
        checks=tuple((named.checks[name], named.checks[name].asks) for name in checks),
        act=act,
    )


def check(name: str, seen: tuple[str, ...] = (), difference: str | None = "differs") -> CheckRecord:
    return CheckRecord(check=name, documented=("documented",), seen=seen, difference=difference)


def differs(
    part: Part, checks: list[CheckRecord], *, shows_names: bool = False
) -> step_errors.ScreenDiffersError:
    with pytest.raises(step_errors.ScreenDiffersError) as differing:
        require_documented(part, tuple(checks), shows_names=shows_names)
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
        (errors.ErrorResponseError("http://court", 500), Outcome.COURT_ERROR),
        (errors.ErrorResponseError("http://court", 503), Outcome.UNAVAILABLE),
        (errors.ErrorResponseError("http://court", 429), Outcome.UNAVAILABLE),
        (errors.ErrorResponseError("http://court", 404), Outcome.DRIFT),
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
        (step_errors.SentBeforeClickError("it is gone"), Outcome.DRIFT),
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
        errors.ErrorResponseError("http://court", 500),
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
    ("error", "without_effect"),
    [
        (step_errors.WrongScreenError(Arrival("link_success")), Outcome.DRIFT),
        (step_errors.WrongScreenError(Arrival("link_success", http_status=503)), Outcome.UNAVAILABLE),
        (step_errors.NoAnswerError("confirm"), Outcome.COURT_ERROR),
        (step_errors.EffectUnansweredError(), None),
    ],
)
def test_an_unknown_state_says_how_the_step_would_have_ended_without_an_effect(
    error: errors.StepError, without_effect: Outcome | None
) -> None:
    assert classify(error, LINKING, COURT).outcome_without_effect is without_effect


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
        part("utilities", "standing"),
        checks=((load_screens()["utilities"].checks["standing"], ("not linked",)),),
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


def test_a_wrong_name_that_is_shown_does_not_ask_for_show_names() -> None:
    rows = check("rows").model_copy(update={"settings": ("P_NAME",)})
    error = differs(part("link_confirmation", "rows"), [rows], shows_names=True)
    first, _ = classify(error, READING, COURT).message.splitlines()
    assert first == "P_NAME is not the name the court shows; both are in the lines that follow"


def test_accounts_of_two_people_are_of_the_account_whatever_the_settings_say() -> None:
    rows = check("rows").model_copy(update={"settings": ("P_NAME",)})
    agreement = check("agreement", seen=("the names differ",))
    confirmation = part("link_confirmation", "rows", "agreement", action="confirm")
    assert outcome(differs(confirmation, [rows, agreement])) is Outcome.ACCOUNT


def test_other_words_of_the_court_are_drift_whatever_the_settings_say() -> None:
    rows = check("rows").model_copy(update={"settings": ("P_NAME",)})
    confirmation = part("link_confirmation", "rows", "text", action="confirm")
    assert outcome(differs(confirmation, [rows, check("text")])) is Outcome.DRIFT
