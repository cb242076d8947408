"""Looks at a screen: what its document says beside what it shows, and the difference in words."""

from time import monotonic

from ecfcheck.language.flow import Part
from ecfcheck.run.compare import difference, told
from ecfcheck.run.record import CheckRecord
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import not_readable
from pages.failing import NotUsable
from pages.window import Window


def look(part: Part, window: Window, setting: Setting) -> tuple[CheckRecord, ...]:
    """Read what the screen shows until all is as documented or it has had its time to settle."""
    deadline = monotonic() + window.court.limits.settle
    seen = read(part, window, setting)
    while not all(check.holds for check in seen) and (left := deadline - monotonic()) > 0:
        window.changed(left)
        seen = read(part, window, setting)
    return seen


def read(part: Part, window: Window, setting: Setting) -> tuple[CheckRecord, ...]:
    """Read what the screen shows now. Raises Stopped when a part of it cannot be read."""
    name = part.screen.name
    checks = [CheckRecord(check="screen", documented=name, seen=name)]
    for check, documented in part.checks:
        expected = setting.filled(documented, name)
        try:
            seen = window.read(name, check.name)
        except NotUsable as error:
            raise not_readable(name, check.name, str(error)) from None
        wrong = difference(check.name, expected, seen)
        shown = told(expected, seen)
        checks.append(CheckRecord(check=check.name, documented=expected, seen=shown, difference=wrong))
    return tuple(checks)
