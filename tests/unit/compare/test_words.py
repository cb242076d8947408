"""The words that differ are marked, on the side that has them."""

from ecfcheck.compare.words import Piece, align_texts


def test_only_the_words_that_differ_are_marked() -> None:
    (row,) = align_texts(["Click the menu"], ["Click a menu"])
    assert row.before == (
        Piece("Click", differs=False),
        Piece(" ", differs=False),
        Piece("the", differs=True),
        Piece(" ", differs=False),
        Piece("menu", differs=False),
    )
    assert row.after is not None
    assert [piece.text for piece in row.after if piece.differs] == ["a"]


def test_a_text_that_only_one_run_has_is_marked_as_a_whole() -> None:
    (row,) = align_texts([], ["New text"])
    assert (row.before, row.after) == (None, (Piece("New text", differs=True),))


def test_equal_texts_have_no_marks() -> None:
    (row,) = align_texts(["Same"], ["Same"])
    assert row.before == row.after == (Piece("Same", differs=False),)
