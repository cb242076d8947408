"""How a step can end: a few classes, each with a stable code and an exit status (design: Outcomes)."""

from collections.abc import Iterable
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
        return _EXIT_STATUS[self]

    @property
    def meaning(self) -> str:
        """One line for people, as reports print it beside the code."""
        return _MEANING[self]


_EXIT_STATUS = {
    Outcome.OK: 0,
    Outcome.NOT_RUN: 0,
    Outcome.DRIFT: 1,
    Outcome.COURT_ERROR: 1,
    Outcome.ACCOUNT: 2,
    Outcome.UNAVAILABLE: 3,
    Outcome.HARNESS: 4,
    Outcome.UNKNOWN_STATE: 5,
    Outcome.BLOCKED: 6,
}

_MEANING = {
    Outcome.OK: "the court behaves as documented",
    Outcome.DRIFT: "the screen is healthy but not as documented",
    Outcome.COURT_ERROR: "the court's system answered with an error",
    Outcome.ACCOUNT: "the court or PACER refused the account",
    Outcome.UNAVAILABLE: "the court could not be reached",
    Outcome.HARNESS: "ecfcheck itself could not work",
    Outcome.UNKNOWN_STATE: "an effect was sent and its answer is not known",
    Outcome.BLOCKED: "the step's effect is not allowed on this court",
    Outcome.NOT_RUN: "an earlier step of the flow failed",
}


def exit_status(outcomes: Iterable[Outcome]) -> int:
    """Return the exit status of a whole run: that of its gravest outcome, the highest status winning."""
    return max((outcome.exit_status for outcome in outcomes), default=0)
