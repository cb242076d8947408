"""What a record says of its step before it is run, and the record of a step that never is."""

from datetime import UTC, datetime
from typing import TypedDict

from config.court import Release
from ecfcheck.flowfile.flow import Flow, Step
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord

RUN_INTERRUPTED = "the run was interrupted"
"""Why the steps were not run that follow the one during which the user pressed Ctrl-C."""


class DocumentedStep(TypedDict):
    """The fields of a step's record that its flow says."""

    flow: str
    title: str
    document: str
    persona: str
    release: Release
    step: str
    says: str
    path: str
    line: int
    step_count: int


def describe_step(flow: Flow, step: Step) -> DocumentedStep:
    """Return the fields of a step's record that its flow says."""
    return {
        "flow": flow.name,
        "title": flow.title,
        "document": flow.document,
        "persona": flow.persona,
        "release": flow.release,
        "step": step.number,
        "says": step.says,
        "path": flow.path.as_posix(),
        "line": step.line,
        "step_count": len(flow.steps),
    }


def create_not_run_record(
    flow: Flow, step: Step, browser: str, run: int, message: str | None = None
) -> StepRecord:
    """Return the record of a step that was not run; `message` says why."""
    return StepRecord(
        **describe_step(flow, step),
        browser=browser,
        run=run,
        outcome=Outcome.NOT_RUN,
        message=message,
        started=datetime.now(UTC),
        milliseconds=0,
    )
