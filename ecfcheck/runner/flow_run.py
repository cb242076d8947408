"""Runs a flow step by step, records each step, and retries where the outcome allows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from config.account import Account
from ecfcheck.browser.contexts import BrowserWindows
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.flow import Step
from ecfcheck.runner.attempt import Attempt
from ecfcheck.runner.context import RunContext
from ecfcheck.runner.drafts import StepResult
from ecfcheck.runner.failure import Failure
from ecfcheck.runner.normalize_records import normalize_step
from ecfcheck.runner.not_run import describe_step
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.reconcile import reconcile
from ecfcheck.runner.records import StepRecord
from pages.decorators import Effect

OpenWindows = Callable[[frozenset[Effect]], BrowserWindows]
"""Opens the windows of an attempt, with these effects allowed."""


@dataclass(frozen=True)
class _FlowEnd:
    """The reason why no further step of a flow is run."""

    message: str
    is_rehearsal: bool = False


class FlowRun:
    """One run of one flow: steps run in order, and none after one that failed or was rehearsed."""

    def __init__(self, context: RunContext, open_windows: OpenWindows) -> None:
        self.flow = context.flow
        self._context = context
        self._open_windows = open_windows
        self._ended: _FlowEnd | None = None
        self._earlier_tries: list[str] = []
        self._attempt = self._start_attempt()

    def close(self) -> None:
        """Close the windows."""
        failed = self._ended is not None and not self._ended.is_rehearsal
        self._attempt.windows.close(keep=self._context.evidence.is_kept(failed=failed))

    @property
    def account(self) -> Account:
        """The account that the flow acts with."""
        return self._context.account

    @property
    def has_ended(self) -> bool:
        """Whether a step failed or was rehearsed, so that those after it are not run."""
        return self._ended is not None

    def window(self, name: str) -> Window:
        """Return a window as the last step left it, to look at it once more."""
        return self._attempt.windows.window(name)

    def run(self, step: Step) -> StepRecord:
        """Run one step and return its record; call it in the flow's order.

        Raises KeyboardInterrupt, unless the step may have sent an effect: then the record says so, nothing
        more is looked at, and the caller must end the run.
        """
        started, clock, retries = datetime.now(UTC), monotonic(), len(self._earlier_tries)
        if self._ended:
            result = StepResult(failure=Failure(Outcome.NOT_RUN, self._ended.message, None))
        else:
            try:
                result = self._run_with_retries(step)
            except BaseException:
                # It is not known how the step ended, so none may follow: an effect is never sent twice.
                self._ended = _FlowEnd(f"step {step.number} failed")
                if self._attempt.has_unanswered_effect:
                    self._context.unanswered.note_effect(self._attempt.windows.court, self._context.account)
                raise
            self._note_end(step, result)
        record = self._create_record(step, result, started, monotonic() - clock)
        return record.model_copy(update={"earlier_tries": tuple(self._earlier_tries[retries:])})

    def _run_with_retries(self, step: Step) -> StepResult:
        """Run the step; after a failure rerun the flow up to it, as often as the outcome allows."""
        while True:
            result = StepResult()
            for pending in self._list_pending(step):
                result = self._attempt.run_step(pending)
                if not result.has_passed:
                    break
            if result.failure and not result.is_interrupted:
                self._attempt.look_at_failure(pending, result)
            if result.failure is None or not self._may_retry(result.failure):
                return result
            self._start_over(result.failure)

    def _list_pending(self, step: Step) -> tuple[Step, ...]:
        """Return the steps that this attempt has not run yet, up to and including the step."""
        return self.flow.steps[self._attempt.steps_run : self.flow.steps.index(step) + 1]

    def _may_retry(self, failure: Failure) -> bool:
        """Return whether the outcome allows another attempt, and nothing would be sent twice."""
        return self._attempt.can_be_repeated and len(self._earlier_tries) + 1 < failure.outcome.tries

    def _start_over(self, failure: Failure) -> None:
        """Begin a new attempt; wait first if the court was not reached, longer each time."""
        if failure.outcome is Outcome.UNAVAILABLE:
            self._context.pause(self._attempt.windows.court.limits.again * 2 ** len(self._earlier_tries))
        else:
            self._context.pause(0)
        self._earlier_tries.append(f"retried after {failure.outcome}: {failure.full_message}")
        self._attempt.windows.close(keep=self._context.evidence.is_kept(failed=True))
        self._attempt = self._start_attempt()

    def _start_attempt(self) -> Attempt:
        windows = self._open_windows(self._context.allowed)
        return Attempt(self._context, windows, self._write_provisional)

    def _note_end(self, step: Step, result: StepResult) -> None:
        """Note why the flow ends here, if it does; reconcile an unanswered effect."""
        if result.rehearsed:
            self._ended = _FlowEnd(f"the rehearsal ended with step {step.number}", is_rehearsal=True)
        elif result.failure:
            self._ended = _FlowEnd(f"step {step.number} failed")
            if result.failure.outcome is Outcome.UNKNOWN_STATE and not result.is_interrupted:
                self._context.unanswered.note_effect(self._attempt.windows.court, self._context.account)
                found = reconcile(self._context, self._open_windows)
                if found:
                    result.reconciliation = found.text
                    result.failure = replace(result.failure, next=found.next or result.failure.next)

    def _write_provisional(self, step: Step, result: StepResult) -> None:
        """Write the provisional record, which counts if the step's end is never seen."""
        record = self._create_record(step, result, datetime.now(UTC), 0)
        self._context.write_record(record.model_copy(update={"provisional": True}))

    def _create_record(self, step: Step, result: StepResult, started: datetime, seconds: float) -> StepRecord:
        failure = result.failure
        record = StepRecord(
            **describe_step(self.flow, step),
            browser=self._attempt.windows.browser,
            run=self._context.evidence.run,
            outcome=failure.outcome if failure else Outcome.OK,
            outcome_without_effect=failure.outcome_without_effect if failure else None,
            standing=failure.standing if failure else None,
            message=failure.full_message if failure else result.rehearsed,
            rehearsed=result.rehearsed is not None,
            reconciliation=result.reconciliation,
            next=failure.next if failure else None,
            started=started,
            milliseconds=round(seconds * 1000),
            parts=tuple(note.to_record() for note in result.notes),
        )
        if failure is None or not failure.outcome.is_failure:
            return record
        return normalize_step(record, failure.message, self._attempt.normalizer)
