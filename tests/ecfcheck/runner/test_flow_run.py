"""A flow run records each step, retries where allowed, and never sends anything twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ecfcheck.browser.arrival import Arrival, ScreenRefusal
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.page_events import FailedNavigation
from ecfcheck.courts.ledger import open_ledger_in
from ecfcheck.flowfile.flow import Flow, Part
from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.decorators import Effect
from pages.errors import (
    BrowserLostError,
    CourtServerError,
    CourtUnreachableError,
    NotUsableError,
    StepError,
    WrongOriginError,
)
from tests.ecfcheck.runner.fake_window import (
    ACCOUNT,
    COURT,
    EVERYTHING,
    READING,
    FakeWindow,
    FakeWindows,
    create_context,
    create_flow,
    create_part,
)

AGREE = {"agreement": ("the names agree",)}
WEBSITE = create_part("court_website", opens=True)
LOGIN = create_part("pacer_login", "log_in", opens=True)
HOME = create_part("cmecf_home")
CONFIRM = create_part("link_confirmation", "confirm", AGREE, opens=True)
SUCCESS = create_part("link_success")

LINKED = create_flow([create_part("utilities", sees={"standing": ("may file",)}, opens=True)])


@dataclass
class Runs:
    """Runs flows in windows that the test prepares, one for each attempt."""

    windows: list[FakeWindow] = field(default_factory=list)
    opened: list[FakeWindows] = field(default_factory=list)
    effects: list[frozenset[Effect]] = field(default_factory=list)
    provisional: list[StepRecord] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def open_windows(self, allowed: frozenset[Effect]) -> BrowserWindows:
        window = self.windows[len(self.opened)] if len(self.opened) < len(self.windows) else FakeWindow()
        self.opened.append(FakeWindows({"first": window}))
        self.effects.append(allowed)
        return self.opened[-1].as_windows()

    def start(self, flow: Flow, **values: object) -> FlowRun:
        context = create_context(
            flow, **{"write_record": self.provisional.append, "pause": self.pauses.append, **values}
        )
        return FlowRun(context, self.open_windows)

    def run(self, flow: Flow, **values: object) -> list[StepRecord]:
        run = self.start(flow, **values)
        records = [run.run(step) for step in flow.steps]
        run.close()
        return records


def outcomes(records: list[StepRecord]) -> list[str]:
    return [str(record.outcome) for record in records]


def confirming(**values: object) -> FakeWindow:
    return FakeWindow(values={"agreement": ("the names agree",)}, **values)  # type: ignore[arg-type]


def unreachable() -> StepError:
    return CourtUnreachableError("http://court", "net::ERR_CONNECTION_REFUSED")


def test_every_step_of_a_passing_flow_is_ok_and_records_its_actions() -> None:
    first, second = Runs().run(create_flow([WEBSITE], [LOGIN, HOME]))
    assert (first.outcome, second.outcome) == (Outcome.OK, Outcome.OK)
    assert [(part.screen, part.action, part.done) for part in second.parts] == [
        ("pacer_login", "log_in", True),
        ("cmecf_home", None, False),
    ]


def test_an_action_arrives_on_the_next_steps_screen_which_is_not_awaited_again() -> None:
    runs = Runs([FakeWindow()])
    runs.run(create_flow([LOGIN], [HOME]))
    assert runs.windows[0].log.count("wait for cmecf_home") == 0
    assert runs.windows[0].log.count("wait for cmecf_home, leaving pacer_login") == 1


def test_no_step_is_run_after_a_failed_one() -> None:
    runs = Runs([FakeWindow([Arrival("", ("query",))])])
    records = runs.run(create_flow([WEBSITE], [HOME], [HOME]))
    assert outcomes(records) == ["DRIFT", "NOT_RUN", "NOT_RUN"]
    assert records[2].message == "step 1 failed"


def test_no_step_is_run_after_an_unexpected_error() -> None:
    runs = Runs([FakeWindow(behaviors={"open": ZeroDivisionError()})])
    run = runs.start(create_flow([WEBSITE], [HOME]))
    with pytest.raises(ZeroDivisionError):
        run.run(run.flow.steps[0])
    assert run.run(run.flow.steps[1]).outcome is Outcome.NOT_RUN


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
    assert record.outcome is Outcome.UNKNOWN_STATE
    assert unanswered.has_effect_of(COURT, ACCOUNT)


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (unreachable(), 3),
        (CourtServerError("HTTP status 500"), 2),
        (WrongOriginError("nothing was typed"), 1),
        (NotUsableError("court_website", "open", "hidden"), 1),
        (BrowserLostError("crashed"), 1),
    ],
    ids=["unreachable", "court error", "wrong origin", "drift", "browser lost"],
)
def test_a_flow_is_retried_as_often_as_its_outcome_allows(error: StepError, tries: int) -> None:
    runs = Runs([FakeWindow(behaviors={"open": error}) for _ in range(5)])
    (record,) = runs.run(create_flow([WEBSITE]))
    assert len(runs.opened) == tries
    assert len(record.earlier) == tries - 1


def test_an_unreachable_court_is_retried_after_longer_and_longer_waits() -> None:
    runs = Runs([FakeWindow(behaviors={"open": unreachable()}) for _ in range(3)])
    runs.run(create_flow([WEBSITE]))
    assert runs.pauses == [COURT.limits.again, COURT.limits.again * 2]


def test_a_court_error_is_retried_at_once() -> None:
    runs = Runs([FakeWindow(behaviors={"open": CourtServerError("HTTP status 500")})])
    (record,) = runs.run(create_flow([WEBSITE]))
    assert runs.pauses == [0]
    assert (record.outcome, record.earlier) == (
        Outcome.OK,
        ("retried after COURT_ERROR: HTTP status 500",),
    )


def test_a_retry_begins_with_the_first_step_in_new_windows() -> None:
    late = FakeWindow([Arrival("", ("court_website",))])
    late.arrivals.append(Arrival("", (), http_status=503))
    runs = Runs([late, FakeWindow()])
    records = runs.run(create_flow([WEBSITE], [create_part("pacer_login", opens=True)]))
    assert outcomes(records) == ["OK", "OK"]
    assert runs.windows[1].log.count("open court_website") == 1
    assert len(records[1].earlier) == 1


def test_the_windows_of_a_failed_attempt_are_closed_before_the_next_attempt() -> None:
    runs = Runs([FakeWindow(behaviors={"open": CourtServerError("HTTP status 500")})])
    runs.run(create_flow([WEBSITE]))
    assert [windows.closed for windows in runs.opened] == [[False], [False]]


REFUSED = Arrival("", ("pacer_login",), refusal=ScreenRefusal("pacer_login", "Invalid username or password"))
TIMED_OUT = Arrival("", (), http_status=503)


@pytest.mark.parametrize("arrival", [REFUSED, TIMED_OUT], ids=["refused", "never answered"])
def test_a_flow_is_not_retried_after_a_login_that_may_have_failed(arrival: Arrival) -> None:
    runs = Runs([FakeWindow([Arrival("", ("pacer_login",)), arrival])])
    runs.run(create_flow([LOGIN, HOME]))
    assert len(runs.opened) == 1


def test_a_password_that_was_never_answered_is_not_typed_by_the_next_flow() -> None:
    unanswered = UnansweredRequests()
    window = FakeWindow([Arrival("", ("pacer_login",)), TIMED_OUT])
    Runs([window]).run(create_flow([LOGIN, HOME]), unanswered=unanswered)
    second = FakeWindow()
    (record,) = Runs([second]).run(create_flow([LOGIN, HOME]), unanswered=unanswered)
    assert record.outcome is Outcome.ACCOUNT
    assert "nothing was typed" in (record.message or "")
    assert not [line for line in second.log if "log_in" in line]


def test_a_documented_refusal_is_recorded_once_the_screen_has_settled(tmp_path: Path) -> None:
    ledger = open_ledger_in(tmp_path)
    again = create_part("pacer_login", sees={"messages": ("Invalid username or password",)})
    values = {"messages": ("Invalid username or password",)}
    window = FakeWindow([Arrival("", ("pacer_login",)), Arrival("", ("pacer_login",)), REFUSED], values)
    (record,) = Runs([window]).run(create_flow([LOGIN, again]), ledger=ledger)
    assert record.outcome is Outcome.OK
    second = FakeWindow()
    Runs([second]).run(create_flow([LOGIN, HOME]), ledger=ledger)
    assert not [line for line in second.log if "log_in" in line]


def test_a_refused_password_is_not_typed_by_the_next_run(tmp_path: Path) -> None:
    ledger = open_ledger_in(tmp_path)
    Runs([FakeWindow([Arrival("", ("pacer_login",)), REFUSED])]).run(
        create_flow([LOGIN, HOME]), ledger=ledger
    )
    second = FakeWindow()
    (record,) = Runs([second]).run(create_flow([LOGIN, HOME]), ledger=ledger)
    assert "refused on" in (record.message or "")
    assert not [line for line in second.log if "log_in" in line]


def test_a_flow_is_not_retried_after_an_effect_was_sent() -> None:
    runs = Runs([confirming(behaviors={"confirm": CourtServerError("HTTP status 500")})])
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
    assert (provisional.foreseen, provisional.outcome) == (True, Outcome.UNKNOWN_STATE)
    assert (record.foreseen, record.outcome) == (False, Outcome.OK)


def test_a_screen_is_checked_again_right_before_it_is_submitted() -> None:
    changed = confirming()
    changed.values["agreement"] = [("the names agree",), ("the names differ",)]
    runs = Runs([changed])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS]))
    assert record.outcome is Outcome.ACCOUNT
    assert "link_confirmation.confirm()" not in changed.log
    assert runs.provisional == []


def test_a_screen_that_differs_is_left_without_submitting_it() -> None:
    window = FakeWindow(values={"agreement": ("the names differ",)}, changes=False)
    (record,) = Runs([window]).run(create_flow([CONFIRM, SUCCESS]))
    assert "link_confirmation.go_back()" in window.log
    assert record.parts[-1].notes == ("went back from link_confirmation without submitting it",)


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
    assert all(record.rehearsed for record in records)
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


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda window: window.dialogs.append("Closed"), 'a dialog that is not documented: "Closed"'),
        (lambda window: window.script_errors.append("x"), "a script of the page failed: x"),
        (lambda window: setattr(window, "other_tabs", ("http://y",)), "opened another tab or window"),
    ],
    ids=["dialog", "script error", "tab"],
)
def test_an_undocumented_event_fails_the_step(prepare: Callable[[FakeWindow], None], words: str) -> None:
    window = FakeWindow()
    prepare(window)
    (record,) = Runs([window, window]).run(create_flow([WEBSITE]))
    assert words in (record.message or "")


def test_a_dialog_that_the_flow_checks_does_not_fail_the_step() -> None:
    window = FakeWindow(dialogs=["Already made"], values={"dialogs": ("Already made",)})
    part = create_part("court_website", sees={"dialogs": ("Already made",)}, opens=True)
    (record,) = Runs([window]).run(create_flow([part]))
    assert record.outcome is Outcome.OK
    assert window.dialogs == []


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
    assert record.since is None


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (FakeWindow(values={"standing": ("may file",)}), "and it did take effect"),
        (FakeWindow(values={"standing": ("not linked",)}, changes=False), "it had not taken effect at"),
        (FakeWindow(behaviors={"open": unreachable()}), "it is still unknown whether it took effect"),
        (FakeWindow(behaviors={"open": BrowserLostError("crashed")}), "could not be run to find out"),
    ],
    ids=["it took effect", "it did not", "still unknown", "browser lost"],
)
def test_an_effect_without_an_answer_is_reconciled_by_reading_only(second: FakeWindow, words: str) -> None:
    first = confirming(behaviors={"confirm": CourtServerError("HTTP status 500")})
    runs = Runs([first, second])
    (record,) = runs.run(create_flow([CONFIRM, SUCCESS], reconcile=LINKED))
    assert words in (record.since or "")
    assert runs.effects == [EVERYTHING, READING]


def test_a_login_is_decided_by_the_arrival_without_another_look() -> None:
    window = FakeWindow([Arrival("", ("pacer_login",)), REFUSED])
    (record,) = Runs([window]).run(create_flow([LOGIN, HOME]))
    assert record.outcome is Outcome.ACCOUNT
    assert "look" not in window.log


def test_each_part_uses_the_window_that_it_names() -> None:
    other: Part = create_part("court_website", opens=True, window="second")
    runs = Runs()
    runs.run(create_flow([WEBSITE, other]))
    assert set(runs.opened[0].by_name) == {"first", "second"}
