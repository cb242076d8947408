"""Each change of a screen is found once, as what it is."""

import pytest

from ecfcheck.compare.model import Kind
from ecfcheck.compare.screens import find_changes
from ecfcheck.runner.snapshot import Form, Item, Snapshot
from tests.helpers.snapshot_samples import field, link, snapshot, text

BLACK, RED = "rgb(0, 0, 0)||13px|400|normal|none", "rgb(255, 0, 0)||13px|400|normal|none"
HEADING = Item(kind="heading", words="Utilities")
ONE, TWO, THREE = link("One", id="one"), link("Two"), link("Three")
BASE = snapshot(HEADING, text("Choose."), ONE, TWO, THREE, title="CM/ECF", url="{ecf}/a.pl")


def change(*items: Item, **more: object) -> Snapshot:
    return BASE.model_copy(update={"items": items or BASE.items, **more})


@pytest.mark.parametrize(
    ("after", "kind", "subject"),
    [
        (change(HEADING, text("Select."), ONE, TWO, THREE), Kind.VISIBLE, "text"),
        (
            change(HEADING.model_copy(update={"words": "Tools"}), text("Choose."), ONE, TWO, THREE),
            Kind.VISIBLE,
            "heading",
        ),
        (change(HEADING, text("Choose."), ONE, TWO), Kind.VISIBLE, "link"),
        (change(HEADING, text("Choose."), ONE, TWO, THREE, field("name")), Kind.VISIBLE, "field"),
        (change(HEADING, text("Choose."), TWO, ONE, THREE), Kind.VISIBLE, "order"),
        (change(HEADING, text("Choose."), THREE, TWO, ONE), Kind.VISIBLE, "order"),
        (change(title="CM/ECF Live"), Kind.VISIBLE, "title"),
        (change(HEADING, text("Choose."), link("One", id="first"), TWO, THREE), Kind.TECHNICAL, "id"),
        (
            change(HEADING, text("Choose."), link("One", "{ecf}/b.pl", id="one"), TWO, THREE),
            Kind.TECHNICAL,
            "target",
        ),
        (
            change(HEADING, text("Choose."), link("One", id="one", label="The first"), TWO, THREE),
            Kind.TECHNICAL,
            "accessible name",
        ),
        (change(url="{ecf}/b.pl"), Kind.TECHNICAL, "address"),
        (change(language="es"), Kind.TECHNICAL, "language"),
        (change(forms=(Form(target="{ecf}/c.pl", method="post"),)), Kind.TECHNICAL, "form"),
    ],
)
def test_a_change_is_found_once(after: Snapshot, kind: Kind, subject: str) -> None:
    assert [(one.kind, one.subject) for one in find_changes(BASE, after)] == [(kind, subject)]


def test_equal_screens_have_no_changes() -> None:
    assert find_changes(BASE, change()) == []


def test_an_entry_of_a_menu_is_called_so() -> None:
    before = snapshot(link("Reports", area="menu"))
    after = snapshot(link("Records", area="menu"))
    (found,) = find_changes(before, after)
    assert (found.subject, found.before, found.after) == ("menu", ("link “Reports”",), ("link “Records”",))


def test_a_new_color_is_a_change_of_appearance_with_both_colors() -> None:
    (found,) = find_changes(snapshot(text("Notice", look=BLACK)), snapshot(text("Notice", look=RED)))
    assert (found.kind, found.subject) == (Kind.VISIBLE, "appearance")
    assert found.before == ("text “Notice”: color rgb(0, 0, 0)",)
    assert found.after == ("text “Notice”: color rgb(255, 0, 0)",)


def test_what_the_pointer_rests_on_has_no_appearance_to_compare() -> None:
    assert find_changes(snapshot(text("Notice", look=BLACK)), snapshot(text("Notice", look=""))) == []


def test_a_choice_that_is_preset_otherwise_is_one_change_of_the_field() -> None:
    kinds = [field("d", **more) for more in ({"state": "checked"}, {})]
    options = [item.model_copy(update={"type": "radio"}) for item in kinds]
    before = snapshot(options[0], text("E-mail"), options[1], text("Post"))
    after = snapshot(options[1], text("E-mail"), options[0], text("Post"))
    (change,) = find_changes(before, after)
    assert (change.kind, change.subject) == (Kind.VISIBLE, "field")
    assert change.before == ("radio field d (checked)", "radio field d")
    assert change.after == ("radio field d", "radio field d (checked)")


