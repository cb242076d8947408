"""Compares what axe-core found in two runs: new violations, and those that are fixed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ecfcheck.compare.model import Finding, Kind, ScreenChange
from ecfcheck.compare.pairs import ScreenPair
from ecfcheck.compare.read import RecordedRun
from ecfcheck.report.accessibility import describe_violation, merge_violations
from ecfcheck.runner.violations import ScreenAccessibility, Violation

_SUBJECT = "violation"


@dataclass
class _Tests:
    """The tests of one screen in a flow, in both runs, and the pair of screens at which each was made."""

    before: list[ScreenAccessibility] = field(default_factory=list)
    after: list[ScreenAccessibility] = field(default_factory=list)
    pair: ScreenPair | None = None


def find_accessibility_changes(screens: Sequence[ScreenPair]) -> Iterator[Finding]:
    """Yield the rules, and the elements, that only one of the runs has; of screens that both tested.

    All tests of a screen in a flow count together: a run does not test an unchanged document twice.
    """
    for tests in _collect(screens):
        if not (tests.pair and tests.before and tests.after):
            continue
        before, after = (
            {
                one.rule: one
                for one in merge_violations(violation for test in side for violation in test.violations)
            }
            for side in (tests.before, tests.after)
        )
        for rule in dict.fromkeys((*before, *after)):
            if change := _compare(before.get(rule), after.get(rule)):
                yield Finding(change, tests.pair.create_place())


def list_accessibility_notes(before: RecordedRun, after: RecordedRun) -> Iterator[str]:
    """Yield why violations were not compared, or not by the same rules."""
    versions = [{head.axe_core for head in run.report.heads if head.accessibility} for run in (before, after)]
    if bool(versions[0]) != bool(versions[1]):
        which = "first" if not versions[0] else "second"
        yield f"accessibility not compared: the {which} run was made without --accessibility"
    elif versions[0] != versions[1]:
        one, other = (", ".join(sorted(names)) for names in versions)
        yield f"accessibility compared by different rules: axe-core {one} and {other}"


def _collect(screens: Sequence[ScreenPair]) -> list[_Tests]:
    found: dict[tuple[str, str], _Tests] = {}
    for pair in screens:
        for test in pair.before.accessibility:
            tests = found.setdefault((pair.step.after.flow, test.screen), _Tests())
            tests.before.append(test)
            tests.pair = tests.pair or pair
        for test in pair.after.accessibility:
            tests = found.setdefault((pair.step.after.flow, test.screen), _Tests())
            tests.after.append(test)
            tests.pair = tests.pair or pair
    return list(found.values())


def _compare(before: Violation | None, after: Violation | None) -> ScreenChange | None:
    """Return the difference of a rule's violations; None if the same elements break it."""
    if before and after:
        # If not all elements are named, which ones are says nothing.
        if before.count > len(before.elements) or after.count > len(after.elements):
            return None
        one, other = _list_selectors(before), _list_selectors(after)
        fixed = [f"fixed: {name}" for name in one if name not in other]
        new = [f"new: {name}" for name in other if name not in one]
        if not fixed and not new:
            return None
        return ScreenChange(
            Kind.ACCESSIBILITY, _SUBJECT, tuple(fixed), tuple(new), (describe_violation(after),)
        )
    if after:
        return ScreenChange(
            Kind.ACCESSIBILITY, _SUBJECT, (), (f"new: {describe_violation(after)}",), _list_selectors(after)
        )
    if before:
        return ScreenChange(
            Kind.ACCESSIBILITY,
            _SUBJECT,
            (f"fixed: {describe_violation(before)}",),
            (),
            _list_selectors(before),
        )
    return None


def _list_selectors(violation: Violation) -> tuple[str, ...]:
    return tuple(element.selector for element in violation.elements)
