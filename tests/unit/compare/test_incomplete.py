"""A run that is not complete is not taken as equal to a complete one."""

from pathlib import Path

import pytest

from ecfcheck.compare.comparison import compare_runs
from ecfcheck.compare.model import Kind
from ecfcheck.compare.read import read_run
from tests.helpers.compared_samples import HOME, MENU
from tests.helpers.snapshot_samples import interrupt, part, step, write_run


@pytest.mark.parametrize(
    ("fail_on", "status"), [(Kind.VISIBLE, 1), (Kind.TECHNICAL, 1), (Kind.NOTICE, 0), (None, 0)]
)
def test_a_run_that_was_interrupted_is_not_taken_as_equal(
    fail_on: Kind | None, status: int, tmp_path: Path
) -> None:
    full = read_run(write_run(tmp_path / "a", step(), step(step="4"), home=HOME))
    short = read_run(interrupt(write_run(tmp_path / "b", step(), home=HOME)))
    comparison = compare_runs(full, short, 1.0)
    assert comparison.differences == ()
    assert comparison.verdict == (
        "no difference in 1 screen of 1 step; the second run is not complete: interrupted"
    )
    assert comparison.notes == ("1 step only in the first run, not compared: link_account",)
    assert comparison.get_exit_status(fail_on) == status


def test_a_run_without_some_of_its_snapshots_is_not_taken_as_equal(tmp_path: Path) -> None:
    other = step(part([MENU], snapshot="evidence/other.json"), step="4")
    before = write_run(tmp_path / "a", step(), other, home=HOME, other=HOME)
    after = write_run(tmp_path / "b", step(), other, home=HOME)
    comparison = compare_runs(read_run(before), read_run(after), 1.0)
    assert comparison.verdict == (
        "no difference in 1 screen of 2 steps;"
        " the second run is not complete: 1 snapshot is missing or cut off"
    )
    assert comparison.get_exit_status(Kind.VISIBLE) == 1
    (after / "evidence" / "home.json").unlink()
    assert compare_runs(read_run(before), read_run(after), 1.0).incomplete == (
        "the second run is not complete: 2 snapshots are missing or cut off",
    )


def test_a_snapshot_that_a_full_disk_has_cut_off_does_not_keep_the_others_from_being_compared(
    tmp_path: Path,
) -> None:
    other = step(part([MENU], snapshot="evidence/other.json"), step="4")
    before, after = (write_run(tmp_path / name, step(), other, home=HOME, other=HOME) for name in ("a", "b"))
    torn = after / "evidence" / "other.json"
    torn.write_bytes(torn.read_bytes()[:300])
    assert compare_runs(read_run(before), read_run(after), 1.0).verdict == (
        "no difference in 1 screen of 2 steps;"
        " the second run is not complete: 1 snapshot is missing or cut off"
    )


def test_a_screen_that_never_had_a_snapshot_does_not_make_a_run_incomplete(tmp_path: Path) -> None:
    steps = (step(), step(part([MENU], snapshot=None), step="4"))
    runs = [read_run(write_run(tmp_path / name, *steps, home=HOME)) for name in "ab"]
    comparison = compare_runs(runs[0], runs[1], 1.0)
    assert (comparison.incomplete, comparison.get_exit_status(Kind.VISIBLE)) == ((), 0)
