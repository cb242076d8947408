"""Looks at a screen: what its document says beside what it shows, and the difference in words."""

from time import monotonic

from ecfcheck.language.flow import Part
from ecfcheck.run.compare import difference, told
from ecfcheck.run.record import CheckRecord
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import is_of_account, not_readable
from pages.document import changes
from pages.failing import NotUsable
from pages.window import Window

_STILL = 0.2
"""For which part of its time to settle a screen must keep still to be taken at its word."""


def look(part: Part, window: Window, setting: Setting) -> tuple[CheckRecord, ...]:
    """Read what the screen shows until all is as documented or it has had its time to settle.

    A screen that says of the account alone what it must not be has said so once it keeps still for a moment.
    """
    settle = window.court.limits.settle
    deadline = monotonic() + settle
    seen = read(part, window, setting)
    while not all(check.holds for check in seen) and (left := deadline - monotonic()) > 0:
        says_no = is_of_account(part, seen)
        changed = changes(window.tab, min(left, settle * _STILL) if says_no else left)
        if says_no and not changed:
            break
        seen = read(part, window, setting)
    return seen


def read(part: Part, window: Window, setting: Setting) -> tuple[CheckRecord, ...]:
    """Read what the screen shows now. Raises Stopped when a part of it cannot be read."""
    name = part.screen.name
    checks = [CheckRecord(check="screen", documented=name, seen=name)]
    for check, documented in part.checks:
        own = window.pages[name].in_court_words(check.name, documented)
        expected = setting.filled(own, name)
        try:
            seen = window.read(name, check.name)
        except NotUsable as error:
            raise not_readable(name, check.name, str(error)) from None
        wrong = difference(check.name, expected, seen)
        shown = told(expected, seen)
        checks.append(CheckRecord(check=check.name, documented=expected, seen=shown, difference=wrong))
    try:
        setting.names.learn_shown(window.read_names(name))
    except NotUsable as error:
        raise not_readable(name, "whose it is", str(error)) from None
    return tuple(checks)
