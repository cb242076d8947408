"""Keeps a flow's steps in their order, whichever of them pytest asks for first."""

from ecfcheck.run.record import StepRecord
from ecfcheck.run.records import Records
from ecfcheck.run.runner import FlowRun


class FlowSteps:
    """The steps of one run: asking for one runs those before it too, and none twice."""

    def __init__(self, run: FlowRun, records: Records) -> None:
        self._run = run
        self._records = records
        self._done: list[StepRecord] = []

    def result(self, number: int) -> StepRecord:
        """Return the record of a step by its place in the flow, from 0."""
        for step in self._run.flow.steps[len(self._done) : number + 1]:
            self._done.append(self._records.write(self._run.run(step)))
        return self._done[number]
