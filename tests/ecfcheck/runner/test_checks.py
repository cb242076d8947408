"""A screen is read until it is as documented or has had its time, and taken at its word no sooner."""

import pytest

from ecfcheck.runner.checks import read_checks, wait_for_checks
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.step_errors import MissingInAccountError
from pages.decorators import Text
from pages.errors import NotReadableError
from tests.ecfcheck.runner.fake_window import COURT, FakeWindow, create_context, create_flow, create_part

QUICK = COURT.model_copy(update={"limits": COURT.limits.model_copy(update={"settle": 0.02})})


def wait(window: FakeWindow, **sees: object) -> tuple[CheckRecord, ...]:
    part = create_part("utilities", sees=sees)
    return wait_for_checks(part, window.as_window(), create_context(create_flow()))


def readings(window: FakeWindow) -> int:
    return len([line for line in window.log if line.startswith("read")])


def test_a_screen_as_documented_is_read_once() -> None:
    window = FakeWindow(shown={"links": ("a", "b")})
    seen = wait(window, links=("a", "b"))
    assert all(check.holds for check in seen)
    assert readings(window) == 1


def test_the_screen_itself_is_the_first_check() -> None:
    first, *_ = wait(FakeWindow(shown={"links": ("a",)}), links=("a",))
    assert (first.check, first.documented, first.seen) == ("screen", "utilities", "utilities")


def test_a_screen_that_is_rendered_late_is_read_again_when_it_changes() -> None:
    window = FakeWindow(shown={"links": [(), ("a",), ("a", "b")]})
    seen = wait(window, links=("a", "b"))
    assert all(check.holds for check in seen)
    assert readings(window) == 3


def test_a_screen_that_differs_is_taken_at_its_word_when_its_time_is_over() -> None:
    window = FakeWindow(shown={"links": ("a",)}, court=QUICK)
    *_, links = wait(window, links=("a", "b"))
    assert links.difference == "links: documented [a, b]; seen [a] (not seen: [b])"
    assert readings(window) > 1


def test_what_a_screen_says_of_the_account_counts_once_it_keeps_still() -> None:
    window = FakeWindow(shown={"standing": ("not linked",)}, changes=False)
    *_, standing = wait(window, standing=("may file",))
    assert standing.seen == ("not linked",)
    assert readings(window) == 1


def test_of_a_text_only_the_documented_passages_are_on_record() -> None:
    window = FakeWindow(shown={"text": Text("Dear John Attorney, your account is linked.")})
    *_, text = wait(window, text=("your account is linked",))
    assert text.seen == ("your account is linked",)


def test_placeholders_are_filled_in_before_they_are_compared() -> None:
    window = FakeWindow(shown={"lines": ("Welcome, John Attorney",)})
    *_, lines = wait(window, lines=("Welcome, {pacer.name}",))
    assert (lines.documented, lines.difference) == (("Welcome, John Attorney",), None)


def test_a_part_of_a_screen_that_cannot_be_read_ends_the_step() -> None:
    window = FakeWindow(shown={"links": NotReadableError("utilities", "links", "hidden")})
    with pytest.raises(NotReadableError):
        wait(window, links=("a",))


def test_what_the_account_does_not_have_ends_the_step() -> None:
    with pytest.raises(MissingInAccountError, match="case"):
        wait(FakeWindow(shown={"lines": ("x",)}), lines=("{case.number}",))


def test_checks_are_read_in_the_order_of_the_flow() -> None:
    window = FakeWindow(shown={"links": ("a",), "buttons": ("b",)})
    part = create_part("utilities", sees={"buttons": ("b",), "links": ("a",)})
    read_checks(part, window.as_window(), create_context(create_flow()))
    assert window.log == ["read utilities.buttons", "read utilities.links"]
