"""What the records of a flow tell about an account: the status, and what was seen that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecfcheck.audit.status import Status
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord

ACCOUNT_WIDE = frozenset({Status.REFUSED, Status.LOCKED, Status.UPDATE_REQUIRED, Status.PASSCODE_NEEDED})
"""What PACER says for all courts at once."""

_OF_OUTCOME = {
    Outcome.UNAVAILABLE: Status.COURT_UNAVAILABLE,
    Outcome.COURT_ERROR: Status.COURT_UNAVAILABLE,
    Outcome.NOT_RUN: Status.NOT_TRIED,
}


@dataclass(frozen=True)
class Verdict:
    """How an account stands, what was seen that tells, and the path of its picture, if one was taken."""

    status: Status
    evidence: str
    picture: str | None = None


def verdict(steps: Sequence[StepRecord]) -> Verdict:
    """Return what the steps of a run of `verify_linked` tell."""
    stopped = next((step for step in steps if step.outcome is not Outcome.OK), None)
    last = stopped or steps[-1]
    picture = next((part.picture for part in reversed(last.parts) if part.picture), None)
    if stopped is None:
        return Verdict(Status.LINKED, _seen(last), picture)
    known = {status.value: status for status in Status}
    status = known.get(stopped.standing or "") or _OF_OUTCOME.get(stopped.outcome, Status.NOT_KNOWN)
    return Verdict(status, stopped.message or stopped.outcome, picture)


def _seen(step: StepRecord) -> str:
    """Return in words what the checks of a step have seen, but for the screen itself."""
    seen = [
        f"{part.screen} {check.check}: {_told(check.seen)}"
        for part in step.parts
        for check in part.checks
        if check.check != "screen"
    ]
    return "; ".join(seen)


def _told(seen: object) -> str:
    return ", ".join(seen) if isinstance(seen, tuple) else str(seen)
