"""What differs between a document and a screen is put into words that name both."""

import pytest

from ecfcheck.run.compare import difference
from pages.verbs import Text


@pytest.mark.parametrize(
    ("documented", "seen"),
    [
        (("a  passage\nover lines",), Text("before a passage over lines after")),
        (("one", "two"), ("one", "two")),
        ({"CM/ECF": "John Attorney"}, {"CM/ECF": "John Attorney"}),
        ({"Your Account": ("x",)}, {"Your Account": ("x",)}),
    ],
)
def test_nothing_is_said_of_a_screen_as_documented(documented: object, seen: object) -> None:
    assert difference("it", documented, seen) is None


def test_a_passage_that_was_changed_is_shown_beside_what_stands_there() -> None:
    seen = Text("Welcome. All activities are recorded by the court. Goodbye.")
    assert difference("text", ("All activities are logged by the court.",), seen) == (
        'does not say: "All activities are logged by the court."; '
        'it says: "All activities are recorded by the court."'
    )


def test_a_passage_like_nothing_on_the_screen_is_named_alone() -> None:
    assert difference("text", ("Quite another thing",), Text("Welcome")) == (
        'does not say: "Quite another thing"'
    )


def test_entries_that_are_missing_and_entries_that_are_new_are_both_named() -> None:
    assert difference("menu", ("Query", "Reports"), ("Query", "Records")) == (
        "menu: documented [Query, Reports]; seen [Query, Records] "
        "(not seen: [Reports]; not documented: [Records])"
    )


@pytest.mark.parametrize("seen", [("b", "a"), ("a", "b", "a")])
def test_entries_in_another_order_or_number_are_told_apart(seen: tuple[str, ...]) -> None:
    told = difference("menu", ("a", "b"), seen)
    assert told is not None
    assert told.endswith("(another order or number)")


def test_a_row_with_another_value_names_both_values() -> None:
    documented, seen = {"CM/ECF": "John Attorney"}, {"CM/ECF": "Jon Attorney"}
    assert difference("rows", documented, seen) == (
        'rows shows CM/ECF as "Jon Attorney"; documented: "John Attorney"'
    )


def test_rows_that_are_missing_or_not_documented_are_named() -> None:
    assert difference("rows", {"PACER": "x"}, {"CM/ECF": "y"}) == (
        "rows lacks PACER; seen [CM/ECF]; rows has CM/ECF, which is not documented"
    )
