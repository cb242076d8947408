"""Runs a flow step by step and says of each how it ended; tries again where an outcome's rule lets it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from tenacity import RetryCallState, Retrying, retry_if_result, wait_exponential

from ecfcheck.language.flow import Step
from ecfcheck.run.attempt import Attempt
from ecfcheck.run.note import PartNote
from ecfcheck.run.outcome import Outcome
from ecfcheck.run.reconcile import how_things_stand
from ecfcheck.run.record import StepRecord
from ecfcheck.run.setting import Setting
from ecfcheck.run.stopped import Stopped, browser_lost, cut_short
from pages.failing import BrowserLost, losing_told
from pages.opening import Windows
from pages.verbs import Effect


@dataclass(frozen=True)
class _Over:
    """Why no further step of a flow is run."""

    message: str
    rehearsed: bool = False


@dataclass
class _Ending:
    """How a try at a step ended: what was noted of its screens, and why it stopped, if it did."""

    notes: list[PartNote] = field(default_factory=list)
    stopped: Stopped | None = None
    since: str | None = None
    cut_short: bool = False
    """Whether it was told to end at once."""

    @property
    def rehearsed(self) -> bool:
        """Whether it stopped at what is closed at the court, all before it being as documented."""
        return self.stopped is not None and self.stopped.outcome is Outcome.OK


class FlowRun:
    """One run of one flow. Its steps run in order; after one that failed or was rehearsed, none is run."""

    def __init__(self, setting: Setting, open_windows: Callable[[frozenset[Effect]], Windows]) -> None:
        self.flow = setting.flow
        self._setting = setting
        self._open_windows = open_windows
        self._attempt = Attempt(setting, open_windows(setting.allowed))
        self._done: list[Step] = []
        self._over: _Over | None = None
        self._earlier: list[str] = []

    def close(self) -> None:
        """Close its windows."""
        failed = self._over is not None and not self._over.rehearsed
        self._attempt.windows.close(keep=self._setting.evidence.keeps(failed=failed))

    def run(self, step: Step) -> StepRecord:
        """Run one step and return its record; the caller keeps to the flow's order.

        Told to end at once (KeyboardInterrupt), it raises that, unless an effect may have been sent: then the
        record says so, no more is looked at, and it is for the caller to end.
        """
        started, clock, tried = datetime.now(UTC), monotonic(), len(self._earlier)
        if self._over:
            ending = _Ending(stopped=Stopped(Outcome.NOT_RUN, self._over.message, None))
        else:
            # Until it is known how the step ended, none may follow: an effect is never sent twice.
            self._over = _Over(f"step {step.number} failed")
            ending = self._try(step)
            if ending.rehearsed:
                self._over = _Over(f"the rehearsal ended with step {step.number}", rehearsed=True)
            elif ending.stopped is None:
                self._over = None
                self._done.append(step)
            elif ending.stopped.outcome is Outcome.UNKNOWN_STATE and not ending.cut_short:
                self._setting.doubts.effect_lost(self._attempt.windows.court, self._setting.account)
                ending.since = how_things_stand(self._setting, self._open_windows)
        record = self._record(step, ending, started, monotonic() - clock)
        return record.model_copy(update={"earlier": tuple(self._earlier[tried:])})

    def _try(self, step: Step) -> _Ending:
        """Run the step, and the flow from its beginning again while the rule of how it ended lets that be."""
        trying = Retrying(
            retry=retry_if_result(self._may_try_again),
            wait=self._wait,
            before_sleep=self._begin_anew,
            sleep=self._setting.pause,
        )
        ending: _Ending = trying(self._once, step)
        return ending

    def _once(self, step: Step) -> _Ending:
        """Run what this try has not run yet, up to and with the step."""
        ending = _Ending()
        for one in [*self._done, step][self._attempt.steps_run :]:
            ending = self._carry_out(one)
            if ending.stopped:
                break
        return ending

    def _carry_out(self, step: Step) -> _Ending:
        ending = _Ending()
        self._attempt.going.before_effect = partial(self._foresee, step, ending)
        try:
            with losing_told():
                self._attempt.run(step, ending.notes)
        except BrowserLost as error:
            ending.stopped = browser_lost(ending.notes[-1], str(error))
        except Stopped as stop:
            ending.stopped = stop
        except KeyboardInterrupt:
            if not self._attempt.going.effect_sent:
                raise
            ending.stopped, ending.cut_short = cut_short(ending.notes[-1]), True
        if ending.stopped and not ending.rehearsed and not ending.cut_short:
            self._attempt.look_at_failure(step, ending.notes)
        return ending

    def _foresee(self, step: Step, ending: _Ending) -> None:
        """Put on record what is so if the end of the step is never seen; what is seen takes its place."""
        feared = replace(ending, stopped=cut_short(ending.notes[-1]), cut_short=True)
        record = self._record(step, feared, datetime.now(UTC), 0)
        self._setting.put_on_record(record.model_copy(update={"foreseen": True}))

    def _may_try_again(self, ending: _Ending) -> bool:
        """Never once an effect was sent or a login refused, perhaps; else as often as the rule lets it."""
        logins = self._attempt.going.logins
        if self._attempt.going.effect_sent or logins.refused or logins.in_doubt:
            return False
        most = ending.stopped.outcome.tries if ending.stopped else 0
        return len(self._earlier) + 1 < most

    def _wait(self, state: RetryCallState) -> float:
        """Return how many seconds to wait: only for a court not reached, longer each time."""
        if _ended(state).outcome is not Outcome.UNAVAILABLE:
            return 0
        return float(wait_exponential(multiplier=self._attempt.windows.court.limits.again)(state))

    def _begin_anew(self, state: RetryCallState) -> None:
        stopped = _ended(state)
        self._earlier.append(f"tried again after {stopped.outcome}: {stopped.message}")
        self._attempt.windows.close(keep=self._setting.evidence.keeps(failed=True))
        self._attempt = Attempt(self._setting, self._open_windows(self._setting.allowed))

    def _record(self, step: Step, ending: _Ending, started: datetime, seconds: float) -> StepRecord:
        flow, stopped = self.flow, ending.stopped
        return StepRecord(
            flow=flow.name,
            title=flow.title,
            document=flow.document,
            persona=flow.persona,
            release=flow.release,
            browser=self._attempt.windows.browser,
            run=self._setting.evidence.run,
            step=step.number,
            says=step.says,
            path=flow.path.as_posix(),
            line=step.line,
            outcome=stopped.outcome if stopped else Outcome.OK,
            standing=stopped.standing if stopped else None,
            message=stopped.message if stopped else None,
            rehearsed=self._over is not None and self._over.rehearsed,
            since=ending.since,
            next=stopped.next if stopped else None,
            started=started,
            milliseconds=round(seconds * 1000),
            parts=tuple(note.record() for note in ending.notes),
        )


def _ended(state: RetryCallState) -> Stopped:
    """Return why a try stopped that is to be followed by another."""
    ending: _Ending | None = state.outcome.result() if state.outcome else None
    if ending is None or ending.stopped is None:
        raise LookupError("only what stopped is tried again")
    return ending.stopped
