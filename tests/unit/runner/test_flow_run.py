"""A flow run records each step, and runs none after one that failed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ecfcheck.browser.arrival import Arrival
from ecfcheck.flowfile.flow import Part
from ecfcheck.runner.outcome import Outcome
from pages.errors import (
    ErrorResponseError,
)
from tests.helpers.fake_runs import (
    CONFIRM,
    HOME,
    LOGIN,
    SUCCESS,
    WEBSITE,
    Runs,
    outcomes,
)
from tests.helpers.fake_window import (
    FakeWindow,
    create_flow,
    create_part,
)


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


def test_the_rule_that_a_wrong_screen_breaks_is_in_the_message_and_not_in_what_is_compared() -> None:
    flow = create_flow([WEBSITE])
    flow = replace(flow, steps=(replace(flow.steps[0], rule="step 1: Open it."),))
    (record,) = Runs([FakeWindow([Arrival("", ("query",))])]).run(flow)
    assert record.message == f"{record.normalized_message}; the document, step 1: Open it."


@pytest.mark.parametrize(
    ("screens", "is_cited"),
    [(("query",), True), (("court_website", "query"), False)],
    ids=["another screen", "two landmarks match"],
)
def test_the_document_is_cited_unless_the_page_objects_are_wrong(
    screens: tuple[str, ...], *, is_cited: bool
) -> None:
    flow = create_flow([WEBSITE])
    flow = replace(flow, steps=(replace(flow.steps[0], rule="step 2: The login leads to CM/ECF."),))
    record, *_ = Runs([FakeWindow([Arrival("", screens)])]).run(flow)
    assert (record.message or "").endswith("; the document, step 2: The login leads to CM/ECF.") == is_cited


def test_no_step_is_run_after_an_unexpected_error() -> None:
    runs = Runs([FakeWindow(behaviors={"open": ZeroDivisionError()})])
    run = runs.start(create_flow([WEBSITE], [HOME]))
    with pytest.raises(ZeroDivisionError):
        run.run(run.flow.steps[0])
    assert run.run(run.flow.steps[1]).outcome is Outcome.NOT_RUN


def test_the_windows_of_a_failed_attempt_are_closed_before_the_next_attempt() -> None:
    runs = Runs([FakeWindow(behaviors={"open": ErrorResponseError("http://court", 500)})])
    runs.run(create_flow([WEBSITE]))
    assert [windows.closed for windows in runs.opened] == [[False], [False]]


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda window: window.dialogs.append("Closed"), 'a dialog that is not documented: "Closed"'),
        (lambda window: window.script_errors.append("x"), "a script of the page failed: x"),
        (lambda window: setattr(window, "other_tabs", ("http://y",)), "opened another tab or window"),
        (
            lambda window: setattr(window, "refresh", "5;url=/"),
            "leaves by itself, which is not documented: after 5",
        ),
        (
            lambda window: setattr(window, "departure", "http://y/"),
            "leaves by itself, which is not documented: it",
        ),
    ],
    ids=["dialog", "script error", "tab", "refresh", "departure"],
)
def test_an_undocumented_event_fails_the_step(prepare: Callable[[FakeWindow], None], words: str) -> None:
    window = FakeWindow()
    prepare(window)
    record, *_ = Runs([window, window]).run(create_flow([WEBSITE]))
    assert words in (record.message or "")


def test_a_dialog_that_the_flow_checks_does_not_fail_the_step() -> None:
    window = FakeWindow(dialogs=["Already made"], values={"dialogs": ("Already made",)})
    part = create_part("court_website", sees={"dialogs": ("Already made",)}, opens=True)
    record, *_ = Runs([window]).run(create_flow([part]))
    assert record.outcome is Outcome.OK
    assert window.dialogs == []


def test_each_part_uses_the_window_that_it_names() -> None:
    other: Part = create_part("court_website", opens=True, window="second")
    runs = Runs()
    runs.run(create_flow([WEBSITE, other]))
    assert set(runs.opened[0].by_name) == {"first", "second"}


def test_the_browser_pauses_on_the_first_screen_of_the_step_before_it_is_checked() -> None:
    window = FakeWindow(values={"agreement": ("the names agree",)})
    flow = create_flow([WEBSITE], [CONFIRM, SUCCESS])
    Runs([window]).run(flow, pause_at="2")
    log = window.log
    assert log.count("pause") == 1
    assert log[log.index("pause") - 1 : log.index("pause") + 2] == [
        "lock LinkConfirmation",
        "pause",
        "read link_confirmation.agreement",
    ]
