"""Schedules runs of flows: runs that share a login are never under way at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from config.court import Release
from ecfcheck.courts.court_session import CourtSessions
from ecfcheck.flowfile.flow import Flow
from ecfcheck.runner.unanswered import list_logins

Logins = frozenset[tuple[str, ...]]


def label_run(flow: str, number: int) -> str:
    """Return a flow's name, with the number of the run from the second on."""
    return flow if number == 1 else f"{flow}, run {number}"


@dataclass(frozen=True)
class ScheduledRun:
    """One run of one flow."""

    flow: Flow
    number: int

    @property
    def label(self) -> str:
        """The flow's name, with the number of the run from the second on."""
        return label_run(self.flow.name, self.number)


class Schedule:
    """The runs of a command that have not been started, in order, and the logins that are in use."""

    def __init__(self, runs: Iterable[ScheduledRun], list_logins_of: Callable[[Flow], Logins]) -> None:
        self._waiting = list(runs)
        self._list_logins_of = list_logins_of
        self._in_use: Counter[tuple[str, ...]] = Counter()
        self._unfinished: list[ScheduledRun] = []
        self.total = len(self._waiting)

    @property
    def has_waiting(self) -> bool:
        """Whether runs have not been started."""
        return bool(self._waiting)

    @property
    def under_way(self) -> tuple[str, ...]:
        """The labels of the runs that were started and not finished."""
        return tuple(run.label for run in self._unfinished)

    @property
    def unfinished(self) -> tuple[ScheduledRun, ...]:
        """The runs that were started and not finished."""
        return tuple(self._unfinished)

    @property
    def not_run(self) -> tuple[str, ...]:
        """The labels of the runs that were not finished or not started."""
        return tuple(run.label for run in (*self._unfinished, *self._waiting))

    @contextmanager
    def take(self) -> Iterator[ScheduledRun | None]:
        """Yield the next run with logins that are free, and keep them in use during the block.

        Yields None if there is none: those who use the logins then take the runs that are left.
        """
        run = next(
            (run for run in self._waiting if self._list_logins_of(run.flow).isdisjoint(+self._in_use)), None
        )
        if run is None:
            yield None
            return
        self._waiting.remove(run)
        self._unfinished.append(run)
        logins = self._list_logins_of(run.flow)
        self._in_use.update(logins)
        try:
            yield run
        finally:
            self._in_use.subtract(logins)

    def finish(self, run: ScheduledRun) -> None:
        """Note that a run was run to its end."""
        self._unfinished.remove(run)


def create_schedule(runs: Iterable[ScheduledRun], courts: CourtSessions) -> Schedule:
    """Return a schedule for runs at these courts."""

    @cache
    def list_logins_at(release: Release, persona: str) -> Logins:
        session = courts[release]
        # On a stage each run has an account of its own, created when it starts.
        if session.court.staged:
            return frozenset()
        return list_logins(session.accounts.provide(persona))

    return Schedule(runs, lambda flow: list_logins_at(flow.release, flow.persona))
