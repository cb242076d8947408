"""Runs several flows at once in one browser and one thread (docs/adr/0026)."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic

from config.court import scale_timeouts
from ecfcheck.browser.worker_pool import GreenletPool, choose_timeout_factor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.schedule import Schedule, ScheduledRun
from ecfcheck.runner.setup import RunEnvironment
from pages.errors import BrowserLostError

_LOOK_AGAIN_SECONDS = 0.5
"""How long a flow that waits before a retry takes at most to notice Ctrl-C."""

RunFlow = Callable[[RunEnvironment, ScheduledRun], None]
"""Runs one flow in an environment."""


@dataclass
class ParallelRunner:
    """Runs the flows of a schedule, `at_once` at a time."""

    environment: RunEnvironment
    at_once: int
    interrupt: Interrupt
    _pool: GreenletPool = field(init=False)

    def __post_init__(self) -> None:
        self._pool = GreenletPool(self.environment.browser)

    def run(self, schedule: Schedule, run_flow: RunFlow) -> None:
        """Run all flows; after Ctrl-C start no other. An unexpected error is raised after all have ended.

        Raises BrowserLostError if Playwright itself ended.
        """
        environment = self._prepare()
        self._pool.run(self.at_once, partial(self._work, schedule, environment, run_flow))

    def _prepare(self) -> RunEnvironment:
        factor = choose_timeout_factor(os.cpu_count() or 1, self.at_once)
        courts = {
            release: replace(session, court=scale_timeouts(session.court, factor))
            for release, session in self.environment.courts.items()
        }
        # The flows that lose a browser at once continue together in the same new one.
        reopen = self.environment.reopen_browser
        reopen = self._pool.share(reopen) if reopen else None
        return replace(self.environment, courts=courts, pause=self._pause, reopen_browser=reopen)

    def _work(self, schedule: Schedule, environment: RunEnvironment, run_flow: RunFlow) -> None:
        """Run one flow after the other until no other can be started."""
        while not self.interrupt.asked:
            with schedule.take() as run:
                if run is None:
                    return
                try:
                    run_flow(environment, run)
                except KeyboardInterrupt:
                    if self.interrupt.is_repeated:
                        raise
                    # The first Ctrl-C, during a wait before a retry: the other flows finish their steps.

    def _pause(self, seconds: float) -> None:
        """Wait in one flow only. Raises KeyboardInterrupt if asked to end."""
        deadline = monotonic() + seconds
        while not self.interrupt.asked:
            remaining = deadline - monotonic()
            if remaining <= 0:
                return
            try:
                self._pool.pause(min(remaining, _LOOK_AGAIN_SECONDS))
            except BrowserLostError:
                return  # the retry finds that Playwright ended, and its step says so
        raise KeyboardInterrupt
