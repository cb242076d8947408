"""Collects what axe-core found in a run, by screen: the same for terminal, report, JUnit and pipelines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ecfcheck.report.model import ReportedFlow
from ecfcheck.report.text import collapse_whitespace, count, join_words
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.violations import Violation

_MAX_SELECTORS = 5
_MAX_LINES = 12


@dataclass(frozen=True)
class ScreenViolations:
    """A screen that was tested, with the rules that it breaks, whichever flow came there."""

    screen: str
    violations: tuple[Violation, ...]
    undecided: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """The steps at which it broke a rule: the id of the step's element in the report, and its name."""


def list_tested_screens(flows: Sequence[ReportedFlow]) -> tuple[ScreenViolations, ...]:
    """Return the tested screens in the order of the run."""
    found: dict[str, list[tuple[str, str, tuple[Violation, ...], tuple[str, ...]]]] = {}
    for flow in flows:
        for run in flow.runs:
            for anchor, step in run.anchored_steps:
                for tested in (tested for part in step.parts for tested in part.accessibility):
                    name = f"{flow.name}, step {step.step}"
                    found.setdefault(tested.screen, []).append(
                        (anchor, name, tested.violations, tested.undecided)
                    )
    return tuple(
        ScreenViolations(
            screen,
            merge_violations(violation for _, _, violations, _ in tests for violation in violations),
            tuple(dict.fromkeys(rule for *_, rules in tests for rule in rules)),
            tuple(dict.fromkeys((anchor, name) for anchor, name, violations, _ in tests if violations)),
        )
        for screen, tests in found.items()
    )


def merge_violations(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return each rule once, with the elements of all its violations."""
    merged: dict[str, Violation] = {}
    for violation in violations:
        known = merged.get(violation.rule, violation)
        elements = {element.selector: element for element in (*known.elements, *violation.elements)}
        update = {
            "elements": tuple(elements.values()),
            "count": max(known.count, violation.count, len(elements)),
        }
        merged[violation.rule] = known.model_copy(update=update)
    return tuple(merged.values())


def count_violations(flows: Sequence[ReportedFlow]) -> int:
    """Return how many violations there are: a rule on a screen is one, however often the screen came."""
    return sum(len(screen.violations) for screen in list_tested_screens(flows))


def describe_accessibility(screens: Sequence[ScreenViolations]) -> str:
    """Return what was found in a line: `3 violations of 2 rules on 2 of 9 screens`."""
    violations = [violation for screen in screens for violation in screen.violations]
    if not violations:
        return f"no violation on {count(len(screens), 'screen')}"
    rules = {violation.rule for violation in violations}
    of_rules = count(len(rules), "rule")
    broken = sum(bool(screen.violations) for screen in screens)
    return (
        f"{count(len(violations), 'violation')} of {of_rules} on {broken} of {count(len(screens), 'screen')}"
    )


def format_accessibility(flows: Sequence[ReportedFlow]) -> list[str]:
    """Return the lines of a run's summary: the totals, and each rule with its screens."""
    screens = list_tested_screens(flows)
    if not screens:
        return []
    by_rule: dict[str, list[str]] = {}
    rules: dict[str, Violation] = {}
    for screen in screens:
        for violation in screen.violations:
            rules.setdefault(violation.rule, violation)
            by_rule.setdefault(violation.rule, []).append(screen.screen)
    lines = [f"  {describe_violation(rules[rule])} · {join_words(names)}" for rule, names in by_rule.items()]
    more = len(lines) - _MAX_LINES
    rest = [f"  and {count(more, 'more rule')}, in the report"] if more > 0 else []
    return [f"accessibility  {describe_accessibility(screens)}", *lines[:_MAX_LINES], *rest]


def describe_rule(violation: Violation) -> str:
    """Return how grave a violation is and what it breaks: `serious, WCAG 1.4.3, Section 508`."""
    return ", ".join(filter(None, (violation.impact, violation.standard)))


def describe_violation(violation: Violation) -> str:
    """Return the rule that is broken, in a line."""
    help_text = collapse_whitespace(violation.help)
    return f"{violation.rule} ({describe_rule(violation)}): {help_text}"


def format_step_violations(step: StepRecord) -> str:
    """Return the violations on a step's screens, with the elements."""
    return "\n".join(
        line
        for part in step.parts
        for tested in part.accessibility
        for violation in tested.violations
        for line in format_violation(tested.screen, violation)
    )


def format_violation(screen: str, violation: Violation) -> Iterator[str]:
    """Yield the lines of a violation: the rule, then its elements."""
    yield f"{screen}: {describe_violation(violation)}"
    for element in violation.elements[:_MAX_SELECTORS]:
        why = f" · {collapse_whitespace(element.why)}" if element.why else ""
        yield f"  {collapse_whitespace(element.selector)}{why}"
    more = violation.count - min(len(violation.elements), _MAX_SELECTORS)
    if more > 0:
        yield f"  and {count(more, 'more element')}"
