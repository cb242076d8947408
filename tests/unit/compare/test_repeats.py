"""What a visible change says is not said again by the accessible name of the same words."""

from typing import Any

from ecfcheck.compare.model import Kind
from ecfcheck.compare.repeats import drop_repeats
from ecfcheck.compare.screens import find_changes
from ecfcheck.runner.snapshot import Item, Snapshot
from tests.helpers.snapshot_samples import field, link, snapshot, text


def find(before: Snapshot, after: Snapshot) -> list[tuple[Kind, str, tuple[str, ...]]]:
    changes = drop_repeats(find_changes(before, after))
    return [(change.kind, change.subject, change.details) for change in changes]


def label(words: str, **more: Any) -> tuple[Item, Item]:
    return text(words), field("code", labels=words, **more)


def test_the_changed_label_of_a_field_is_one_change() -> None:
    found = find(snapshot(*label("Client Code")), snapshot(*label("Billing Code")))
    assert found == [(Kind.VISIBLE, "text", ())]


def test_a_name_with_more_than_the_changed_words_is_not_said_again() -> None:
    before = snapshot(text("Client Code"), field("code", label="Client Code (optional)"))
    after = snapshot(text("Billing Code"), field("code", label="Billing Code (optional)"))
    assert find(before, after) == [(Kind.VISIBLE, "text", ())]


def test_what_else_changed_of_the_field_is_said() -> None:
    before, after = label("Client Code", length=9), label("Billing Code", length=5)
    assert find(snapshot(*before), snapshot(*after)) == [
        (Kind.VISIBLE, "text", ()),
        (Kind.TECHNICAL, "id", ("longest input: 9 → 5",)),
    ]


def test_a_link_with_new_words_and_the_same_title_is_one_change_without_details() -> None:
    before, after = link("Opinions", label="Opinions"), link("Decisions", label="Decisions")
    assert find(snapshot(before), snapshot(after)) == [(Kind.VISIBLE, "link", ())]


def test_a_name_that_changed_otherwise_is_said() -> None:
    before = snapshot(text("Client Code"), field("code", labels="Client Code"))
    after = snapshot(text("Billing Code"), field("code", labels="Password"))
    assert find(before, after) == [
        (Kind.VISIBLE, "text", ()),
        (Kind.TECHNICAL, "accessible name", ("label for the field: Client Code → Password",)),
    ]
    only_name = find(snapshot(field("code", labels="a")), snapshot(field("code", labels="b")))
    assert [kind for kind, _, _ in only_name] == [Kind.TECHNICAL]
