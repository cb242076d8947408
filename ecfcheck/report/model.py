"""Puts the records of a run in order: its flows, the runs of each, what failed, and the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from ecfcheck.report.text import count, join_words, one_line
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CourtRecord, EndRecord, PartRecord, Record, RunRecord, StepRecord

VIEWER = "`playwright show-trace`"
"""What opens a trace."""


def list_recordings(part: PartRecord) -> list[tuple[str, str]]:
    """Return the kind and the path of each recording in which a screen is to be seen."""
    return [(kind, path) for kind, path in (("trace", part.trace), ("video", part.video)) if path]


@dataclass(frozen=True)
class ReportedRun:
    """One run of one flow: its steps, as far as they were recorded."""

    number: int
    steps: tuple[StepRecord, ...]

    @property
    def failed(self) -> tuple[StepRecord, ...]:
        """The steps that failed; by design at most one, as the rest of the flow is then not run."""
        return tuple(step for step in self.steps if step.outcome.failed)

    @property
    def not_run(self) -> tuple[StepRecord, ...]:
        """The steps that were left out after a failure."""
        return tuple(step for step in self.steps if step.outcome is Outcome.NOT_RUN)

    @property
    def state(self) -> str:
        """`failed`, `partial` when a step was not run, or `ok`."""
        return "failed" if self.failed else "partial" if self.not_run else "ok"

    @property
    def recordings(self) -> tuple[tuple[str, str], ...]:
        """The kind and the path of each of its recordings."""
        parts = (part for step in self.steps for part in step.parts)
        return tuple(dict.fromkeys(found for part in parts for found in list_recordings(part)))

    @property
    def milliseconds(self) -> int:
        """How long its steps took together."""
        return sum(step.milliseconds for step in self.steps)


@dataclass(frozen=True)
class ReportedFlow:
    """One flow and all its runs."""

    name: str
    title: str
    document: str
    runs: tuple[ReportedRun, ...]

    @property
    def failed_runs(self) -> tuple[ReportedRun, ...]:
        """The runs in which a step failed."""
        return tuple(run for run in self.runs if run.failed)

    @property
    def state(self) -> str:
        """The gravest state of its runs."""
        states = {run.state for run in self.runs}
        return next((state for state in ("failed", "partial") if state in states), "ok")

    @property
    def milliseconds(self) -> int:
        """How long all its steps took together."""
        return sum(run.milliseconds for run in self.runs)


@dataclass(frozen=True)
class RunReport:
    """All that a run's records tell."""

    heads: tuple[RunRecord, ...]
    flows: tuple[ReportedFlow, ...]
    ends: tuple[EndRecord, ...]

    @property
    def steps(self) -> tuple[StepRecord, ...]:
        """Every step of every run, in order."""
        return tuple(step for flow in self.flows for run in flow.runs for step in run.steps)

    @property
    def courts(self) -> tuple[CourtRecord, ...]:
        """Every court that a process of the run checked, with its release if one of them came by it."""
        courts: dict[tuple[str, str], CourtRecord] = {}
        for court in (court for head in self.heads for court in head.courts):
            key = (court.name, court.address)
            if key not in courts or court.release_line:
                courts[key] = court
        return tuple(courts.values())

    @property
    def court_names(self) -> str:
        """The courts' names, as one text."""
        return join_words(list(dict.fromkeys(court.name for court in self.courts)))

    @property
    def cut_short(self) -> bool:
        """Whether a process that began the run did not live to end it."""
        return len(self.ends) < max(len(self.heads), 1)

    @property
    def missing_shards(self) -> tuple[str, ...]:
        """The shards that were not there when this was merged of several, such as `2/4`."""
        there = {head.shard for head in self.heads if head.shard}
        if len(there) < 2:  # noqa: PLR2004 - one alone was not merged
            return ()
        of = next(iter(there))[1]
        return tuple(f"{index}/{of}" for index in range(1, of + 1) if (index, of) not in there)

    @property
    def started(self) -> datetime | None:
        """When the first process, or else the first step, began."""
        heads = (head.started for head in self.heads)
        return min((*heads, *(step.started for step in self.steps)), default=None)

    @property
    def finished(self) -> datetime | None:
        """When the last process ended; in a run cut short, when its last known step did."""
        steps = (step.started + timedelta(milliseconds=step.milliseconds) for step in self.steps)
        return max((*(end.finished for end in self.ends), *steps), default=None)

    @property
    def state(self) -> str:
        """`failed`, `partial` when the run is not whole, or `ok`."""
        states = {flow.state for flow in self.flows}
        if "failed" in states:
            return "failed"
        not_whole = self.cut_short or self.missing_shards or not self.steps
        return "partial" if not_whole or "partial" in states else "ok"


