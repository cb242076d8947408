"""Runs in two browsers are compared by what the court decides, and by nothing that the browser decides."""

from pathlib import Path

import pytest

from ecfcheck.compare.comparison import Comparison, compare_runs
from ecfcheck.compare.read import read_run
from ecfcheck.runner.snapshot import Item, Snapshot
from tests.helpers.run_samples import check
from tests.helpers.snapshot_samples import field, link, part, snapshot, step, text, write_run

LOOK, OTHER_LOOK = "black|white|13px|400|normal|none", "black|gray|13px|400|normal|none"
NOTE = "the browsers differ: appearance, layout and timing were not compared"


def menu(words: str, look: str = LOOK) -> Item:
    return link(words, area="menu", look=look)


def compare(folder: Path, before: Snapshot, after: Snapshot, browser: str = "firefox") -> Comparison:
    slow = part([check("menu", ("Query",))], milliseconds=90_000)
    first = write_run(folder / "a", step(), home=before)
    second = write_run(folder / "b", step(slow, browser=browser), home=after)
    return compare_runs(read_run(first), read_run(second), 1.0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (text("Welcome", look=LOOK), text("Welcome", look=OTHER_LOOK)),
        (field("login", look=LOOK, completes="off"), field("login", look=LOOK)),
    ],
    ids=["look", "autocomplete"],
)
def test_what_the_browser_decides_is_not_compared(before: Item, after: Item, tmp_path: Path) -> None:
    comparison = compare(tmp_path, snapshot(before), snapshot(after, milliseconds=60_000))
    assert (comparison.differences, comparison.notes) == ((), (NOTE,))


def test_one_browser_is_compared_with_itself_in_full(tmp_path: Path) -> None:
    before, after = (
        snapshot(text("Hi", look=LOOK)),
        snapshot(text("Hi", look=OTHER_LOOK), milliseconds=60_000),
    )
    comparison = compare(tmp_path, before, after, browser="chromium")
    assert [one.subject for one in comparison.differences] == ["appearance", "time"]
    assert comparison.notes == ()


def test_a_menu_that_is_open_below_the_pointer_is_not_compared(tmp_path: Path) -> None:
    before = snapshot(menu("Civil"), menu("Criminal"), text("Welcome", look=LOOK))
    opened = (menu("Civil", ""), menu("Motions"), menu("Answers"), menu("Criminal"))
    assert compare(tmp_path / "1", before, snapshot(*opened, text("Welcome", look=LOOK))).differences == ()
    assert compare(tmp_path / "2", snapshot(*opened, text("Welcome", look=LOOK)), before).differences == ()


def test_what_the_court_changed_is_found_in_another_browser(tmp_path: Path) -> None:
    before = snapshot(menu("Civil"), menu("Criminal"), menu("Query"), text("Welcome", look=LOOK))
    after = snapshot(
        menu("Civil", ""), menu("Motions"), menu("Criminal"), menu("Training"), menu("Query"), text("Hello")
    )
    found = compare(tmp_path, before, after).differences
    assert [(one.before, one.after) for one in found] == [
        ((), ("link “Training”",)),
        (("text “Welcome”",), ("text “Hello”",)),
    ]
