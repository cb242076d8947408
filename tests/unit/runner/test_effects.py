"""An effect is on record before it is sent, is never sent twice, and is rehearsed where it is closed."""

import pytest

from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.page_events import FailedNavigation
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.errors import (
    BrowserLostError,
    ErrorResponseError,
    MissingControlError,
    NotUsableError,
    PageObjectError,
)
from tests.helpers.fake_runs import (
    CONFIRM,
    LINKED,
    SUCCESS,
    WEBSITE,
    Runs,
    confirming,
    outcomes,
    unreachable,
)
from tests.helpers.fake_window import (
    ACCOUNT,
    COURT,
    EVERYTHING,
    READING,
    FakeWindow,
    create_flow,
    create_part,
)

TOOK_EFFECT = "do not repeat it: it took effect, and only the court's answer was lost"
STILL_UNKNOWN = "do not repeat it; look at the court's screens to see whether it took effect"

QUICK = COURT.model_copy(update={"limits": COURT.limits.model_copy(update={"settle": 0.02})})


def test_an_effect_counts_as_unanswered_after_an_unexpected_error() -> None:
    unanswered = UnansweredRequests()
    runs = Runs([confirming(behaviors={"confirm": ZeroDivisionError()})])
    run = runs.start(create_flow([CONFIRM, SUCCESS]), unanswered=unanswered)
    with pytest.raises(ZeroDivisionError):
        run.run(run.flow.steps[0])
    assert unanswered.has_effect_of(COURT, ACCOUNT)


def test_an_effect_that_was_answered_is_not_unanswered_after_a_later_error() -> None:
    unanswered = UnansweredRequests()
    broken = create_part("court_website", opens=True)
    runs = Runs([confirming(behaviors={"open": lambda: True})])
    run = runs.start(create_flow([CONFIRM, SUCCESS], [broken]), unanswered=unanswered)
    run.run(run.flow.steps[0])
    runs.windows[0].behaviors["open"] = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run.run(run.flow.steps[1])
    assert not unanswered.has_effect_of(COURT, ACCOUNT)


def test_a_screen_that_cannot_be_passed_after_an_effect_leaves_its_end_unknown() -> None:
    unanswered = UnansweredRequests()
    arrivals = [Arrival("", ("link_confirmation",)), Arrival("", ("passcode",))]
    (record,) = Runs([confirming(arrivals=arrivals)]).run(
        create_flow([CONFIRM, SUCCESS]), unanswered=unanswered
    )
    assert (record.outcome, record.outcome_without_effect) == (Outcome.UNKNOWN_STATE, Outcome.ACCOUNT)
    assert unanswered.has_effect_of(COURT, ACCOUNT)


def test_a_flow_is_not_retried_after_an_effect_was_sent() -> None:
    runs = Runs([confirming(behaviors={"confirm": ErrorResponseError("http://court", 500)})])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.UNKNOWN_STATE
    assert len(runs.opened) == 1


def test_an_effect_is_recorded_as_unknown_before_it_is_sent() -> None:
    runs = Runs()
    seen: list[int] = []

    def confirm() -> bool:
        seen.append(len(runs.provisional))
        return True

    runs.windows = [confirming(behaviors={"confirm": confirm})]
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS]))
    assert seen == [1]
    (provisional,) = runs.provisional
    assert (provisional.provisional, provisional.outcome) == (True, Outcome.UNKNOWN_STATE)
    assert (record.provisional, record.outcome) == (False, Outcome.OK)


def test_a_screen_is_checked_again_right_before_it_is_submitted() -> None:
    changed = confirming()
    changed.values["agreement"] = [("the names agree",), ("the names differ",)]
    runs = Runs([changed])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.ACCOUNT
    assert "link_confirmation.confirm()" not in changed.log
    assert runs.provisional == []


def test_no_effect_is_sent_from_a_screen_that_does_not_draw_what_was_read() -> None:
    window = confirming()
    window.undrawn, window.court = [("John Attorney",)], QUICK
    runs = Runs([window])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.DRIFT
    assert record.message == (
        'link_confirmation has text that a reader does not see: "John Attorney" (not drawn)'
    )
    assert "link_confirmation.confirm()" not in window.log
    assert record.parts[-1].notes == ("went back from link_confirmation without submitting it",)
    assert runs.provisional == []


def test_an_effect_is_sent_once_the_screen_draws_what_was_read() -> None:
    window = confirming()
    window.undrawn = [("John Attorney",), ()]
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.OK
    assert "link_confirmation.confirm()" in window.log


def test_a_screen_that_differs_is_left_without_submitting_it() -> None:
    window = FakeWindow(values={"agreement": ("the names differ",)}, changes=False)
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert "link_confirmation.go_back()" in window.log
    assert record.parts[-1].notes == ("went back from link_confirmation without submitting it",)


def test_a_page_that_links_by_itself_is_said_to_have_done_so_and_nothing_is_done_on_it() -> None:
    linked = Arrival("", ("link_success",), shows_result_of=frozenset({"permanent"}))
    here = Arrival("", ("link_confirmation",))
    window = FakeWindow([here, linked], values={"agreement": ("the names differ",)}, changes=False)
    window.departure = "http://ecf.court/cgi-bin/LinkAccountConfirm.pl"
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.DRIFT
    assert record.message == (
        "link_confirmation: the page leaves by itself, which is not documented: it went to"
        " http://ecf.court/cgi-bin/LinkAccountConfirm.pl; shown: link_success; so an effect took place that"
        " was not asked for"
    )
    assert record.next == (
        "do not run it again: the court did it by itself; look at the account, and tell the court"
    )
    assert not [line for line in window.log if "link_confirmation." in line and "read" not in line]


