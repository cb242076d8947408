"""Whatever a screen shows, it is compared with the document, and a difference is found or not at all."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ecfcheck.runner.compare import describe_difference, select_relevant
from pages.decorators import Text
from tests.helpers.inputs import PROFILE, TEXTS

ENTRIES = st.lists(TEXTS, max_size=4).map(tuple)
ROWS = st.dictionaries(TEXTS, TEXTS, max_size=4)
SECTIONS = st.dictionaries(TEXTS, ENTRIES, max_size=4)
PAIRS = st.one_of(
    st.tuples(ENTRIES, ENTRIES),
    st.tuples(ROWS, ROWS),
    st.tuples(SECTIONS, SECTIONS),
    st.tuples(ENTRIES, TEXTS.map(Text)),
)


@PROFILE
@given(pair=PAIRS)
def test_any_screen_is_compared_with_any_document(pair: tuple[Any, Any]) -> None:
    documented, seen = pair
    difference = describe_difference("check", documented, seen)
    assert difference is None or difference.strip()
    select_relevant(documented, seen)


@PROFILE
@given(value=st.one_of(ENTRIES, ROWS, SECTIONS))
def test_what_is_shown_as_documented_does_not_differ(value: Any) -> None:
    assert describe_difference("check", value, value) is None


@PROFILE
@given(pair=st.one_of(st.tuples(ENTRIES, ENTRIES), st.tuples(ROWS, ROWS)))
def test_what_is_not_shown_as_documented_always_differs(pair: tuple[Any, Any]) -> None:
    documented, seen = pair
    assert (describe_difference("check", documented, seen) is None) == (documented == seen)