def test_a_part_of_a_text_that_looks_different_is_named_by_its_words() -> None:
    plain, red = "rgb(0, 0, 0)||13px|400", "rgb(200, 0, 0)||13px|700"
    bold, words = plain.replace("400", "700"), ("Do", "not", "file.")
    one = text("Do not file.", look=plain, parts=(plain, bold, plain), part_words=words)
    (change,) = find_changes(snapshot(one), snapshot(one.model_copy(update={"parts": (plain, red, plain)})))
    assert (change.kind, change.subject) == (Kind.VISIBLE, "appearance")
    assert change.before == ("text “Do not file.”: color rgb(0, 0, 0) in “not”",)
    assert change.after == ("text “Do not file.”: color rgb(200, 0, 0) in “not”",)
    whole = one.model_copy(update={"parts": (), "part_words": ()})
    (change,) = find_changes(snapshot(one), snapshot(whole))
    assert change.before == ("text “Do not file.”: weight 700 in “not”",)
    assert change.after == ("text “Do not file.”: all of it looks the same",)


def test_a_bold_word_instead_of_another_is_found() -> None:
    plain, bold = "rgb(0, 0, 0)||13px|400", "rgb(0, 0, 0)||13px|700"
    one = text("Click Query, enter it.", look=plain, parts=(plain, bold, plain))
    before = one.model_copy(update={"part_words": ("Click", "Query", ", enter it.")})
    after = one.model_copy(update={"part_words": ("Click Query,", "enter", "it.")})
    (change,) = find_changes(snapshot(before), snapshot(after))
    assert change.before == ("text “Click Query, enter it.”: weight 700 in “Query”",)
    assert change.after == ("text “Click Query, enter it.”: weight 700 in “enter”",)


def test_parts_that_the_pointer_may_have_rested_on_are_not_compared() -> None:
    parts = ("rgb(0, 0, 0)||13px|400", "")
    one = text("Do not file.", look=parts[0], parts=parts, part_words=("Do not", "file."))
    whole = one.model_copy(update={"parts": (), "part_words": ()})
    assert find_changes(snapshot(one), snapshot(whole)) == []


def test_what_is_disabled_is_one_change_and_not_grey_as_well() -> None:
    button = Item(kind="button", words="Clear", look=BLACK)
    grey = button.model_copy(update={"state": "disabled", "look": RED})
    (change,) = find_changes(snapshot(button), snapshot(grey))
    assert (change.subject, change.after) == ("button", ("button “Clear” (disabled)",))


def test_an_image_without_a_label_is_called_by_its_file() -> None:
    seal = Item(kind="image", target="{website}/static/seal.svg?2")
    (change,) = find_changes(snapshot(text("Court")), snapshot(text("Court"), seal))
    assert change.after == ("image “seal.svg”",)


def test_what_many_items_have_in_common_is_told_without_their_names() -> None:
    before = snapshot(*(text(words, look=BLACK) for words in "abcd"))
    (found,) = find_changes(before, snapshot(*(text(words, look=RED) for words in "abcd")))
    assert found.before == ("many items: color rgb(0, 0, 0)",)
    assert found.after == ("many items: color rgb(255, 0, 0)",)
    assert len(found.items_after) == 4


def test_a_style_sheet_that_changes_all_items_is_one_change() -> None:
    before = snapshot(*(text(words, look=BLACK) for words in ("a", "b", "c")))
    after = snapshot(*(text(words, look=RED) for words in ("a", "b", "c")))
    (found,) = find_changes(before, after)
    assert len(found.before) == 3


def test_fields_that_changed_places_with_their_labels_are_one_change_of_order() -> None:
    last, first = (text("Last"), field("last")), (text("First"), field("first"))
    before, after = snapshot(field("case"), *last, *first), snapshot(field("case"), *first, *last)
    assert [one.subject for one in find_changes(before, after)] == ["order"]


def test_a_field_that_becomes_hidden_is_not_a_change_of_the_form_as_well() -> None:
    before = snapshot(text("Code"), field("code"), forms=(Form(target="x", method="post"),))
    after = snapshot(text("Code"), forms=(Form(target="x", method="post", hidden=("code",)),))
    assert [one.subject for one in find_changes(before, after)] == ["field"]


def test_two_changes_far_from_each_other_are_two() -> None:
    after = change(HEADING.model_copy(update={"words": "Tools"}), text("Choose."), ONE, TWO, link("Four"))
    assert [one.subject for one in find_changes(BASE, after)] == ["heading", "link"]


def test_the_technical_difference_of_a_renamed_link_is_a_detail() -> None:
    (found,) = find_changes(snapshot(link("One", "{ecf}/a.pl")), snapshot(link("Uno", "{ecf}/b.pl")))
    assert found.details == ("target: {ecf}/a.pl → {ecf}/b.pl",)
