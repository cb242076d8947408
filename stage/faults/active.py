"""The current faults of one stage, in memory, with their counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any, cast

from flask import Flask, current_app

from stage.faults.model import Fault, HostKind, RuleName


@dataclass
class ActiveFault:
    """A fault, until it is removed."""

    fault: Fault
    removed: Event
    matched: int = 0
    """The number of requests, or decisions of its rule, that it could have applied to."""
    applied: int = 0
    """The number of those that it applied to."""
    unmatched: int = 0
    """The number of answers without the text to replace."""

    def count_match(self) -> bool:
        """Count one more match; return whether the fault applies to it."""
        self.matched += 1
        fails = self.fault.skip < self.matched <= self.fault.skip + (self.fault.times or self.matched)
        self.applied += fails
        return fails

    def describe(self) -> dict[str, Any]:
        """Return the fault as it was set, with its counts."""
        counts = {"met": self.matched, "applied": self.applied, "unmatched": self.unmatched}
        return self.fault.model_dump(mode="json", exclude_defaults=True) | counts


class Faults:
    """All faults of a stage; safe for requests in several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._active: tuple[ActiveFault, ...] = ()
        self._removed = Event()

    def replace(self, faults: Iterable[Fault]) -> None:
        """Replace all faults by these; requests that wait for an old one continue."""
        with self._lock:
            self._removed.set()
            self._removed = Event()
            self._active = tuple(ActiveFault(fault, self._removed) for fault in faults)

    def describe(self) -> list[dict[str, Any]]:
        """Return all faults, in order, with their counts."""
        with self._lock:
            return [active.describe() for active in self._active]

    def match_request(self, host: HostKind, method: str, path: str, query: str) -> tuple[ActiveFault, ...]:
        """Count a request; return the faults that apply to it."""
        return self._match(
            lambda fault: fault.on is not None and fault.on.includes(host, method, path, query)
        )

    def match_rule(self, rule: RuleName) -> bool:
        """Count a decision of the rule; return whether it is broken this time."""
        return bool(self._match(lambda fault: fault.rule == rule))

    def report_unmatched(self, active: ActiveFault) -> None:
        """Count an answer without the text to replace."""
        with self._lock:
            active.applied -= 1
            active.unmatched += 1

    def _match(self, concerns: Callable[[Fault], bool]) -> tuple[ActiveFault, ...]:
        if not self._active:  # the usual case, without the lock
            return ()
        with self._lock:
            return tuple(active for active in self._active if concerns(active.fault) and active.count_match())


def store_faults(app: Flask, faults: Faults) -> None:
    """Store the faults in the application."""
    app.config["FAULTS"] = faults


def current_faults() -> Faults:
    """Return the faults of the application that handles this request."""
    return cast("Faults", current_app.config["FAULTS"])


def is_broken(rule: RuleName) -> bool:
    """Return whether a rule is broken for this decision."""
    return current_faults().match_rule(rule)
