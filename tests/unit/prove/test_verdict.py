"""A mutant is killed only by the right step, with the right outcome, for the right reason."""

from datetime import UTC, datetime

import pytest

from ecfcheck.prove.mutant import Mutant
from ecfcheck.prove.mutator import Target
from ecfcheck.prove.verdict import MutantRecord, describe_crash, judge
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord
from tests.helpers.mutants import build_mutant

DIFFERS = "link_confirmation buttons: documented [Submit]; seen []"


def build_step(number: str, outcome: Outcome = Outcome.OK, message: str | None = None) -> StepRecord:
    return StepRecord(
        flow="link_account",
        title="Link",
        document="ctd-link-pacer-account",
        persona="unlinked_filer",
        step=number,
        says="Says.",
        path="flows/link_account.yaml",
        line=1,
        outcome=outcome,
        message=message,
        started=datetime(2026, 3, 9, tzinfo=UTC),
        milliseconds=1,
    )


def judge_failure(mutant: Mutant, number: str, outcome: Outcome, message: str) -> MutantRecord:
    steps = [build_step("1"), build_step(number, outcome, message)]
    return judge(mutant, steps, applied=True, timed_out=False)


def test_a_mutant_is_killed_by_a_step_that_looks_at_its_screen() -> None:
    record = judge_failure(build_mutant("remove", "link_confirmation"), "permanent", Outcome.DRIFT, DIFFERS)
    assert (record.verdict, record.cause, record.noticed_by) == ("killed", None, "permanent")


def test_a_mutant_is_killed_by_the_step_that_leads_to_its_screen() -> None:
    message = "submit should lead to link_confirmation, known by its words; shown: cmecf_home"
    record = judge_failure(build_mutant("blank", "link_confirmation"), "4", Outcome.DRIFT, message)
    assert record.verdict == "killed"


def test_a_mutant_that_no_step_notices_has_survived() -> None:
    record = judge(
        build_mutant("remove", "link_confirmation"), [build_step("5")], applied=True, timed_out=False
    )
    assert (record.verdict, record.outcome) == ("survived", None)


def test_a_mutant_that_another_step_notices_is_misplaced() -> None:
    record = judge_failure(build_mutant("remove", "link_confirmation"), "6", Outcome.DRIFT, DIFFERS)
    assert record.verdict == "misplaced"
    assert record.cause == "step 6 noticed it; it concerns 4 or 5 or permanent"


def test_a_mutant_with_the_wrong_outcome_is_misplaced() -> None:
    record = judge_failure(build_mutant("remove", "link_confirmation"), "5", Outcome.ACCOUNT, DIFFERS)
    assert (record.verdict, record.cause) == ("misplaced", "ACCOUNT instead of DRIFT")


def test_a_mutant_whose_message_is_about_something_else_is_misplaced() -> None:
    record = judge_failure(build_mutant("remove", "link_confirmation"), "5", Outcome.DRIFT, "a dialog came")
    assert record.verdict == "misplaced"
    assert record.cause == "the message names neither the screen, nor a verb of it, nor the item"


@pytest.mark.parametrize(("follows_effect", "verdict"), [(True, "killed"), (False, "misplaced")])
def test_an_unknown_state_is_right_only_after_an_effect(follows_effect: bool, verdict: str) -> None:
    mutant = build_mutant("remove", "link_confirmation", follows_effect=follows_effect)
    assert judge_failure(mutant, "5", Outcome.UNKNOWN_STATE, DIFFERS).verdict == verdict


@pytest.mark.parametrize(
    ("operator", "screen", "verdict"),
    [
        ("dead_button", "link_confirmation", "killed"),
        ("dead_button", "link_account", "misplaced"),
        ("misspell", "link_confirmation", "misplaced"),
    ],
)
def test_an_effect_with_a_dead_button_may_leave_the_state_unknown(
    operator: str, screen: str, verdict: str
) -> None:
    mutant = build_mutant(operator, screen)
    message = f"{screen}: the click did nothing"
    step = mutant.place.step.number
    assert judge_failure(mutant, step, Outcome.UNKNOWN_STATE, message).verdict == verdict


def test_a_check_of_the_account_may_blame_the_account() -> None:
    place = next(
        one for one in build_mutant("remove", "link_confirmation").scene.parts if one.step.number == "5"
    )
    target = Target("agreement", "the names agree", place.index, (0,))
    mutant = build_mutant("remove", "link_confirmation", target)
    assert judge_failure(mutant, "5", Outcome.ACCOUNT, "link_confirmation agreement").verdict == "killed"


def test_a_mutant_that_changed_nothing_is_not_applied_even_if_a_step_fails() -> None:
    steps = [build_step("5", Outcome.DRIFT, DIFFERS)]
    record = judge(build_mutant("remove", "link_confirmation"), steps, applied=False, timed_out=False)
    assert record.verdict == "not applied"


def test_a_mutant_that_took_too_long_hung_whatever_its_steps_say() -> None:
    steps = [build_step("5", Outcome.HARNESS, "the browser failed")]
    record = judge(build_mutant("remove", "link_confirmation"), steps, applied=True, timed_out=True)
    assert (record.verdict, record.outcome) == ("hung", "HARNESS")


def test_an_error_of_ecfcheck_itself_is_named() -> None:
    record = describe_crash(build_mutant("remove", "link_confirmation"), TypeError("no such thing"))
    assert (record.verdict, record.cause) == ("misplaced", "ecfcheck failed: TypeError: no such thing")
