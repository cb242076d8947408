"""A secret that cannot be masked without revealing itself is refused, with the reason."""

import pytest

from config.secret import Secret
from ecfcheck.redaction import FixedWords, find_masking_fault
from ecfcheck.report.fixed_words import collect_fixed_words

WORDS = collect_fixed_words([])


class CountingText(str):  # noqa: SLOT000 - it has an attribute of its own
    """A text that counts how often it was searched."""

    searches = 0

    def __contains__(self, value: object) -> bool:
        self.searches += 1
        return isinstance(value, str) and super().__contains__(value)


@pytest.mark.parametrize(
    ("secret", "reason"),
    [
        ("x", "has fewer than 6 characters"),
        ("     x     ", "has fewer than 6 characters"),
        ("1234567", "is a number of fewer than 8 digits"),
        ("------", "repeats fewer than 3 different characters"),
        ("nextgen", "is a word that every record or report has"),
        ("NextGen", "is a word that every record or report has"),
        ("password", "is a word that every record or report has"),
        ("UNKNOWN_STATE", "is a word that every record or report has"),
        ("milliseconds", "is a word that every record or report has"),
        ("unlinked_filer", "is a word that every record or report has"),
        ("testcase", "is a word that every record or report has"),
        ("background", "is a word that every record or report has"),
    ],
)
def test_a_secret_that_is_short_or_common_cannot_be_masked(secret: str, reason: str) -> None:
    assert (find_masking_fault(Secret(secret), WORDS) or "").startswith(reason)


@pytest.mark.parametrize("secret", ["hunter2", "Correct.Horse7", "GEZDGNBVGY3TQOJQ", "20261126"])
def test_an_ordinary_password_can_be_masked(secret: str) -> None:
    assert find_masking_fault(Secret(secret), WORDS) is None


@pytest.mark.parametrize("text", ["", "abc", "nextgen cm/ecf\nroe, jane 1 ctd", "abcdabceabcd"])
def test_a_value_is_found_wherever_it_is_in_a_text(text: str) -> None:
    words = FixedWords(text)
    places = range(len(text) + 1)
    assert all(text[start:stop] in words for start in places for stop in places[start:])


@pytest.mark.parametrize("value", ["nextgem", "jane  1", "ctd roe", "abcdabce", "next\nroe,"])
def test_a_value_of_which_only_pieces_are_in_a_text_is_not_found(value: str) -> None:
    assert value not in FixedWords("nextgen jane 1 ctd\nroe, abcd abce bcda cdab dabc")


def test_a_password_is_not_searched_for_in_the_whole_text() -> None:
    """A roster of 40,000 people has as many passwords, and a text of some megabytes."""
    text = CountingText("all the words of a roster")
    words = FixedWords(text)
    assert find_masking_fault(Secret("Correct.Horse7"), words) is None
    assert text.searches == 0
    assert "of a roster" in words
    assert text.searches == 1
