"""Numbers and names are put into words."""

import pytest

from ecfcheck.report.text import list_ranges


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], []), ([2, 4], ["2", "4"]), ([1, 2], ["1", "2"]), ([1, 3, 4, 5, 7], ["1", "3 to 5", "7"])],
)
def test_three_or_more_numbers_in_a_row_are_a_range(numbers: list[int], words: list[str]) -> None:
    assert list_ranges(numbers) == words
