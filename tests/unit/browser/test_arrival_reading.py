"""What was read on arrival counts once for each part, and only for the same screen, plan and document."""

import pytest

from ecfcheck.browser.arrival_reading import NOTHING, ArrivalReading, Document
from pages.screen_reader import Query, ReadingPlan

SIGNS: Query = ("html", "signs", False)
PLAN = ReadingPlan((("main", "words", False), SIGNS))
OTHER_PLAN = ReadingPlan((("nav", "words", False), SIGNS))
HERE: Document = ("http://ecf.example/", 3)
READ = [[["Welcome"], [{"refresh": ""}]], '{"items": []}']


def create_reading() -> ArrivalReading:
    """Return one for which the look has read the screen `home`."""
    reading = ArrivalReading()
    reading.plan("home", [PLAN], "() => '{}'")
    reading.keep(READ, HERE)
    return reading


def test_only_the_planned_screen_is_read_on_arrival() -> None:
    reading = ArrivalReading()
    assert reading.build_script("home") == NOTHING
    reading.plan("home", [PLAN], "() => '{}'")
    assert "main" in reading.build_script("home")
    assert reading.build_script("query") == NOTHING


def test_what_was_read_answers_once_with_the_structure_of_that_moment() -> None:
    reading = create_reading()
    assert reading.take("home", PLAN, HERE) == READ[0]
    assert reading.take_structure() == {"items": []}
    assert reading.take_structure() is None
    assert reading.take("home", PLAN, HERE) is None


def test_the_parts_of_one_screen_are_read_together_and_each_takes_its_own() -> None:
    reading = ArrivalReading()
    reading.plan("home", [PLAN, OTHER_PLAN, PLAN], "() => '{}'")
    reading.keep([[["main's words"], ["signs"], ["nav's words"]], '{"items": []}'], HERE)
    for plan, words in ((PLAN, "main's words"), (OTHER_PLAN, "nav's words"), (PLAN, "main's words")):
        assert reading.has_reading("home", HERE)
        assert reading.take("home", plan, HERE) == [[words], ["signs"]]
        assert reading.take_structure() == {"items": []}
    assert not reading.has_reading("home", HERE)
    assert reading.take("home", PLAN, HERE) is None


@pytest.mark.parametrize(
    ("screen", "document"),
    [("query", HERE), ("home", ("http://ecf.example/", 4))],
    ids=["screen", "document"],
)
def test_another_screen_or_document_has_no_reading(screen: str, document: Document) -> None:
    assert not create_reading().has_reading(screen, document)


@pytest.mark.parametrize(
    ("screen", "plan", "document"),
    [("query", PLAN, HERE), ("home", OTHER_PLAN, HERE), ("home", PLAN, ("http://ecf.example/", 4))],
    ids=["another screen", "other checks", "another document"],
)
def test_it_does_not_count_for_anything_else(screen: str, plan: ReadingPlan, document: Document) -> None:
    reading = create_reading()
    assert reading.take(screen, plan, document) is None
    assert reading.take_structure() is None


def test_it_does_not_count_once_something_was_done() -> None:
    reading = create_reading()
    reading.forget()
    assert reading.take("home", PLAN, HERE) is None


def test_the_plan_stays_until_its_screen_has_come() -> None:
    reading = ArrivalReading()
    reading.plan("home", [PLAN], "() => '{}'")
    reading.keep(None, HERE)
    assert reading.build_script("home") != NOTHING
