"""The names on two accounts agree if they can belong to one person."""

import pytest

from pages.person_names import names_agree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Attorney", "John Attorney"),
        ("John Attorney", "JOHN  ATTORNEY"),
        ("John Attorney", "John Q. Attorney"),
        ("John Quincy Attorney", "John Q. Attorney"),
        ("John Attorney, Jr.", "John Attorney"),
        ("Ada Attorney-Briefs", "Ada M Attorney-Briefs Esq"),
    ],
)
def test_names_agree_if_only_one_has_a_middle_initial_or_suffix(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Attorney", "Jane Attorney"),
        ("John Attorney", "John Counsel"),
        ("John A. Attorney", "John B. Attorney"),
        ("John Attorney, Jr.", "John Attorney, Sr."),
        ("John Attorney", "Attorney & Counsel LLP"),
        ("John Attorney", "John Attorney and again Jane Attorney-Briefs"),
        ("John Attorney", ""),
        ("", ""),
    ],
)
def test_different_or_empty_names_do_not_agree(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not names_agree(other, one)
