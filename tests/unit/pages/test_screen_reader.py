"""What a screen reader makes of the elements that a reader sees."""

from typing import Any, cast

from playwright.sync_api import Page

from pages.screen_reader import ScreenReader


class Reader(ScreenReader):
    """A reader of prepared values."""

    def __init__(self, found: list[Any]) -> None:
        super().__init__(cast(Page, None))
        self._found = found

    def evaluate_visible(self, css: str, expression: str = "") -> list[Any]:  # noqa: ARG002 - as prepared
        """Return the prepared values."""
        return self._found


def test_each_row_has_a_label_and_its_value() -> None:
    rows = Reader([["CM/ECF", " John  Attorney "], ["PACER", "John", "Attorney"]]).read_labeled_rows("main")
    assert rows == {"CM/ECF": "John Attorney", "PACER": "John | Attorney"}


def test_a_row_without_a_label_and_a_value_is_left_out() -> None:
    found = [[], ["A heading"], ["Case", "3:17-cv-1"]]
    assert Reader(found).read_labeled_rows("main") == {"Case": "3:17-cv-1"}


def test_characters_that_only_say_where_a_line_may_break_are_not_read() -> None:
    found = ["per\u00adma\u200bnently linked", "e\u2011file \u2060here\ufeff"]
    assert Reader(found).read_texts("main") == ("permanently linked", "e-file here")
