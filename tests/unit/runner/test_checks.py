"""A screen is read until it is as documented or its time to settle is over."""

import re

import pytest

from ecfcheck.runner.checks import read_checks, wait_for_checks
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.step_errors import MissingInAccountError
from pages.decorators import Text
from pages.errors import NotReadableError, PageObjectError
from pages.screen_signs import ScreenSigns
from tests.helpers.fake_window import COURT, FakeWindow, create_context, create_flow, create_part

QUICK = COURT.model_copy(update={"limits": COURT.limits.model_copy(update={"settle": 0.2})})


def wait(window: FakeWindow, **sees: object) -> tuple[CheckRecord, ...]:
    part = create_part("utilities", sees=sees)
    return wait_for_checks(part, window.as_window(), create_context(create_flow()))


def count_readings(window: FakeWindow) -> int:
    return len([line for line in window.log if line.startswith("read")])


def test_a_screen_as_documented_is_read_once() -> None:
    window = FakeWindow(values={"links": ("a", "b")})
    seen = wait(window, links=("a", "b"))
    assert all(check.holds for check in seen)
    assert count_readings(window) == 1


def test_the_screen_itself_is_the_first_check() -> None:
    first, *_ = wait(FakeWindow(values={"links": ("a",)}), links=("a",))
    assert (first.check, first.documented, first.seen) == ("screen", "utilities", "utilities")


def test_a_sign_that_a_screen_is_not_what_it_seems_is_a_difference() -> None:
    window = FakeWindow()
    window.page_objects["utilities"].signs = ScreenSigns(words="Linking is no longer offered.")
    (screen,) = read_checks(create_part("utilities"), window.as_window(), create_context(create_flow()))
    assert (
        screen.difference == 'says "Linking is no longer offered.", which takes it back and is not documented'
    )


def test_what_another_part_of_the_flow_documents_is_not_a_sign() -> None:
    window = FakeWindow()
    window.page_objects["utilities"].signs = ScreenSigns(words="Linking is no longer offered.")
    other = create_part("utilities", sees={"text": ("Linking is no longer offered.",)})
    context = create_context(create_flow([other]))
    (screen,) = read_checks(create_part("utilities"), window.as_window(), context)
    assert screen.holds


def test_a_screen_that_is_rendered_late_is_read_again_when_it_changes() -> None:
    window = FakeWindow(values={"links": [(), ("a",), ("a", "b")]})
    seen = wait(window, links=("a", "b"))
    assert all(check.holds for check in seen)
    assert count_readings(window) == 3


def test_a_screen_that_differs_fails_when_its_time_to_settle_is_over() -> None:
    window = FakeWindow(values={"links": ("a",)}, court=QUICK)
    *_, links = wait(window, links=("a", "b"))
    assert links.difference == "links: documented [a, b]; seen [a] (not seen: [b])"
    assert count_readings(window) > 1


def test_a_refused_account_counts_once_the_screen_is_stable() -> None:
    window = FakeWindow(values={"standing": ("not linked",)}, changes=False)
    *_, standing = wait(window, standing=("may file",))
    assert standing.seen == ("not linked",)
    assert count_readings(window) == 1


def test_only_the_documented_passages_of_a_text_are_recorded() -> None:
    window = FakeWindow(values={"text": Text("Dear John Attorney, your account is linked.")})
    *_, text = wait(window, text=("your account is linked",))
    assert text.seen == ("your account is linked",)


def test_placeholders_are_filled_before_they_are_compared() -> None:
    window = FakeWindow(values={"lines": ("Welcome, John Attorney",)})
    *_, lines = wait(window, lines=("Welcome, {pacer.name}",))
    assert (lines.documented, lines.difference) == (("Welcome, John Attorney",), None)


def test_a_check_that_cannot_be_read_fails_the_step() -> None:
    window = FakeWindow(values={"links": NotReadableError("utilities", "links", "hidden")})
    with pytest.raises(NotReadableError):
        wait(window, links=("a",))


def test_a_value_that_the_account_lacks_fails_the_step() -> None:
    with pytest.raises(MissingInAccountError, match="case"):
        wait(FakeWindow(values={"lines": ("x",)}), lines=("{case.number}",))


def test_checks_are_read_in_the_order_of_the_flow() -> None:
    window = FakeWindow(values={"links": ("a",), "buttons": ("b",)})
    part = create_part("utilities", sees={"buttons": ("b",), "links": ("a",)})
    read_checks(part, window.as_window(), create_context(create_flow()))
    assert window.log == ["read utilities.buttons", "read utilities.links"]


def test_a_check_that_returns_what_no_document_can_say_is_a_mistake_of_the_page_object() -> None:
    with pytest.raises(PageObjectError) as error:
        wait(FakeWindow(values={"links": [["a"]]}), links=("a",))
    assert re.fullmatch(
        r"pages/cmecf\.py:\d+: CmecfPage\.links: returned a list, which cannot be compared with a"
        r" document; have it return what it declares: Entries \(a tuple\), Rows or Sections \(a mapping\),"
        r" or Text",
        str(error.value),
    )
