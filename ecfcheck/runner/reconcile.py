"""Finds out, by reading only, whether an unanswered effect took effect."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.courts.permissions import READING
from ecfcheck.runner.attempt import Attempt
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import StepResult
from ecfcheck.runner.outcome import Outcome
from pages.decorators import Effect


@dataclass(frozen=True)
class Reconciliation:
    """What reading found out about an effect: in words, and what to do next, None if still unknown."""

    text: str
    next: str | None = None


def reconcile(
    context: RunContext, open_windows: Callable[[frozenset[Effect]], BrowserWindows]
) -> Reconciliation | None:
    """Run the reconcile flow in new windows, reading only; return the finding, None without it.

    The effect took place if that flow passes, and did not if a screen refuses the account.
    """
    flow = context.flow.reconcile
    if flow is None:
        return None
    windows = open_windows(READING)
    try:
        attempt = Attempt(replace(context, flow=flow, allowed=READING), windows, lambda _step, _result: None)
        for step in flow.steps:
            result = attempt.run_step(step)
            if result.failure:
                return _describe(flow.name, result, datetime.now(UTC))
    finally:
        windows.close(keep=context.evidence.is_kept(failed=True))
    return Reconciliation(
        f"{flow.name} was run to find out, and it did take effect",
        "do not repeat it: it took effect, and only the court's answer was lost",
    )


def _describe(name: str, result: StepResult, now: datetime) -> Reconciliation:
    """Return what a failed reconcile flow says about the effect."""
    failure = result.failure
    if failure is None:
        raise ValueError("a result without a failure cannot be described")
    if failure.outcome is Outcome.HARNESS:
        fact = f"{name} could not be run to find out: {failure.full_message}"
        return Reconciliation(f"{fact}; still unknown whether it took effect")
    ran, checks = f"{name} was run to find out, and", result.notes[-1].checks
    if failure.outcome is not Outcome.ACCOUNT or all(check.holds for check in checks):
        return Reconciliation(f"{ran} it is still unknown whether it took effect: {failure.full_message}")
    return Reconciliation(
        f"{ran} it had not taken effect at {now:%H:%M:%S} UTC: {failure.full_message};"
        " the court may still be working on it: look again before you repeat it",
        f"wait some minutes and run {name}; repeat it only if it still has not taken effect",
    )
