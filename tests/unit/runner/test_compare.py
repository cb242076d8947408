"""A difference between a document and a screen is described with both sides."""

import pytest

from ecfcheck.runner.compare import (
    WrongCheckError,
    describe_difference,
    join_broken_lines,
    list_unexpected_words,
    select_relevant,
)
from ecfcheck.runner.records import CheckRecord
from pages.decorators import ScreenLines, Text


@pytest.mark.parametrize(
    ("documented", "seen"),
    [
        (("a  passage\nover lines",), Text("before a passage over lines after")),
        (("one", "two"), ("one", "two")),
        ({"CM/ECF": "John Attorney"}, {"CM/ECF": "John Attorney"}),
        ({"Your Account": ("x",)}, {"Your Account": ("x",)}),
    ],
)
def test_a_screen_as_documented_has_no_difference(documented: object, seen: object) -> None:
    assert describe_difference("it", documented, seen) is None


def test_a_changed_passage_is_shown_with_what_the_screen_says_instead() -> None:
    seen = Text("Welcome. All activities are recorded by the court. Goodbye.")
    assert describe_difference("text", ("All activities are logged by the court.",), seen) == (
        'does not say: "All activities are logged by the court."; '
        'it says: "All activities are recorded by the court."'
    )


def test_a_passage_that_is_like_nothing_on_the_screen_is_shown_alone() -> None:
    assert describe_difference("text", ("Quite another thing",), Text("Welcome")) == (
        'does not say: "Quite another thing"'
    )


def test_missing_and_undocumented_entries_are_both_named() -> None:
    assert describe_difference("menu", ("Query", "Reports"), ("Query", "Records")) == (
        "menu: documented [Query, Reports]; seen [Query, Records] "
        "(not seen: [Reports]; not documented: [Records])"
    )


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (("Enter it.", "x" * 200, "Press it."), "not seen: [Select it.]; not documented: [Press it.]"),
        (("Enter it.", "x" * 200), "not seen: [Select it.]"),
        (("Enter it.", "x" * 200, "Select it.", "New."), "not documented: [New.]"),
    ],
)
def test_of_long_lists_only_the_entries_that_differ_are_shown(seen: tuple[str, ...], text: str) -> None:
    agreeing = 3 if "New." in seen else 2
    assert describe_difference("lines", ("Enter it.", "x" * 200, "Select it."), seen) == (
        f"lines: {text} ({agreeing} other entries agree)"
    )


def test_long_lists_in_a_different_order_are_shown_whole() -> None:
    text = describe_difference("lines", ("x" * 200, "y" * 200), ("y" * 200, "x" * 200))
    assert text is not None
    assert text.startswith(f"lines: documented [{'x' * 200}, {'y' * 200}]; seen [{'y' * 200}, ")


@pytest.mark.parametrize("seen", [("b", "a"), ("a", "b", "a")])
def test_entries_in_a_different_order_or_number_differ(seen: tuple[str, ...]) -> None:
    text = describe_difference("menu", ("a", "b"), seen)
    assert text is not None
    assert text.endswith("(different order or number)")


def test_a_row_with_a_different_value_shows_both_values() -> None:
    documented, seen = {"CM/ECF": "John Attorney"}, {"CM/ECF": "Jon Attorney"}
    assert describe_difference("rows", documented, seen) == (
        'rows shows CM/ECF as "Jon Attorney"; documented: "John Attorney"'
    )


def test_missing_and_undocumented_rows_are_named() -> None:
    assert describe_difference("rows", {"PACER": "x"}, {"CM/ECF": "y"}) == (
        "rows lacks PACER; seen [CM/ECF]; rows has CM/ECF, which is not documented"
    )


def test_an_undocumented_row_without_a_label_has_no_name() -> None:
    assert describe_difference("rows", {}, {"": "y"}) == "rows has (no name), which is not documented"


def test_only_the_documented_passages_of_a_text_are_relevant() -> None:
    assert select_relevant(("one  passage", "not there"), Text("before one passage after")) == (
        "one  passage",
    )


def test_in_place_of_a_changed_passage_its_new_words_are_relevant() -> None:
    seen = Text("Welcome. All activities are recorded by the court. Goodbye.")
    assert select_relevant(("All activities are logged by the court.", "Goodbye"), seen) == (
        "All activities are recorded by the court.",
        "Goodbye",
    )


def test_words_that_the_court_added_are_quoted_to_the_end_of_the_passage() -> None:
    seen = Text("Note: For official use of PACER and of CM/ECF only, every day. Log in.")
    text = describe_difference("text", ("For official use of PACER only, every day.",), seen)
    assert text is not None
    assert text.endswith('it says: "For official use of PACER and of CM/ECF only, every day."')


