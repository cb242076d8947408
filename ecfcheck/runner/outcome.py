"""The outcomes of a step, each with a code, a meaning, a retry rule and an exit status."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of a step; its value is the stable code in records and reports."""

    OK = "OK"
    DRIFT = "DRIFT"
    COURT_ERROR = "COURT_ERROR"
    ACCOUNT = "ACCOUNT"
    UNAVAILABLE = "UNAVAILABLE"
    HARNESS = "HARNESS"
    UNKNOWN_STATE = "UNKNOWN_STATE"
    BLOCKED = "BLOCKED"
    NOT_RUN = "NOT_RUN"

    @property
    def is_failure(self) -> bool:
        """Whether a step with this outcome makes its run fail."""
        return self not in {Outcome.OK, Outcome.NOT_RUN}

    @property
    def exit_status(self) -> int:
        """The exit status of a program that ends with this outcome."""
        return _RULES[self].exit_status

    @property
    def meaning(self) -> str:
        """One line for people, printed next to the code in reports."""
        return _RULES[self].meaning

    @property
    def retry(self) -> str:
        """The retry rule in words."""
        return _RULES[self].retry

    @property
    def tries(self) -> int:
        """The maximum number of attempts at a flow that ends so before it has sent an effect."""
        return _RULES[self].tries


@dataclass(frozen=True)
class _Rule:
    exit_status: int
    meaning: str
    retry: str
    tries: int = 1


_NOT_AFTER = "not after an effect, or a login that the court did not answer"

_RULES = {
    Outcome.OK: _Rule(0, "the court behaves as documented", "nothing to retry"),
    Outcome.DRIFT: _Rule(1, "the page works but differs from the notice", "not retried"),
    Outcome.COURT_ERROR: _Rule(
        1, "the court's system responded with an error", f"retried once; {_NOT_AFTER}", 2
    ),
    Outcome.ACCOUNT: _Rule(
        2,
        "the account is refused, unsuitable, or incomplete in the settings",
        "never retried: accounts get locked",
    ),
    Outcome.UNAVAILABLE: _Rule(
        3, "the court could not be reached", f"retried twice, each time after a longer wait; {_NOT_AFTER}", 3
    ),
    Outcome.HARNESS: _Rule(
        4,
        "ecfcheck could not work: a wrong flow, page object or setting, or no browser",
        "not retried",
    ),
    Outcome.UNKNOWN_STATE: _Rule(
        5,
        "an effect may have been sent, and its result is not known",
        "never retried: look at the court's screens",
    ),
    Outcome.BLOCKED: _Rule(
        6,
        "an action tried to send an effect that is closed at this court; the browser blocked it",
        "not retried",
    ),
    Outcome.NOT_RUN: _Rule(0, "the flow ended before this step", "not run"),
}


def find_worst_exit_status(outcomes: Iterable[Outcome]) -> int:
    """Return the exit status of a whole run: the highest one of its outcomes."""
    return max((outcome.exit_status for outcome in outcomes), default=0)
