"""What is elsewhere or of another size is found, and what moves with it, or with a name, is not."""

import pytest

from ecfcheck.compare.model import Kind, ScreenChange
from ecfcheck.compare.screens import find_changes
from ecfcheck.runner.snapshot import Box, Item
from tests.helpers.snapshot_samples import field, link, snapshot, text

LOOK = "rgb(0, 0, 0)||13px|400|normal|none|Arial||none|1|normal|"
LARGE = LOOK.replace("13px", "16px")


def place(item: Item, *box: int, look: str = LOOK) -> Item:
    x, y, width, height = box
    return item.model_copy(update={"box": (x, y, width, height), "look": look})


def move(item: Item, right: int = 0, down: int = 0, wider: int = 0, higher: int = 0) -> Item:
    x, y, width, height = item.box
    return item.model_copy(update={"box": (x + right, y + down, width + wider, height + higher)})


HEADING = place(text("Query"), 20, 100, 60, 20)
LABEL = place(text("Case Number"), 20, 140, 90, 16)
FIELD = place(field("case_num"), 200, 138, 160, 20)
NAME = place(text("You are {name}."), 20, 180, 140, 16)
NEXT = place(link("Log Out"), 170, 180, 50, 16)
END = place(text("Enter a number."), 20, 220, 110, 16)
ITEMS = (HEADING, LABEL, FIELD, NAME, NEXT, END)


def find(*after: Item, before: tuple[Item, ...] = ITEMS) -> list[ScreenChange]:
    return find_changes(snapshot(*before), snapshot(*after))


def describe(*after: Item) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.subject, one.after) for one in find(*after)]


def replace(item: Item, other: Item) -> list[Item]:
    return [other if one is item else one for one in ITEMS]


def test_what_is_lower_is_found_once_with_the_item_at_which_it_begins() -> None:
    after = [HEADING, *(move(item, down=900) for item in ITEMS[1:])]
    (found,) = find(*after)
    assert (found.kind, found.subject) == (Kind.VISIBLE, "layout")
    assert found.before == ("text “Case Number”",)
    assert found.after == ("text “Case Number” (900 px further down)",)
    assert (found.items_before, found.items_after) == ((LABEL,), (after[1],))


def test_neighbors_that_moved_alike_are_one_change() -> None:
    paragraphs = [place(text(word), 20, 100 + 40 * at, 200, 16) for at, word in enumerate("abc")]
    after = [move(one, right=-300 - at) for at, one in enumerate(paragraphs)]
    (found,) = find(*after, before=tuple(paragraphs))
    assert found.after == ("text “a” and 2 more (300 px to the left)",)


def test_a_field_of_another_size_is_found() -> None:
    assert describe(*replace(FIELD, move(FIELD, wider=320))) == [
        ("layout", ("text field case_num (320 px wider)",))
    ]
    assert describe(*replace(FIELD, move(FIELD, higher=-9))) == [
        ("layout", ("text field case_num (9 px shorter)",))
    ]


def test_what_is_next_to_or_below_something_that_has_grown_is_not_told() -> None:
    logo = place(Item(kind="image", label="CM/ECF"), 0, 0, 80, 22)
    entry = place(link("Reports"), 90, 4, 60, 16)
    below = place(text("Choose."), 0, 40, 60, 16)
    grown = (move(logo, wider=139, higher=38), move(entry, right=139, down=19), move(below, down=38))
    (found,) = find(*grown, before=(logo, entry, below))
    assert found.after == ("image “CM/ECF” (139 px wider, 38 px taller)",)


@pytest.mark.parametrize(
    "after",
    [
        replace(NAME, move(NAME, wider=70)),
        [*ITEMS[:3], move(NAME, wider=70), move(NEXT, right=70), END],
        [*ITEMS[:3], move(NAME, higher=16), NEXT, move(END, down=16)],
        [move(item, down=20) for item in ITEMS],
    ],
    ids=["a longer name", "what follows a name", "a name in two lines", "less than a line"],
)
def test_what_a_name_moves_and_less_than_a_line_are_no_differences(after: list[Item]) -> None:
    assert find(*after) == []


def test_what_is_to_the_left_of_a_name_is_not_moved_by_it() -> None:
    label = place(text("CM/ECF"), 20, 100, 50, 16)
    name = place(text("{name}"), 100, 100, 90, 16)
    (found,) = find(move(label, right=500), move(name, wider=30), before=(label, name))
    assert found.after == ("text “CM/ECF” (500 px to the right)",)


def test_a_name_is_moved_by_more_than_it_is_wider() -> None:
    name = place(text("Filed by {name}"), 100, 100, 200, 16)
    assert find(move(name, right=-35, wider=70), before=(name,)) == []
    (found,) = find(move(name, right=400, wider=70), before=(name,))
    assert found.after == ("text “Filed by {name}” (400 px to the right)",)