def test_no_effect_is_sent_while_an_earlier_one_of_the_account_is_unanswered() -> None:
    unanswered = UnansweredRequests()
    unanswered.note_effect(COURT, ACCOUNT)
    window = confirming()
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]), unanswered=unanswered)
    assert record.outcome is Outcome.UNKNOWN_STATE
    assert "was not sent" in (record.message or "")
    assert "link_confirmation.confirm()" not in window.log


def test_an_effect_without_an_answer_is_unanswered_for_the_next_flows() -> None:
    unanswered = UnansweredRequests()
    lost = Arrival("", failed_navigation=FailedNavigation("http://court", "net::ERR_EMPTY_RESPONSE"))
    runs = Runs([confirming(arrivals=[Arrival("", ("link_confirmation",)), lost])])
    runs.run(create_flow([CONFIRM, SUCCESS]), unanswered=unanswered)
    assert unanswered.has_effect_of(COURT, ACCOUNT)


def test_a_closed_effect_is_rehearsed_and_later_steps_are_not_run() -> None:
    window = confirming()
    records = Runs([window]).run(create_flow([CONFIRM, SUCCESS], [SUCCESS]), allowed=READING)
    assert outcomes(records) == ["OK", "NOT_RUN"]
    assert [record.rehearsed for record in records] == [True, False]
    assert records[1].message == f"the rehearsal ended with step {records[0].step}"
    assert (records[0].message or "").startswith(
        "rehearsed: link_confirmation.confirm is ready and was not done"
    )
    assert "rehearse link_confirmation.confirm" in window.log
    assert "link_confirmation.confirm()" not in window.log
    assert [part.screen for part in records[0].parts] == ["link_confirmation"]


def test_a_rehearsal_that_cannot_be_done_is_drift() -> None:
    window = confirming(behaviors={"confirm": NotUsableError("link_confirmation", "confirm", "disabled")})
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]), allowed=READING)
    assert (record.outcome, record.rehearsed) == (Outcome.DRIFT, False)


def test_a_page_that_requested_something_before_the_click_may_have_sent_the_effect() -> None:
    is_gone = MissingControlError("the button is not there", "link_confirmation", "confirm")
    window = confirming(behaviors={"confirm": is_gone}, may_have_sent=True)
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert (record.outcome, record.outcome_without_effect) == (Outcome.UNKNOWN_STATE, Outcome.DRIFT)
    assert record.message == (
        "link_confirmation.confirm was not done: the button is not there; but the page may have sent"
        " what was filled in by itself"
    )


def test_ctrl_c_before_an_effect_is_raised() -> None:
    run = Runs([FakeWindow(behaviors={"open": KeyboardInterrupt()})]).start(create_flow([WEBSITE]))
    with pytest.raises(KeyboardInterrupt):
        run.run(run.flow.steps[0])


def test_ctrl_c_after_an_effect_is_recorded_as_unknown_and_nothing_more_is_read() -> None:
    runs = Runs([confirming(behaviors={"confirm": KeyboardInterrupt()})])
    try:
        (record,) = runs.run(create_flow([CONFIRM, SUCCESS], reconcile=LINKED))
    except KeyboardInterrupt:
        pytest.fail("the interruption was raised, and the effect is on record nowhere")
    assert record.outcome is Outcome.UNKNOWN_STATE
    assert "the run ended before the answer to confirm" in (record.message or "")
    assert record.reconciliation is None


def test_ctrl_c_in_a_later_step_than_that_of_the_effect_is_raised() -> None:
    runs = Runs([confirming(behaviors={"open": lambda: True})])
    website = create_part("court_website", opens=True)
    run = runs.start(create_flow([CONFIRM, SUCCESS], [website]))
    first, second = run.flow.steps
    assert run.run(first).outcome is Outcome.OK
    runs.windows[0].behaviors["open"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        run.run(second)


@pytest.mark.parametrize(
    ("second", "words", "advice"),
    [
        (FakeWindow(values={"standing": ("may file",)}), "and it did take effect", TOOK_EFFECT),
        (
            FakeWindow(values={"standing": ("not linked",)}, changes=False),
            "it had not taken effect at",
            "wait some minutes and run {}; repeat it only if it still has not taken effect",
        ),
        (
            FakeWindow(behaviors={"open": unreachable()}),
            "it is still unknown whether it took effect",
            STILL_UNKNOWN,
        ),
        (
            FakeWindow(behaviors={"open": BrowserLostError("crashed")}),
            "could not be run to find out",
            STILL_UNKNOWN,
        ),
    ],
    ids=["it took effect", "it did not", "still unknown", "browser lost"],
)
def test_an_effect_without_an_answer_is_reconciled_by_reading_only_and_the_advice_says_the_same(
    second: FakeWindow, words: str, advice: str
) -> None:
    first = confirming(behaviors={"confirm": ErrorResponseError("http://court", 500)})
    runs = Runs([first, second])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS], reconcile=LINKED))
    assert words in (record.reconciliation or "")
    assert record.next == advice.format(LINKED.name)
    assert runs.effects == [EVERYTHING, READING]


@pytest.mark.parametrize(
    ("may_have_sent", "outcome"), [(False, Outcome.HARNESS), (True, Outcome.UNKNOWN_STATE)]
)
def test_a_mistake_in_a_page_object_leaves_the_state_unknown_only_if_something_may_have_been_sent(
    outcome: Outcome, *, may_have_sent: bool
) -> None:
    mistake = PageObjectError("pages/x.py:3", "X.confirm", "ValueError: x")
    window = confirming(behaviors={"confirm": mistake})
    window.may_have_sent = may_have_sent
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is outcome
    assert record.message == "pages/x.py:3: X.confirm: ValueError: x"
    if outcome is Outcome.HARNESS:
        assert record.next == "correct the page object; what was done is on record"
    assert "stop sending" in window.log
