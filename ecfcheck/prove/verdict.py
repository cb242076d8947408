"""Judges a mutant: whether the right step noticed it, with the right outcome and for the right reason."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ecfcheck.prove.mutant import Mutant
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord


class MutantVerdict(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    MISPLACED = "misplaced"
    SURVIVED = "survived"
    HUNG = "hung"
    ARGUED = "argued"
    NOT_APPLIED = "not applied"
    NOT_JUDGED = "not judged"

    @property
    def is_accepted(self) -> bool:
        """Whether nothing has to be done about it."""
        return self in {MutantVerdict.KILLED, MutantVerdict.ARGUED, MutantVerdict.NOT_APPLIED}


Way = Literal["read", "act", "flow"]


class _ProveRecord(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProofRecord(_ProveRecord):
    """The head of a proof: when, with which version, and which mutants."""

    record: Literal["proof"] = "proof"
    started: datetime
    version: str
    flows: tuple[str, ...]
    mutants: int
    """The number of mutants that are judged."""
    listed: int
    """The number of mutants that there are."""
    seed: int


class MutantRecord(_ProveRecord):
    """One mutant, and how it was judged."""

    record: Literal["mutant"] = "mutant"
    flow: str
    step: str
    screen: str
    check: str
    """The check that documents the item; `landmark`, or `screen` for the screen as a whole."""
    item: str
    operator: str
    change: str
    """The operator in words."""
    verdict: MutantVerdict
    cause: str | None = None
    """Why it is misplaced: the step, the outcome, the reason, or an error of ecfcheck itself."""
    noticed_by: str | None = None
    """The step that failed."""
    outcome: Outcome | None = None
    message: str | None = None
    argument: str | None = None
    """Why it does not have to be noticed, if the reviewed file says so."""
    way: Way = "flow"
    """What decided: reading the changed document, its action in a session carried there, or the flow."""
    milliseconds: int = 0


def judge(mutant: Mutant, records: Sequence[StepRecord], *, applied: bool, timed_out: bool) -> MutantRecord:
    """Return how a run with the mutant is judged, by the records of its steps."""
    record = describe_mutant(mutant)
    failed = next((step for step in records if step.outcome.is_failure), None)
    seen = {} if failed is None else _describe_failure(failed)
    if timed_out:
        return record.model_copy(update={**seen, "verdict": MutantVerdict.HUNG})
    if not applied:
        return record.model_copy(update={"verdict": MutantVerdict.NOT_APPLIED})
    if failed is None:
        return record
    cause = find_cause(mutant, failed)
    verdict = MutantVerdict.MISPLACED if cause else MutantVerdict.KILLED
    return record.model_copy(update={**seen, "verdict": verdict, "cause": cause})


def describe_mutant(mutant: Mutant) -> MutantRecord:
    """Return the record of a mutant that nothing has noticed yet."""
    return MutantRecord(
        flow=mutant.flow.name,
        step=mutant.place.step.number,
        screen=mutant.screen,
        check=mutant.source,
        item=mutant.item,
        operator=mutant.operator.name,
        change=mutant.operator.summary,
        verdict=MutantVerdict.SURVIVED,
    )


def describe_crash(mutant: Mutant, error: Exception) -> MutantRecord:
    """Return the record of a mutant that made ecfcheck itself fail."""
    cause = f"ecfcheck failed: {type(error).__name__}: {error}"
    return describe_mutant(mutant).model_copy(update={"verdict": MutantVerdict.MISPLACED, "cause": cause})


def describe_lost(mutant: Mutant) -> MutantRecord:
    """Return the record of a mutant during which the browser, or its window, was lost each time."""
    update = {"verdict": MutantVerdict.NOT_JUDGED, "cause": "the browser was lost: prove this flow again"}
    return describe_mutant(mutant).model_copy(update=update)


def find_cause(mutant: Mutant, failed: StepRecord) -> str | None:
    """Return why a failure is not the right one for a mutant; None if it is."""
    if failed.step not in mutant.steps:
        return f"step {failed.step} noticed it; it concerns {_join(mutant.steps)}"
    allowed = _list_outcomes(mutant)
    if failed.outcome not in allowed:
        return f"{failed.outcome} instead of {_join(allowed)}"
    message = failed.message or ""
    if not any(name in message for name in mutant.names):
        return "the message names neither the screen, nor a verb of it, nor the item"
    return None


def _list_outcomes(mutant: Mutant) -> frozenset[Outcome]:
    allowed = set(mutant.operator.outcomes)
    checks = {check.name: check for check, _ in mutant.place.part.checks}
    if mutant.source in checks and checks[mutant.source].mismatch_outcome == "ACCOUNT":
        allowed.add(Outcome.ACCOUNT)
    act = mutant.scene.parts[-1].part.act
    # Nothing left the browser in time, and still it may have been sent later: it must not be sent again.
    is_of_effect = mutant.operator.is_noticed_by_acting and act is not None and act.action.effect != "read"
    if mutant.scene.follows_effect or is_of_effect:
        allowed.add(Outcome.UNKNOWN_STATE)
    return frozenset(allowed)


def _describe_failure(failed: StepRecord) -> dict[str, object]:
    return {"noticed_by": failed.step, "outcome": failed.outcome, "message": failed.message}


def _join(names: frozenset[str] | frozenset[Outcome]) -> str:
    return " or ".join(sorted(names))
