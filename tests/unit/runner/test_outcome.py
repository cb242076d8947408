"""Each outcome has an exit status, a retry rule and a meaning; the highest status counts."""

import pytest

from ecfcheck.runner.outcome import Outcome, find_worst_exit_status


def test_every_outcome_has_its_documented_exit_status() -> None:
    assert {outcome: outcome.exit_status for outcome in Outcome} == {
        Outcome.OK: 0,
        Outcome.NOT_RUN: 0,
        Outcome.DRIFT: 1,
        Outcome.COURT_ERROR: 1,
        Outcome.ACCOUNT: 2,
        Outcome.UNAVAILABLE: 3,
        Outcome.HARNESS: 4,
        Outcome.UNKNOWN_STATE: 5,
        Outcome.BLOCKED: 6,
    }


def test_every_outcome_but_ok_and_not_run_fails_the_run() -> None:
    assert {outcome for outcome in Outcome if not outcome.is_failure} == {Outcome.OK, Outcome.NOT_RUN}


def test_only_an_unreachable_or_a_failing_court_is_retried() -> None:
    assert {outcome: outcome.tries for outcome in Outcome if outcome.tries != 1} == {
        Outcome.UNAVAILABLE: 3,
        Outcome.COURT_ERROR: 2,
    }


def test_the_retry_rule_in_words_agrees_with_the_number_of_tries() -> None:
    assert {outcome for outcome in Outcome if outcome.retry.startswith("retried")} == {
        outcome for outcome in Outcome if outcome.tries > 1
    }


def test_every_outcome_has_its_own_meaning() -> None:
    assert len({outcome.meaning for outcome in Outcome}) == len(Outcome)


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([], 0),
        ([Outcome.OK, Outcome.NOT_RUN], 0),
        ([Outcome.ACCOUNT, Outcome.DRIFT], 2),
        ([Outcome.UNAVAILABLE, Outcome.UNKNOWN_STATE, Outcome.ACCOUNT], 5),
    ],
    ids=["no step", "no failure", "two failures", "the gravest in the middle"],
)
def test_a_run_ends_with_the_highest_exit_status(outcomes: list[Outcome], status: int) -> None:
    assert find_worst_exit_status(outcomes) == status
