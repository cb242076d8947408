"""A wait for a change ends at a change since the last look, even one that came before the wait began."""

import pytest
from playwright.sync_api import Page

from pages.page_changes import note_look, wait_for_change

LONG, SHORT = 30, 0.05
CHANGES = {
    "text": "document.querySelector('p').firstChild.data = 'Continue'",
    "an attribute": "document.querySelector('p').setAttribute('class', 'ready')",
    "an element": "document.body.append(document.createElement('hr'))",
}


@pytest.fixture
def tab(tab: Page) -> Page:
    tab.set_content("<p>Wait")
    note_look(tab)
    return tab


def test_nothing_has_changed_if_nothing_changes(tab: Page) -> None:
    assert not wait_for_change(tab, SHORT)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_before_the_wait_ends_it_at_once(change: str, tab: Page) -> None:
    tab.evaluate(change)
    assert wait_for_change(tab, LONG)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_during_the_wait_ends_it(change: str, tab: Page) -> None:
    tab.evaluate(f"() => {{ setTimeout(() => {{ {change} }}, 50); }}")
    assert wait_for_change(tab, LONG)


def test_a_change_that_was_looked_at_does_not_count_again(tab: Page) -> None:
    tab.evaluate(CHANGES["text"])
    note_look(tab)
    assert not wait_for_change(tab, SHORT)


def test_another_document_is_a_change(tab: Page) -> None:
    tab.goto("data:text/html,<p>Wait")
    assert wait_for_change(tab, LONG)


def test_a_document_that_comes_during_the_wait_is_a_change(tab: Page) -> None:
    tab.evaluate("() => { setTimeout(() => location.reload(), 50); }")
    assert wait_for_change(tab, LONG)
