"""Checks a screen: compares what it shows with what its document says."""

from collections.abc import Sequence
from time import monotonic
from typing import get_args

from ecfcheck.browser.page_attributes import build_attribute_error
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Part
from ecfcheck.flowfile.registry import Check
from ecfcheck.runner.compare import (
    WrongCheckError,
    describe_difference,
    flatten,
    join_broken_lines,
    select_relevant,
)
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.step_errors import ScreenDiffersError
from ecfcheck.runner.wrong_names import find_wrong_names
from pages.decorators import Standing

_STABLE_SHARE = 0.2
"""The share of the settle time for which a screen must not change before a refusal on it counts."""


def wait_for_checks(part: Part, window: Window, context: RunContext) -> tuple[CheckRecord, ...]:
    """Read the screen until it is as documented or its time is over; return the last reading.

    If only checks of the account differ, the wait ends as soon as the screen is stable for a moment.
    """
    settle = window.court.limits.settle
    deadline = monotonic() + settle
    seen = read_checks(part, window, context)
    while not all(check.holds for check in seen) and (rest := deadline - monotonic()) > 0:
        is_of_account = _is_of_account(part, seen)
        has_changed = window.wait_for_change(min(rest, settle * _STABLE_SHARE) if is_of_account else rest)
        if is_of_account and not has_changed:
            break
        seen = read_checks(part, window, context)
    return seen


def require_documented(part: Part, checks: tuple[CheckRecord, ...], *, shows_names: bool = False) -> None:
    """Make sure that a screen is as documented. Raises ScreenDiffersError."""
    if not all(check.holds for check in checks):
        is_of_account, standing = _is_of_account(part, checks), _read_standing(part, checks)
        raise ScreenDiffersError(
            part, checks, is_of_account=is_of_account, standing=standing, shows_names=shows_names
        )


def check_drawing(
    part: Part, window: Window, context: RunContext, checks: tuple[CheckRecord, ...]
) -> tuple[CheckRecord, ...]:
    """Return the checks; that of the screen does not hold if words that were read there are not drawn.

    Whatever hides a text, a picture shows it. What is not drawn yet, as in an animation, may still come.
    """
    name, settle = part.screen.name, window.court.limits.settle
    parts = [one for one in context.flow.parts() if one.screen.name == name]
    methods = tuple(dict.fromkeys(check.name for one in parts for check, _ in one.checks))
    deadline = monotonic() + settle
    while (undrawn := window.find_undrawn(name, methods)) and (rest := deadline - monotonic()) > 0:
        window.wait_for_change(min(rest, settle * _STABLE_SHARE))
    if not undrawn:
        return checks
    quoted = ", ".join(f'"{words}" ({reason})' for words, reason in undrawn)
    difference = f"has text that a reader does not see: {quoted}"
    screen, *others = checks
    return (screen.model_copy(update={"difference": difference}), *others)


def read_checks(part: Part, window: Window, context: RunContext) -> tuple[CheckRecord, ...]:
    """Read the screen once. Raises NotReadableError or MissingInAccountError."""
    name = part.screen.name
    with window.reading(name, [check.name for check, _ in part.checks]):
        return _compare_checks(part, window, context)


def _compare_checks(part: Part, window: Window, context: RunContext) -> tuple[CheckRecord, ...]:
    name = part.screen.name
    checks = []
    for check, documented in part.checks:
        template = window.page_objects[name].translate_to_court_words(check.name, documented)
        expected = context.fill(template, name)
        seen = join_broken_lines(expected, window.read(name, check.name))
        try:
            difference = describe_difference(check.name, expected, seen)
        except WrongCheckError as error:
            page_class = type(window.page_objects[name])
            raise build_attribute_error(page_class, check.name, error.reason) from None
        checks.append(
            CheckRecord(
                check=check.name,
                documented=expected,
                seen=select_relevant(expected, seen),
                difference=difference,
                settings=find_wrong_names(template, seen, context.account) if difference else (),
            )
        )
    context.names.learn_shown(window.read_names(name))
    return (_look_at_screen(part, window, context, checks), *checks)


def _look_at_screen(
    part: Part, window: Window, context: RunContext, checks: Sequence[CheckRecord]
) -> CheckRecord:
    """Return whether the screen itself is as it should be, whatever the document checks on it."""
    name = part.screen.name
    page_object = window.page_objects[name]
    # Another part, before or after, may document what this one does not check.
    others = [one.checks for one in context.flow.parts() if one.screen.name == name]
    texts = [text for parts in others for _, value in parts for text in flatten(value)]
    texts += [text for check in checks for text in flatten(check.documented)]
    difference = page_object.signs.describe(str(page_object.court_landmark), texts)
    return CheckRecord(check="screen", documented=name, seen=name, difference=difference)


def _is_of_account(part: Part, checks: tuple[CheckRecord, ...]) -> bool:
    """Return whether all that differs is the account or its settings, the screen being as documented."""
    asking = {check.name for check, documented in part.checks if _asks_about_account(check, documented)}
    wrong = [check for check in checks if not check.holds and not check.settings]
    return all(check.check in asking and check.seen != ("unknown",) for check in wrong)


def _asks_about_account(check: Check, documented: object) -> bool:
    return check.mismatch_outcome == "ACCOUNT" and (not check.asks or documented == check.asks)


def _read_standing(part: Part, checks: tuple[CheckRecord, ...]) -> Standing | None:
    """Return the account's standing that a check read, None if none did."""
    means = {check.name: check.mismatch_outcome for check, _ in part.checks}
    seen = [check.seen for check in checks if means.get(check.check) == "ACCOUNT"]
    return next((standing for one in seen for standing in get_args(Standing) if one == (standing,)), None)
