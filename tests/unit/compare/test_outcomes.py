"""A step that ends differently breaks the notice, or says why it does not."""

from pathlib import Path

import pytest

from ecfcheck.compare.model import Kind
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import PartRecord
from tests.helpers.compared_samples import CHANGED_MENU, HOME, compare
from tests.helpers.snapshot_samples import link, part, snapshot, step, text


def test_a_step_that_did_not_come_to_its_screen_breaks_the_notice(tmp_path: Path) -> None:
    failed = step(outcome=Outcome.DRIFT, message="open_utilities should lead to utilities")
    (found,) = compare(tmp_path, (step(), HOME), (failed, HOME)).differences
    assert (found.kind, found.subject, found.sentences[0].entry) == (Kind.NOTICE, "outcome", "3")
    assert found.after == ("DRIFT: open_utilities should lead to utilities",)


@pytest.mark.parametrize(
    ("without_effect", "kind", "sentences"),
    [
        (Outcome.DRIFT, Kind.NOTICE, ["ctd-link, 3: Open Utilities."]),
        (Outcome.COURT_ERROR, Kind.OUTCOME, []),
        (None, Kind.OUTCOME, []),
    ],
)
def test_another_screen_after_an_effect_breaks_the_notice_and_no_answer_does_not(
    without_effect: Outcome | None, kind: Kind, sentences: list[str], tmp_path: Path
) -> None:
    failed = step(
        outcome=Outcome.UNKNOWN_STATE,
        outcome_without_effect=without_effect,
        message="change_password should lead to login_maintained; shown: an unknown screen",
    )
    (found,) = compare(tmp_path, (step(), HOME), (failed, HOME)).differences
    assert (found.kind, [str(one) for one in found.sentences]) == (kind, sentences)


def test_a_changed_target_explains_why_the_next_screen_did_not_come(tmp_path: Path) -> None:
    moved = snapshot(HOME.items[0], link("Reports", "{ecf}/other.pl", area="menu"), HOME.items[2])
    failed = step(outcome=Outcome.DRIFT, message="open_utilities should lead to utilities")
    (found,) = compare(tmp_path, (step(), HOME), (failed, moved)).differences
    assert (found.kind, found.subject, found.sentences[0].entry) == (Kind.NOTICE, "target", "3")


@pytest.mark.parametrize(
    "outcome",
    [Outcome.COURT_ERROR, Outcome.UNAVAILABLE, Outcome.ACCOUNT, Outcome.HARNESS, Outcome.BLOCKED],
)
def test_an_outcome_that_says_nothing_about_the_notice_is_a_class_of_its_own(
    outcome: Outcome, tmp_path: Path
) -> None:
    comparison = compare(tmp_path, (step(), HOME), (step(outcome=outcome, message="no"), HOME))
    assert [(one.kind, one.sentences) for one in comparison.differences] == [(Kind.OUTCOME, ())]
    statuses = [comparison.get_exit_status(kind) for kind in (Kind.VISIBLE, Kind.OUTCOME, Kind.NOTICE)]
    assert statuses == [2, 2, 0]


def test_what_fails_on_the_screen_of_a_court_that_is_down_does_not_break_the_notice(tmp_path: Path) -> None:
    down = step(part([CHANGED_MENU]), outcome=Outcome.COURT_ERROR, message="The database is not available.")
    after = snapshot(text("The database is not available."))
    found = compare(tmp_path, (step(), HOME), (down, after)).differences
    assert {one.kind for one in found} == {Kind.OUTCOME, Kind.VISIBLE}


@pytest.mark.parametrize("parts", [(), (part([], snapshot=None, picture="evidence/failed.jpg"),)])
def test_a_run_against_a_court_that_was_down_is_compared_by_how_its_steps_end(
    parts: tuple[PartRecord, ...], tmp_path: Path
) -> None:
    down = step(outcome=Outcome.UNAVAILABLE, message="no answer").model_copy(update={"parts": parts})
    comparison = compare(tmp_path, (step(), HOME), (down, HOME))
    (found,) = comparison.differences
    assert (found.kind.meaning, found.before, found.after) == (
        "ends differently",
        ("OK",),
        ("UNAVAILABLE: no answer",),
    )
    assert comparison.get_exit_status(Kind.VISIBLE) == 2


def test_a_step_without_a_screen_in_common_is_compared_by_how_it_ends(tmp_path: Path) -> None:
    other = step(part([], screen="query"), outcome=Outcome.DRIFT, message="query came")
    (found,) = compare(tmp_path, (step(), HOME), (other, HOME)).differences
    assert (found.kind, found.screens, found.after) == (Kind.NOTICE, ("query",), ("DRIFT: query came",))


def test_a_step_that_holds_again_is_visible(tmp_path: Path) -> None:
    failed = step(outcome=Outcome.COURT_ERROR, message="down")
    comparison = compare(tmp_path / "1", (failed, HOME), (step(), HOME))
    (found,) = comparison.differences
    assert (found.kind, found.after) == (Kind.VISIBLE, ("OK: the step holds again",))
    assert comparison.get_exit_status(Kind.VISIBLE) == 1
    reverse = compare(tmp_path / "2", (step(), HOME), (failed, HOME))
    assert reverse.get_exit_status(Kind.VISIBLE) == 2
