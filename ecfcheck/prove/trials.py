"""Runs a flow on a mutant's document with short time limits, and ends the run if it takes too long."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic

from playwright.sync_api import Error

from config.account import Account
from config.court import Court
from config.limits import Limits
from ecfcheck.browser.window import Window
from ecfcheck.browser.worker_pool import GreenletPool
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.flow import Flow
from ecfcheck.prove.scene import KnownAccount
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from pages.errors import BrowserLostError

_LIMITS = Limits(arrive=4, act=1.5, settle=0.3, again=0.1)
"""Time limits for mutants: a changed screen is waited for in vain, and the stage is on this machine."""

SECONDS_PER_MUTANT = 30.0
"""After this time a mutant counts as hung; its window is closed."""


def shorten_limits(court: Court) -> Court:
    """Return the court with time limits for mutants, and never longer ones than its own."""
    names = ("arrive", "act", "settle", "again")
    limits = {name: min(getattr(court.limits, name), getattr(_LIMITS, name)) for name in names}
    return court.model_copy(update={"limits": court.limits.model_copy(update=limits)})


@dataclass
class Trial:
    """A run that is under way: since when, its windows, and whether it took too long."""

    started: float = field(default_factory=monotonic)
    windows: list[Window] = field(default_factory=list)
    applied: bool = False
    timed_out: bool = False
    is_patient: bool = False
    """Whether it waits as long as the court's own limits say."""


@dataclass
class Trials:
    """The runs that are under way, in one environment."""

    environment: RunEnvironment
    pool: GreenletPool
    seconds_each: float = SECONDS_PER_MUTANT
    _under_way: list[Trial] = field(default_factory=list)

    def start(self, *, is_patient: bool = False) -> Trial:
        """Return a new run, which `run` will end."""
        trial = Trial(is_patient=is_patient)
        self._under_way.append(trial)
        return trial

    def run(
        self, flow: Flow, account: Account, on_window: Callable[[str, Window], None], trial: Trial
    ) -> list[StepRecord]:
        """Run a flow with an account, as long as its steps pass; return their records."""
        session = self.get_session(flow)
        court = session.court if trial.is_patient else shorten_limits(session.court)
        session = replace(session, court=court, accounts=KnownAccount(account))
        environment = replace(
            self.environment, courts={flow.release: session}, on_window=on_window, pause=self._pause_briefly
        )
        records: list[StepRecord] = []
        try:
            with start_flow_run(flow, 1, environment) as run:
                for step in flow.steps:
                    records.append(run.run(step))
                    if records[-1].outcome.is_failure or trial.timed_out:
                        break
        except BrowserLostError:
            # The window of a trial that takes too long is closed by `end_hung`, in whatever it does then.
            if not trial.timed_out:
                raise
        finally:
            self._under_way.remove(trial)
            trial.timed_out = trial.timed_out or self._is_overdue(trial)
        return records

    def _pause_briefly(self, seconds: float) -> None:
        """Wait before a retry, but not as long as for a real court: the mutant does not get better."""
        self.pool.pause(min(seconds, _LIMITS.settle))

    def get_session(self, flow: Flow) -> CourtSession:
        """Return the court session of a flow."""
        return self.environment.courts[flow.release]

    def _is_overdue(self, trial: Trial) -> bool:
        return monotonic() - trial.started > self.seconds_each

    def end_hung(self) -> None:
        """Close the windows of trials that take too long: what waits for them then fails."""
        for trial in list(self._under_way):
            if not trial.timed_out and self._is_overdue(trial):
                trial.timed_out = True
                for window in trial.windows:
                    with suppress(Error):  # it may just have ended
                        window.page.context.close()
