"""How a step can end: a few classes, each with a stable code, a retry rule and an exit status."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The class a step ended in; its value is the stable code that records and reports carry."""

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
    def failed(self) -> bool:
        """Whether a step with this outcome makes its run fail."""
        return self not in {Outcome.OK, Outcome.NOT_RUN}

    @property
    def exit_status(self) -> int:
        """What a program that ends with this outcome returns to its caller."""
        return _RULES[self].exit_status

    @property
    def meaning(self) -> str:
        """One line for people, as reports print it beside the code."""
        return _RULES[self].meaning

    @property
    def retry(self) -> str:
        """Whether a flow that ends so is tried again, in words."""
        return _RULES[self].retry

    @property
    def tries(self) -> int:
        """How often a flow is tried at most that ends so, and that has sent no effect before."""
        return _RULES[self].tries


@dataclass(frozen=True)
class _Rule:
    exit_status: int
    meaning: str
    retry: str
    tries: int = 1


_RULES = {
    Outcome.OK: _Rule(0, "the court behaves as documented", "nothing to try again"),
    Outcome.DRIFT: _Rule(1, "the screen is healthy but not as documented", "not tried again"),
    Outcome.COURT_ERROR: _Rule(
        1,
        "the court's system answered with an error",
        "tried again once, and only before the first effect",
        2,
    ),
    Outcome.ACCOUNT: _Rule(
        2, "the court or PACER refused the account", "never tried again: accounts get locked"
    ),
    Outcome.UNAVAILABLE: _Rule(
        3, "the court could not be reached", "tried again twice, each time after a longer wait", 3
    ),
    Outcome.HARNESS: _Rule(4, "ecfcheck itself could not work", "not tried again"),
    Outcome.UNKNOWN_STATE: _Rule(
        5, "an effect was sent and its answer is not known", "never tried again: find out by reading"
    ),
    Outcome.BLOCKED: _Rule(
        6, "what was pressed is closed at this court; the browser refused to send it", "not tried again"
    ),
    Outcome.NOT_RUN: _Rule(0, "an earlier step of the flow failed", "not tried"),
}


def exit_status(outcomes: Iterable[Outcome]) -> int:
    """Return the exit status of a whole run: that of its gravest outcome, the highest status winning."""
    return max((outcome.exit_status for outcome in outcomes), default=0)