def build_report(records: Iterable[Record]) -> RunReport:
    """Return the story that records tell, flows and runs in a stable order, steps as they were written."""
    everything = tuple(records)
    return RunReport(
        heads=tuple(record for record in everything if isinstance(record, RunRecord)),
        flows=group_flows([record for record in everything if isinstance(record, StepRecord)]),
        ends=tuple(record for record in everything if isinstance(record, EndRecord)),
    )


def group_flows(steps: Sequence[StepRecord]) -> tuple[ReportedFlow, ...]:
    """Return steps gathered by flow and run."""
    ordered = sorted(steps, key=lambda step: (step.flow, step.run))
    return tuple(_flow(list(group)) for _, group in groupby(ordered, key=lambda step: step.flow))


def _flow(steps: Sequence[StepRecord]) -> ReportedFlow:
    runs = groupby(steps, key=lambda step: step.run)
    return ReportedFlow(
        name=steps[0].flow,
        title=steps[0].title,
        document=steps[0].document,
        runs=tuple(ReportedRun(number, tuple(group)) for number, group in runs),
    )


def verdict(story: RunReport) -> str:
    """Return in one sentence how the run went."""
    steps = story.steps
    failed = sum(step.outcome.failed for step in steps)
    not_run = sum(step.outcome is Outcome.NOT_RUN for step in steps)
    if failed:
        return (
            f"{failed} of {count(len(steps), 'documented step')} failed: {'; '.join(failures(story.flows))}."
        )
    if not steps:
        return "No documented step was run."
    if story.state == "ok":
        return f"{_all(len(steps))} of {_scope(story.flows)} {'holds' if len(steps) == 1 else 'hold'}."
    if any(step.rehearsed for step in steps):
        held = f"{len(steps) - not_run} of {count(len(steps), 'documented step')} hold"
        return f"{held}; what follows is closed at the court, and was rehearsed up to its last click."
    return f"{len(steps) - not_run} of {count(len(steps), 'documented step')} hold; the run is not whole."


def failures(flows: Sequence[ReportedFlow]) -> tuple[str, ...]:
    """Return each step that failed, once, with the runs it failed in where there were several."""
    return tuple(
        _failure(flow, step, outcome, several=len(flows) > 1)
        for flow in flows
        for step, outcome in dict.fromkeys(
            (step.step, step.outcome) for run in flow.runs for step in run.failed
        )
    )


def _failure(flow: ReportedFlow, number: str, outcome: Outcome, *, several: bool) -> str:
    found = [
        (run, step)
        for run in flow.runs
        for step in run.failed
        if (step.step, step.outcome) == (number, outcome)
    ]
    says = one_line(found[0][1].says).rstrip(".")
    where = f"{flow.name}, step {number}" if several else f"step {number}"
    runs = [str(run.number) for run, _ in found]
    told = "" if len(flow.runs) == 1 else f", in {'run' if len(runs) == 1 else 'runs'} {join_words(runs)}"
    return f"{where}, “{says}” ({outcome.value}{told})"


def _all(steps: int) -> str:
    return "The one documented step" if steps == 1 else f"All {steps} documented steps"


def _scope(flows: Sequence[ReportedFlow]) -> str:
    runs = sum(len(flow.runs) for flow in flows)
    scope = count(len(flows), "flow")
    return scope if runs == len(flows) else f"{count(runs, 'run')} of {scope}"
