"""The draft of a part keeps where its picture shows what differs."""

from collections.abc import Sequence
from typing import cast

from ecfcheck.browser.picture_areas import PictureAreas
from ecfcheck.browser.window import Window
from ecfcheck.runner.drafts import PartDraft
from ecfcheck.runner.records import CheckRecord

DIFFERS = CheckRecord(check="menu", documented=("Reports",), seen=("Records",), difference="differs")


class Finder:
    """Finds every text in one place, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def find_areas(self, words: Sequence[str] = ()) -> PictureAreas:
        self.asked.append(words)
        return PictureAreas((0, 0, 100, 50), ((10, 20, 30, 40),) if words else ())


def find_areas(draft: PartDraft, *words: str) -> Finder:
    finder = Finder()
    draft.find_areas(cast(Window, finder), words)
    return finder


def test_the_record_has_the_areas_of_its_picture() -> None:
    draft = PartDraft(screen="cmecf_home", picture="evidence/a.jpg", checks=(DIFFERS,))
    assert find_areas(draft, "refused").asked == [["Records", "refused"]]
    record = draft.to_record()
    assert record.picture_content == (0, 0, 100, 50)
    assert record.picture_marks == ((10, 20, 30, 40),)


def test_nothing_is_looked_for_without_a_picture() -> None:
    assert find_areas(PartDraft(screen="cmecf_home", checks=(DIFFERS,))).asked == []