def test_what_is_below_a_name_that_needs_fewer_lines_is_not_told() -> None:
    title = place(text("{case title}"), 100, 100, 300, 60)
    label = place(text("Case Name:"), 20, 100, 70, 16)
    number = place(text("Filed."), 20, 170, 40, 16)
    after = (label, move(title, higher=-45), move(number, down=-45))
    assert find(*after, before=(label, title, number)) == []


def test_small_moves_add_up() -> None:
    entries = [place(text(word), 20, 100 + 30 * at, 200, 16) for at, word in enumerate("abcd")]
    (found,) = find(*(move(one, down=20 * at) for at, one in enumerate(entries)), before=tuple(entries))
    assert found.after == ("text “c” (40 px further down)",)


def test_what_is_where_it_was_has_not_moved_back() -> None:
    assert describe(*replace(LABEL, move(LABEL, right=200, down=90))) == [
        ("layout", ("text “Case Number” (200 px to the right, 90 px further down)",))
    ]


def test_what_moves_because_of_a_new_item_is_not_told() -> None:
    new = place(text("New this week."), 20, 120, 100, 100)
    after = [HEADING, new, *(move(item, down=120) for item in ITEMS[1:])]
    assert [one.subject for one in find(*after)] == ["text"]


def test_what_moves_elsewhere_than_next_to_a_change_is_told() -> None:
    reworded = HEADING.model_copy(update={"words": "Search"})
    after = [reworded, *ITEMS[1:5], move(END, right=300)]
    assert [one.after for one in find(*after)][1:] == [("text “Enter a number.” (300 px to the right)",)]


def test_what_is_in_the_line_of_something_that_is_gone_may_move() -> None:
    buttons = [
        place(Item(kind="button", words=word), 300 + 90 * at, 100, 70, 20) for at, word in enumerate("abc")
    ]
    after = (move(buttons[0], right=44), move(buttons[2], right=-44))
    assert [one.subject for one in find(*after, before=tuple(buttons))] == ["button"]


def test_what_moves_because_of_a_larger_text_is_not_told() -> None:
    larger = place(HEADING, 20, 100, 80, 60, look=LARGE)
    after = [larger, *(move(item, down=60) for item in ITEMS[1:])]
    assert [one.subject for one in find(*after)] == ["appearance"]


def test_a_computer_with_other_fonts_has_no_layout_to_compare() -> None:
    def widen(item: Item) -> Item:
        x, y, width, height = item.box
        box: Box = (x * 2, y, round(width * 1.2), height + 9 * (item.kind == "field"))
        return item.model_copy(update={"box": box})

    assert find(*map(widen, ITEMS)) == []


def test_a_text_next_to_a_longer_name_may_break_elsewhere() -> None:
    label = place(text("Document Number:"), 20, 100, 130, 16)
    name = place(text("{party}"), 160, 100, 300, 16)
    assert (
        find(move(label, wider=-54, higher=15), move(name, right=-54, wider=90), before=(label, name)) == []
    )


def test_a_text_in_a_column_next_to_a_longer_name_may_break_elsewhere() -> None:
    party = (place(text("Party:"), 20, 60, 60, 16), place(text("{party}"), 160, 60, 300, 16))
    label = place(text("Document Number:"), 20, 100, 130, 16)
    number, alone = place(link("3"), 160, 100, 8, 16), place(text("Filed."), 20, 140, 130, 16)
    before = (*party, label, number, alone)
    after = (*party, move(label, wider=-54, higher=15), number, alone)
    assert find(*after, before=before) == []
    (found,) = find(*before[:-1], move(alone, wider=-54), before=before)
    assert found.after == ("text “Filed.” (54 px narrower)",)


def test_a_wider_spacing_of_all_texts_is_not_taken_for_other_fonts() -> None:
    spaced = [place(item, *item.box, look=LOOK.replace("normal|", "2px|", 2)) for item in ITEMS]
    assert [one.subject for one in find(*spaced)] == ["appearance"]


def test_windows_of_different_sizes_have_no_layout_to_compare() -> None:
    narrow = snapshot(*(move(item, right=200) for item in ITEMS)).model_copy(update={"width": 800})
    assert find_changes(snapshot(*ITEMS), narrow) == []


def test_a_new_font_border_case_or_opacity_is_a_change_of_appearance() -> None:
    after = place(
        HEADING, *HEADING.box, look=LOOK.replace("Arial||none|1", "serif|4px solid red|uppercase|0.2")
    )
    (found,) = find(*replace(HEADING, after))
    assert found.before == ("text “Query”: font Arial, border none, case none, opacity 1",)
    assert found.after == ("text “Query”: font serif, border 4px solid red, case uppercase, opacity 0.2",)


def test_a_look_with_fewer_styles_of_an_earlier_version_is_compared_as_far_as_it_goes() -> None:
    earlier = place(HEADING, *HEADING.box, look="rgb(0, 0, 0)||13px|400|normal|none")
    assert find(*replace(HEADING, earlier)) == []
