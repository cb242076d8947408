"""Checks a screen: what its document says beside what it shows, and the difference in words."""

from time import monotonic
from typing import get_args

from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Part
from ecfcheck.runner.compare import difference, select_relevant
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.records import CheckRecord
from ecfcheck.runner.step_errors import ScreenDiffersError
from pages.decorators import Standing

_STILL = 0.2
"""For which part of its time to settle a screen must keep still to be taken at its word."""


def wait_for_checks(part: Part, window: Window, context: RunContext) -> tuple[CheckRecord, ...]:
    """Read what the screen shows until all is as documented or it has had its time to settle.

    A screen that says of the account alone what it must not be has said so once it keeps still for a moment.
    """
    settle = window.court.limits.settle
    deadline = monotonic() + settle
    seen = read_checks(part, window, context)
    while not all(check.holds for check in seen) and (rest := deadline - monotonic()) > 0:
        refusal_landmark = _is_of_account(part, seen)
        changed = window.wait_for_change(min(rest, settle * _STILL) if refusal_landmark else rest)
        if refusal_landmark and not changed:
            break
        seen = read_checks(part, window, context)
    return seen


def require_documented(part: Part, checks: tuple[CheckRecord, ...]) -> None:
    """Make sure that a screen showed all that is documented. Raises ScreenDiffersError."""
    if not all(check.holds for check in checks):
        is_of_account, standing = _is_of_account(part, checks), _read_standing(part, checks)
        raise ScreenDiffersError(part, checks, is_of_account=is_of_account, standing=standing)


def read_checks(part: Part, window: Window, context: RunContext) -> tuple[CheckRecord, ...]:
    """Read what the screen shows now. Raises NotReadableError, or MissingInAccountError."""
    name = part.screen.name
    checks = [CheckRecord(check="screen", documented=name, seen=name)]
    for check, documented in part.checks:
        own = window.page_objects[name].translate_to_court_words(check.name, documented)
        expected = context.fill(own, name)
        seen = window.read(name, check.name)
        checks.append(
            CheckRecord(
                check=check.name,
                documented=expected,
                seen=select_relevant(expected, seen),
                difference=difference(check.name, expected, seen),
            )
        )
    context.names.learn_shown(window.read_names(name))
    return tuple(checks)


def _is_of_account(part: Part, checks: tuple[CheckRecord, ...]) -> bool:
    means = {check.name: check.mismatch_outcome for check, _ in part.checks}
    wrong = [check for check in checks if not check.holds]
    return all(means.get(check.check) == "ACCOUNT" and check.seen != ("unknown",) for check in wrong)


def _read_standing(part: Part, checks: tuple[CheckRecord, ...]) -> Standing | None:
    means = {check.name: check.mismatch_outcome for check, _ in part.checks}
    seen = [check.seen for check in checks if means.get(check.check) == "ACCOUNT"]
    return next((word for one in seen for word in get_args(Standing) if one == (word,)), None)
