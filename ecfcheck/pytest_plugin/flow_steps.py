"""Keeps a flow's steps in their order, whichever of them pytest asks for first."""

from ecfcheck.runner.flow_run import FlowRun
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord


class FlowSteps:
    """The steps of one run: asking for one runs those before it too, and none twice."""

    def __init__(self, run: FlowRun, records: Records, interrupt: Interrupt) -> None:
        self._run = run
        self._records = records
        self._interrupt = interrupt
        self.done: list[StepRecord] = []

    def result(self, number: int) -> StepRecord:
        """Return the record of a step by its place in the flow, from 0.

        Raises KeyboardInterrupt once a step is on record during which that was asked for.
        """
        for step in self._run.flow.steps[len(self.done) : number + 1]:
            with self._interrupt:
                self.done.append(self._records.write(self._run.run(step)))
            if self._interrupt.asked:
                raise KeyboardInterrupt
        return self.done[number]


class ReplayedSteps:
    """What came of the steps of a run that is over, for a plugin that sets a test up anew to repeat it.

    Nothing but reading may ever be repeated at a court, and a flow is one whole.
    """

    def __init__(self, done: list[StepRecord]) -> None:
        self.done = done

    def result(self, number: int) -> StepRecord:
        """Return the record of a step; a step that was not run is none that can be repeated."""
        if number >= len(self.done):
            raise LookupError(
                "the run of this flow was ended before this step, and is not begun a second time"
            )
        return self.done[number]
