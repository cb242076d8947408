"""A sentence that takes a screen back is found, wherever it is, unless the document has it."""

import pytest

from pages.landmark import Landmark
from pages.screen_signs import (
    ScreenSigns,
    build_sign_script,
    describe_refresh,
    find_negation_before,
    find_withdrawal_after,
    find_withdrawals,
)

KNOWN_BY = '"Utilities"'

WITHDRAWALS = (
    "This court does not accept linking at this time.",
    "This no longer applies.",
    "Linking is not accepted now.",
    "Linking has been suspended.",
    "Use the new form in its place",
)

ORDINARY = (
    "You will have no further opportunity to modify this submission if you continue.",
    "If you use CM/ECF for PACER only, no action is necessary.",
    "You do not have permission to view this document.",
    "Use your upgraded PACER account to e-file in this court.",
    "Your PACER account has not been upgraded.",
)


@pytest.mark.parametrize("sentence", WITHDRAWALS)
def test_a_sentence_that_takes_something_back_is_found(sentence: str) -> None:
    assert find_withdrawals(f"Utilities\n{sentence}\nYour Account") == (sentence,)


@pytest.mark.parametrize("sentence", ORDINARY)
def test_a_courts_ordinary_sentence_takes_nothing_back(sentence: str) -> None:
    assert find_withdrawals(sentence) == ()


def test_only_the_sentence_itself_is_quoted() -> None:
    text = "The passcode follows. It can no longer be skipped. Enter it."
    assert find_withdrawals(text) == ("It can no longer be skipped.",)


def test_a_documented_sentence_is_not_a_surprise() -> None:
    sentence = "The one-time passcode can no longer be skipped."
    assert find_withdrawals(f"{sentence} Enter it.", [f"{sentence.upper()} Continue."]) == ()


def test_a_documented_part_of_the_sentence_does_not_excuse_the_rest() -> None:
    assert find_withdrawals("E-Filing (CM/ECF) is no longer offered.", ["E-Filing (CM/ECF)"])


def test_the_sentence_right_after_a_passage_counts() -> None:
    text = "You are logged in as John Attorney. This no longer applies. Query"
    assert find_withdrawal_after("You are logged in as John Attorney", text) == "This no longer applies."


def test_a_sentence_further_on_does_not_belong_to_the_passage() -> None:
    text = "Forms. Manuals are below. Paper is no longer accepted."
    assert find_withdrawal_after("Forms", text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Query not Authentication Login:", "not"),
        ("Query Not Authentication", "Not"),
        ("This is no longer Authentication", "no longer"),
        ("It isn\u2019t Authentication", "isn\u2019t"),
        ("not Authentication, nor Authentication", "not"),
    ],
)
def test_a_word_that_negates_a_passage_right_before_it_is_found(text: str, word: str) -> None:
    assert find_negation_before("Authentication", text) == word


@pytest.mark.parametrize(
    "text",
    [
        "Authentication Login:",
        "If not. Authentication Login:",
        "not Authentication, but Authentication",
        "Annot Authentication",
        "Login:",
    ],
)
def test_a_passage_that_is_there_without_a_negation_is_not_negated(text: str) -> None:
    assert find_negation_before("Authentication", text) == ""


def test_a_screen_without_a_sign_is_in_order() -> None:
    assert ScreenSigns().describe(KNOWN_BY, ()) is None


@pytest.mark.parametrize(
    ("signs", "message"),
    [
        (
            ScreenSigns(is_recognizable=False),
            'is there, but a reader does not see what it is known by: "Utilities"',
        ),
        (
            ScreenSigns(away="http://elsewhere.example/x"),
            "has a form that is sent to http://elsewhere.example/x, which is not the court's",
        ),
        (
            ScreenSigns(sent_along="two forms that are sent to /x"),
            "has two forms that are sent to /x, which is not documented",
        ),
        (
            ScreenSigns(words="This no longer applies."),
            'says "This no longer applies.", which takes it back and is not documented',
        ),
    ],
)
def test_a_sign_is_described_in_words(signs: ScreenSigns, message: str) -> None:
    assert signs.describe(KNOWN_BY, ()) == message


def test_the_script_looks_at_the_alternatives_of_a_landmark_too() -> None:
    landmark = Landmark("main", says=("Utilities",), also=(Landmark("b", says=("Your Account",)),))
    script = build_sign_script(landmark, "main")
    assert '{"css": "main", "says": ["Utilities"]}, {"css": "b", "says": ["Your Account"]}' in script


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("5;url=/", "after 5;url=/"),
        (" 0", "after 0"),
        (".5; url=/", "after .5; url=/"),
        ("60, /x", "after 60, /x"),
        ("61;url=/", ""),
        ("1800", ""),
        ("", ""),
        ("url=/", ""),
    ],
)
def test_a_page_that_leaves_within_a_minute_is_described(content: str, where: str) -> None:
    assert describe_refresh(content) == where
