"""Two runs are compared by the outcomes of their steps."""

from collections.abc import Sequence

from ecfcheck.report.changes import describe_changes, find_changes
from ecfcheck.report.model import RunReport, build_report
from ecfcheck.runner.records import StepRecord
from tests.helpers.run_samples import create_run, failed_steps, good_steps


def report(steps: Sequence[StepRecord]) -> RunReport:
    return build_report(create_run(*steps))


def test_equal_outcomes_are_no_change() -> None:
    for steps in (good_steps(), failed_steps()):
        found = find_changes(report(steps), report(steps))
        assert (found, describe_changes(found)) == ([], "no outcome changed since the previous run")


def test_a_step_that_fails_now_is_a_change_and_those_after_it_are_not() -> None:
    found = find_changes(report(good_steps()), report(failed_steps()))
    assert [str(change) for change in found] == [
        (
            "link_account, step 5, “Ensure that the accounts listed are accurate”: OK -> DRIFT\n"
            '  link_confirmation shows the row CM/ECF as "Jon Attorney"; documented: "John Attorney" (the'
            " persona's name)\n  flow    flows/link_account.yaml:41"
        )
    ]
    assert describe_changes(found) == "1 outcome changed since the previous run: 1 failed"


def test_a_step_that_holds_again_is_a_change() -> None:
    found = find_changes(report(failed_steps()), report(good_steps()))
    assert [str(change) for change in found] == [
        "link_account, step 5, “Ensure that the accounts listed are accurate”: DRIFT -> OK"
    ]
    assert describe_changes(found) == "1 outcome changed since the previous run: 1 OK again"


def test_without_a_previous_run_what_failed_is_a_change() -> None:
    assert [change.before for change in find_changes(None, report(failed_steps()))] == [None]
    assert find_changes(None, report(good_steps())) == []


def test_of_several_runs_the_worst_outcome_counts() -> None:
    (change,) = find_changes(report(good_steps()), report([*failed_steps(), *good_steps(2)]))
    assert change.step.outcome == "DRIFT"


def test_a_step_that_this_run_did_not_reach_is_no_change() -> None:
    assert find_changes(report(good_steps()), report(good_steps()[:2])) == []
