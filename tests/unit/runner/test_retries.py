"""A flow is retried as often as its outcome allows, and never after a login that may have failed."""

from pathlib import Path

import pytest

from ecfcheck.browser.arrival import Arrival
from ecfcheck.courts.ledger import open_ledger_in
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.unanswered import UnansweredRequests
from pages.errors import (
    BrowserLostError,
    ErrorResponseError,
    NotUsableError,
    StepError,
    WrongOriginError,
)
from tests.helpers.fake_runs import (
    HOME,
    LOGIN,
    REFUSED,
    TIMED_OUT,
    WEBSITE,
    Runs,
    outcomes,
    unreachable,
)
from tests.helpers.fake_window import (
    COURT,
    FakeWindow,
    create_flow,
    create_part,
)


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (unreachable(), 3),
        (ErrorResponseError("http://court", 500), 2),
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
    assert len(record.earlier_tries) == tries - 1


def test_an_unreachable_court_is_retried_after_longer_and_longer_waits() -> None:
    runs = Runs([FakeWindow(behaviors={"open": unreachable()}) for _ in range(3)])
    runs.run(create_flow([WEBSITE]))
    assert runs.pauses == [COURT.limits.again, COURT.limits.again * 2]


def test_a_court_error_is_retried_at_once() -> None:
    runs = Runs([FakeWindow(behaviors={"open": ErrorResponseError("http://court", 500)})])
    (record,) = runs.run(create_flow([WEBSITE]))
    assert runs.pauses == [0]
    assert (record.outcome, record.earlier_tries) == (
        Outcome.OK,
        ("retried after COURT_ERROR: opening its address: http://court responded with HTTP status 500",),
    )


def test_a_retry_begins_with_the_first_step_in_new_windows() -> None:
    late = FakeWindow([Arrival("", ("court_website",))])
    late.arrivals.append(Arrival("", (), http_status=503))
    runs = Runs([late, FakeWindow()])
    records = runs.run(create_flow([WEBSITE], [create_part("pacer_login", opens=True)]))
    assert outcomes(records) == ["OK", "OK"]
    assert runs.windows[1].log.count("open court_website") == 1
    assert len(records[1].earlier_tries) == 1


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


def test_a_login_is_decided_by_the_arrival_without_another_look() -> None:
    window = FakeWindow([Arrival("", ("pacer_login",)), REFUSED])
    (record,) = Runs([window]).run(create_flow([LOGIN, HOME]))
    assert record.outcome is Outcome.ACCOUNT
    assert "look" not in window.log
