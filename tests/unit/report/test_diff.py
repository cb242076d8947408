"""A difference is shown entry by entry and word by word, and equal entries do not bury it."""

from collections.abc import Iterable

from ecfcheck.report.diff import DiffLine, Fragment, compare_check, compare_words
from ecfcheck.runner.records import CheckRecord, Shown


def compare(documented: Shown, seen: Shown) -> tuple[DiffLine, ...]:
    return compare_check(CheckRecord(check="menu", documented=documented, seen=seen, difference="differs"))


def mark(words: Iterable[Fragment]) -> str:
    """Return words with those that differ in brackets."""
    return "".join(f"[{word.text}]" if word.differs else word.text for word in words)


def summarize(lines: Iterable[DiffLine]) -> list[tuple[str, str, str]]:
    return [(line.kind, mark(line.documented), mark(line.seen)) for line in lines if line.kind != "same"]


def test_only_the_words_that_differ_are_marked() -> None:
    documented, seen = compare_words(
        "All activities are logged by the court.", "All activities are recorded."
    )
    assert mark(documented) == "All activities are [logged by the court]."
    assert mark(seen) == "All activities are [recorded]."


def test_a_renamed_entry_is_one_change() -> None:
    lines = compare(("Query", "Reports", "Help"), ("Query", "Records", "Help"))
    assert summarize(lines) == [("changed", "[Reports]", "[Records]")]


def test_entries_that_are_missing_or_new_have_one_side() -> None:
    lines = compare(("Query", "Reports"), ("Query", "Log Out of everything"))
    assert summarize(lines) == [("missing", "[Reports]", ""), ("added", "", "[Log Out of everything]")]


def test_an_entry_at_another_place_is_not_called_missing() -> None:
    kinds = {line.kind for line in compare(("a1", "b2", "c3"), ("c3", "a1", "b2"))}
    assert kinds == {"same", "moved"}


def test_rows_are_compared_by_their_labels() -> None:
    lines = compare({"CM/ECF": "John Attorney", "PACER": "John Attorney"}, {"CM/ECF": "Jon Attorney"})
    assert [(line.kind, line.label) for line in lines] == [("changed", "CM/ECF"), ("missing", "PACER")]
    assert mark(lines[0].seen) == "[Jon] Attorney"


def test_sections_keep_their_headings() -> None:
    documented: dict[str, tuple[str, ...]] = {"Your Account": ("a", "b")}
    seen: dict[str, tuple[str, ...]] = {"Your Account": ("a",), "Other": ("b",)}
    lines = compare(documented, seen)
    assert [(line.kind, line.label) for line in lines] == [
        ("same", "Your Account"),
        ("missing", "Your Account"),
        ("added", "Other"),
    ]


def test_of_a_long_list_only_the_neighborhood_of_a_change_is_shown() -> None:
    documented = tuple(f"entry number {number}" for number in range(100))
    lines = compare(documented, (*documented[:50], "another", *documented[50:]))
    assert [line.kind for line in lines] == ["skipped", *["same"] * 2, "added", *["same"] * 2, "skipped"]
    assert [line.count for line in lines if line.kind == "skipped"] == [48, 48]


def test_every_entry_is_on_one_line_or_counted_as_left_out() -> None:
    documented = tuple(f"entry number {number}" for number in range(30))
    lines = compare(documented, (*documented[:7], *documented[9:]))
    assert sum(bool(line.documented) for line in lines) + sum(line.count for line in lines) == 30


def test_a_screen_that_shows_nothing_lacks_every_entry() -> None:
    assert summarize(compare(("Query", "Reports"), ())) == [
        ("missing", "[Query]", ""),
        ("missing", "[Reports]", ""),
    ]
