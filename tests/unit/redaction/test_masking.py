"""A secret that cannot be masked without revealing itself is refused, with the reason."""

import pytest

from config.secret import Secret
from ecfcheck.redaction import find_masking_fault
from ecfcheck.report.fixed_words import collect_fixed_words

WORDS = collect_fixed_words([])


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
