"""The faults that one stage has at the moment, in memory, and how often each was met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any, cast

from flask import Flask, current_app

from stage.faults.model import Fault, HostKind
from stage.faults.rules import RuleName


@dataclass
class ActiveFault:
    """A fault, until it is removed."""

    fault: Fault
    removed: Event
    met: int = 0
    """How many requests, or decisions of its rule, it could have applied to."""
    applied: int = 0
    """At how many of them something went wrong."""
    unmatched: int = 0
    """In how many answers the text to be replaced was not found."""

    def meet(self) -> bool:
        """Count one more request; tell whether it fails."""
        self.met += 1
        fails = self.fault.skip < self.met <= self.fault.skip + (self.fault.times or self.met)
        self.applied += fails
        return fails

    def describe(self) -> dict[str, Any]:
        """Return the fault as it was given, with its counts."""
        counts = {"met": self.met, "applied": self.applied, "unmatched": self.unmatched}
        return self.fault.model_dump(mode="json", exclude_defaults=True) | counts


class Faults:
    """All faults of a stage. Requests come in several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._active: tuple[ActiveFault, ...] = ()
        self._removed = Event()

    def replace(self, faults: Iterable[Fault]) -> None:
        """Put these in the place of all earlier ones; whatever waits for one of those goes on."""
        with self._lock:
            self._removed.set()
            self._removed = Event()
            self._active = tuple(ActiveFault(fault, self._removed) for fault in faults)

    def describe(self) -> list[dict[str, Any]]:
        """Return all of them, in order, with their counts."""
        with self._lock:
            return [active.describe() for active in self._active]

    def meet_request(self, host: HostKind, method: str, path: str, query: str) -> tuple[ActiveFault, ...]:
        """Return what goes wrong with this request."""
        return self._meet(lambda fault: fault.on is not None and fault.on.include(host, method, path, query))

    def meet_rule(self, rule: RuleName) -> bool:
        """Tell whether the rule is broken this time."""
        return bool(self._meet(lambda fault: fault.rule == rule))

    def report_unmatched(self, active: ActiveFault) -> None:
        """Count an answer in which the text to be replaced was not found."""
        with self._lock:
            active.applied -= 1
            active.unmatched += 1

    def _meet(self, concerns: Callable[[Fault], bool]) -> tuple[ActiveFault, ...]:
        if not self._active:  # as nearly always
            return ()
        with self._lock:
            return tuple(active for active in self._active if concerns(active.fault) and active.meet())


def keep_faults(app: Flask, faults: Faults) -> None:
    """Give the application its faults."""
    app.config["FAULTS"] = faults


def current_faults() -> Faults:
    """Return the faults of the application that answers this request."""
    return cast("Faults", current_app.config["FAULTS"])


def is_broken(rule: RuleName) -> bool:
    """Tell whether a rule is broken, this time that it is decided."""
    return current_faults().meet_rule(rule)
