"""A sentence that takes a screen back is found, wherever it is, unless the document has it."""

import pytest

from pages.withdrawals import find_negation_before, find_withdrawal_near, find_withdrawals

WITHDRAWALS = (
    "This court does not accept linking at this time.",
    "This no longer applies.",
    "Linking is not accepted now.",
    "Linking has been suspended.",
    "Use the new form in its place",
    "Login is unavailable until January 5.",
    "Do not log in here.",
    "The notice is void since 2019: NOTICE.",
    "This notice is void.",
    "Passcodes are unavailable today.",
    "Repealed on January 5.",
    "This account was closed on 01/05/2026.",
    "Your right to file was withdrawn.",
    "This transaction is void and must be filed again on paper.",
    "The filing was rejected by the clerk.",
    "Linking is closed.",
    "Do not submit.",
    "This court does not accept motions.",
    "Electronic filing is closed.",
    "Your change was withdrawn.",
    "Please note that linking is closed.",
    "Linking unavailable",
    "Do not use this form.",
    "Please don't submit this page.",
    "CM/ECF is out of order",
    "Canceled",
    "Motions are not filed here; use paper.",
    "Passwords expire today; do not change them here.",
    "MOTION filed by John Attorney (STRICKEN by order)",
    "This court does not support linking.",
    "The court no longer supports this form.",
    "Since release 1.8 this form is closed.",
    "Linking has moved to PACER.",
    "This login has been moved to login.gov.",
    "The third-party login has been suspended.",
)

ORDINARY = (
    "You will have no further opportunity to modify this submission if you continue.",
    "If you use CM/ECF for PACER only, no action is necessary.",
    "You do not have permission to view this document.",
    "Use your upgraded PACER account to e-file in this court.",
    "Your PACER account has not been upgraded.",
    "This is a restricted government web site for official use only. Unauthorized entry is prohibited.",
    "If you do not have permission to use this system, do not log in.",
    "Do not submit this form twice.",
    "Do not use the Back button.",
    "Do not enter Social Security numbers.",
    "If you no longer practice here, tell the clerk.",
    "CM/ECF will be unavailable Saturday from 1 to 3 a.m.",
    "The clerk's office is closed on Monday.",
    "The court is closed on Monday.",
    "If JavaScript is disabled, enable it.",
    "Your session has ended.",
    "This case was closed on 01/01/2020.",
    "Documents that are not accepted are returned.",
    "When a filing was rejected, file it again.",
    "Documents are filed electronically.",
    "The document is filed here.",
    "Unauthorized use of this system is not permitted.",
    "CM/ECF may be temporarily unavailable.",
    "Do not share your password.",
    "You have been logged out of CM/ECF.",
    "Firms may not be linked.",
    "Before you continue, do not forget to redact.",
    "Withdrawn documents",
    "Do not use this system unless you are an authorized user.",
    "Fees are not refunded.",
    "Internet Explorer is no longer supported.",
    "This browser does not support cookies.",
    "Phone support is unavailable on weekends.",
    "The clerk's office has moved to 450 Main Street.",
    "If you have moved, tell the clerk.",
    "The plaintiff has moved for summary judgment.",
    "Select the case with the hearing that has been moved.",
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
    assert find_withdrawal_near("You are logged in as John Attorney", text) == "This no longer applies."


def test_a_sentence_further_on_does_not_belong_to_the_passage() -> None:
    text = "Forms. Manuals are below. Paper is no longer accepted."
    assert find_withdrawal_near("Forms", text) == ""


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


def test_the_sentence_right_before_a_passage_counts_too() -> None:
    text = "Policies. Repealed on January 5. These policies and procedures govern filing."
    assert find_withdrawal_near("govern filing", text) == "Repealed on January 5."


def test_it_counts_after_a_heading_too() -> None:
    text = "CM/ECF Help Policies and Procedures Repealed on January 5. These policies govern filing."
    assert find_withdrawal_near("govern filing", text) == "Repealed on January 5."


def test_headings_before_a_passage_are_no_sentence() -> None:
    assert find_withdrawal_near("E-Filing (CM/ECF)", "Linking suspended Judges E-Filing (CM/ECF)") == ""


def test_a_cell_of_a_table_is_a_sentence_of_its_own() -> None:
    assert find_withdrawals("Status:\tCanceled") == ("Canceled",)
