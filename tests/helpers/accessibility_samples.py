"""Sample results of axe-core, and runs that have them."""

from typing import Any

from ecfcheck.runner.records import Record, StepRecord
from ecfcheck.runner.violations import AccessibilityMode, ScreenAccessibility, ViolatingElement, Violation
from tests.helpers.run_samples import END, HEAD, good_steps

LABEL = Violation(
    rule="label",
    impact="critical",
    help="Form elements must have labels",
    tags=("cat.forms", "wcag2a", "wcag412", "section508"),
    count=2,
    elements=(
        ViolatingElement(selector='input[name="login"]', why="Element has no label"),
        ViolatingElement(selector='input[name="key"]'),
    ),
)
TARGET_SIZE = Violation(
    rule="target-size",
    impact="serious",
    help="All touch targets must be 24px large",
    tags=("wcag22aa", "wcag258"),
    count=1,
    elements=(ViolatingElement(selector='a[href*="BillingRpt.pl"]'),),
)


def screen_with(screen: str, *violations: Violation) -> ScreenAccessibility:
    """Return the result of a test of a screen."""
    return ScreenAccessibility(screen=screen, violations=violations)


def add_tests(step: StepRecord, *tests: ScreenAccessibility) -> StepRecord:
    """Return a step with these results on its first screen."""
    first, *rest = step.parts
    return step.model_copy(update={"parts": (first.model_copy(update={"accessibility": tests}), *rest)})


def steps_with_violations() -> tuple[StepRecord, ...]:
    """Return six steps that are OK: two rules are broken on three screens."""
    found: dict[str, tuple[ScreenAccessibility, ...]] = {
        "1": (screen_with("court_website"),),
        "2": (screen_with("pacer_login", TARGET_SIZE), screen_with("redaction_notice")),
        "3": (screen_with("menu", TARGET_SIZE),),
        "4": (screen_with("link_form", LABEL),),
    }
    return tuple(add_tests(step, *found.get(step.step, ())) for step in good_steps())


def create_tested_run(
    mode: AccessibilityMode = "report", steps: tuple[StepRecord, ...] = (), **head: Any
) -> tuple[Record, ...]:
    """Return the records of a run that tested screens."""
    values = {"accessibility": mode, "axe_core": "4.12.1", **head}
    return (HEAD.model_copy(update=values), *(steps or steps_with_violations()), END)
