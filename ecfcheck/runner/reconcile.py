"""Finds out by reading how things stand, after an effect whose answer was lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.runner.attempt import Attempt
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import StepResult
from ecfcheck.runner.outcome import Outcome
from pages.decorators import Effect

_READING: frozenset[Effect] = frozenset({"read"})


def reconcile(context: RunContext, open_windows: Callable[[frozenset[Effect]], BrowserWindows]) -> str | None:
    """Carry out the flow that tells, in windows of its own and reading alone; None if the flow names none.

    It took effect if the flow holds, did not if a screen says of the account what it must not be.
    """
    flow = context.flow.reconcile
    if flow is None:
        return None
    windows = open_windows(_READING)
    try:
        attempt = Attempt(replace(context, flow=flow, allowed=_READING), windows, lambda _step, _result: None)
        for step in flow.steps:
            result = attempt.run_step(step)
            if result.failure:
                return _describe(flow.name, result, datetime.now(UTC))
    finally:
        windows.close(keep=context.evidence.keeps(failed=True))
    return f"{flow.name} was run to find out, and it did take effect"


def _describe(name: str, result: StepResult, now: datetime) -> str:
    """Return in words what a flow that did not hold says of the effect."""
    failure = result.failure
    if failure is None:
        raise ValueError("only what failed is described")
    if failure.outcome is Outcome.HARNESS:
        return f"{name} could not be run to find out: {failure.message}; still unknown whether it took effect"
    ran, checks = f"{name} was run to find out, and", result.notes[-1].checks
    if failure.outcome is not Outcome.ACCOUNT or all(check.holds for check in checks):
        return f"{ran} it is still unknown whether it took effect: {failure.message}"
    return (
        f"{ran} it had not taken effect at {now:%H:%M:%S} UTC: {failure.message};"
        " the court may be at it yet: look again before you do it again"
    )