def test_the_words_to_find_on_a_picture_are_those_that_are_not_documented() -> None:
    checks = [
        CheckRecord(check="menu", documented=("Query", "Help"), seen=("Query", "Info"), difference="differs"),
        CheckRecord(check="rows", documented={"PACER": "John"}, seen={"PACER": "Jon"}, difference="differs"),
        CheckRecord(check="links", documented=("Log In",), seen=("Log In",)),
    ]
    assert list_unexpected_words(checks) == ("Info", "Jon")


def test_all_of_any_other_value_is_relevant() -> None:
    assert select_relevant(("Query",), ("Query", "Reports")) == ("Query", "Reports")


def test_every_missing_passage_is_named() -> None:
    seen = Text("Only this is on the screen")
    assert describe_difference("text", ("First of all", "Only this", "And then some"), seen) == (
        'does not say: "First of all"; does not say: "And then some"'
    )


def test_a_passage_longer_than_the_screens_text_is_shown_with_all_of_it() -> None:
    assert describe_difference("text", ("Log in to CM/ECF now",), Text("Log in to")) == (
        'does not say: "Log in to CM/ECF now"; it says: "Log in to"'
    )


def test_an_empty_screen_lacks_the_passage() -> None:
    assert describe_difference("text", ("Welcome",), Text()) == 'does not say: "Welcome"'


def test_the_order_of_rows_does_not_matter() -> None:
    assert describe_difference("rows", {"CM/ECF": "x", "PACER": "y"}, {"PACER": "y", "CM/ECF": "x"}) is None


def test_a_section_with_different_entries_shows_both_lists() -> None:
    assert describe_difference("sections", {"Account": ("Link",)}, {"Account": ("Link", "")}) == (
        "sections shows Account as [Link, (no name)]; documented: [Link]"
    )


def test_a_check_that_returns_an_unknown_type_is_an_error() -> None:
    with pytest.raises(WrongCheckError, match="the check menu returned a list, which cannot be compared"):
        describe_difference("menu", ("Query",), ["Query"])


def test_a_passage_that_the_next_sentence_takes_back_differs() -> None:
    seen = Text("You are logged in as John Attorney. This no longer applies. Query")
    assert describe_difference("text", ("You are logged in as John Attorney.",), seen) == (
        'says "You are logged in as John Attorney.", and takes it back: "This no longer applies."'
    )


def test_a_documented_sentence_takes_nothing_back() -> None:
    seen = Text("User Update Required The passcode can no longer be skipped.")
    documented = ("User Update Required", "The passcode can no longer be skipped.")
    assert describe_difference("text", documented, seen) is None


def test_a_passage_with_a_negation_right_before_it_differs() -> None:
    seen = Text("Notice not Authentication Login:")
    assert (
        describe_difference("text", ("Authentication",), seen) == 'says "not" right before "Authentication"'
    )


def test_a_negation_that_is_documented_is_no_difference() -> None:
    seen = Text("Your account is not linked.")
    assert describe_difference("text", ("linked.", "is not linked."), seen) is None


@pytest.mark.parametrize(
    ("documented", "seen"),
    [
        (("PACER John Attorney",), ScreenLines(("PACER", "John Attorney"))),
        (("Do you want to link?", "PACER"), ScreenLines(("Do you", "want to", "link?", "PACER"))),
        (("One", "One two"), ScreenLines(("One", "One", "two"))),
        (("One", "two"), ScreenLines(("One", "two"))),
    ],
)
def test_where_a_court_breaks_a_line_is_not_a_difference(
    documented: tuple[str, ...], seen: ScreenLines
) -> None:
    assert join_broken_lines(documented, seen) == documented


@pytest.mark.parametrize(
    "seen",
    [
        ScreenLines(("PACER", "not", "John Attorney")),
        ScreenLines(("John Attorney", "PACER")),
        ScreenLines(("PACER", "John Attorney", "closed")),
        ScreenLines(("PACER",)),
        ScreenLines(("PACER", "John", "Attor", "ney")),
    ],
)
def test_other_words_are_a_difference_wherever_lines_break(seen: ScreenLines) -> None:
    documented = ("PACER John Attorney",)
    assert describe_difference("lines", documented, join_broken_lines(documented, seen)) is not None


def test_entries_of_a_list_are_never_joined() -> None:
    assert join_broken_lines(("Change Login",), ("Change", "Login")) == ("Change", "Login")
