"""Groups the records of a run by flow and run, and says how it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from ecfcheck.report.text import collapse_whitespace, count, join_words
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CourtRecord, EndRecord, PartRecord, Record, RunRecord, StepRecord

VIEWER = "`playwright show-trace`"
"""The command that opens a trace."""


def list_recordings(part: PartRecord) -> list[tuple[str, str]]:
    """Return the kind and the path of each recording that shows a screen."""
    return [(kind, path) for kind, path in (("trace", part.trace), ("video", part.video)) if path]


@dataclass(frozen=True)
class ReportedRun:
    """One run of one flow, with the steps that were recorded."""

    number: int
    steps: tuple[StepRecord, ...]

    @property
    def failed_steps(self) -> tuple[StepRecord, ...]:
        """The steps that failed: at most one, because the rest of the flow is then not run."""
        return tuple(step for step in self.steps if step.outcome.failed)

    @property
    def skipped_steps(self) -> tuple[StepRecord, ...]:
        """The steps that were not run because an earlier one failed."""
        return tuple(step for step in self.steps if step.outcome is Outcome.NOT_RUN)

    @property
    def state(self) -> str:
        """`failed`, `partial` if a step was not run, or `ok`."""
        return "failed" if self.failed_steps else "partial" if self.skipped_steps else "ok"

    @property
    def recordings(self) -> tuple[tuple[str, str], ...]:
        """The kind and the path of each recording."""
        parts = (part for step in self.steps for part in step.parts)
        return tuple(dict.fromkeys(recording for part in parts for recording in list_recordings(part)))

    @property
    def milliseconds(self) -> int:
        """How long its steps took in total."""
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
        return tuple(run for run in self.runs if run.failed_steps)

    @property
    def state(self) -> str:
        """The worst state of its runs."""
        states = {run.state for run in self.runs}
        return next((state for state in ("failed", "partial") if state in states), "ok")

    @property
    def milliseconds(self) -> int:
        """How long the steps of all runs took in total."""
        return sum(run.milliseconds for run in self.runs)


@dataclass(frozen=True)
class RunReport:
    """What the records of a run say."""

    heads: tuple[RunRecord, ...]
    flows: tuple[ReportedFlow, ...]
    ends: tuple[EndRecord, ...]

    @property
    def steps(self) -> tuple[StepRecord, ...]:
        """All steps of all runs, in order."""
        return tuple(step for flow in self.flows for run in flow.runs for step in run.steps)

    @property
    def courts(self) -> tuple[CourtRecord, ...]:
        """All courts that the run checked, with their release if a process read it."""
        courts: dict[tuple[str, str], CourtRecord] = {}
        for court in (court for head in self.heads for court in head.courts):
            key = (court.name, court.address)
            if key not in courts or court.release_line:
                courts[key] = court
        return tuple(courts.values())

    @property
    def court_names(self) -> str:
        """The courts' names as text."""
        return join_words(list(dict.fromkeys(court.name for court in self.courts)))

    @property
    def is_cut_short(self) -> bool:
        """Whether a process of the run did not write its end."""
        return len(self.ends) < max(len(self.heads), 1)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The flows that were left out because they have no account, each with the settings it needs."""
        return tuple(dict.fromkeys(need for head in self.heads for need in head.left_out))

    @property
    def is_interrupted(self) -> bool:
        """Whether the user ended a process of the run by Ctrl-C."""
        return any(end.interrupted for end in self.ends)

    @property
    def not_run(self) -> tuple[str, ...]:
        """The flows that were not run, or not to their end, because the user ended the run."""
        return tuple(name for end in self.ends for name in end.not_run)

    @property
    def missing_shards(self) -> tuple[str, ...]:
        """The shards that were missing when the run was merged, such as `2/4`."""
        present = {head.shard for head in self.heads if head.shard}
        if len(present) < 2:  # noqa: PLR2004 - a single shard was not merged
            return ()
        _, total = next(iter(present))
        return tuple(f"{index}/{total}" for index in range(1, total + 1) if (index, total) not in present)

    @property
    def started(self) -> datetime | None:
        """When the first process or step started."""
        heads = (head.started for head in self.heads)
        return min((*heads, *(step.started for step in self.steps)), default=None)

    @property
    def finished(self) -> datetime | None:
        """When the last process ended, or the last recorded step of a run that was cut short."""
        steps = (step.started + timedelta(milliseconds=step.milliseconds) for step in self.steps)
        return max((*(end.finished for end in self.ends), *steps), default=None)

    @property
    def state(self) -> str:
        """`failed`, `partial` if the run is not complete, or `ok`."""
        states = {flow.state for flow in self.flows}
        if "failed" in states:
            return "failed"
        is_incomplete = self.is_cut_short or self.is_interrupted or self.missing_shards or not self.steps
        return "partial" if is_incomplete or "partial" in states else "ok"


def build_report(records: Iterable[Record]) -> RunReport:
    """Return the records by flow and run, sorted; steps keep the order of the records."""
    all_records = tuple(records)
    return RunReport(
        heads=tuple(record for record in all_records if isinstance(record, RunRecord)),
        flows=group_flows([record for record in all_records if isinstance(record, StepRecord)]),
        ends=tuple(record for record in all_records if isinstance(record, EndRecord)),
    )


def group_flows(steps: Sequence[StepRecord]) -> tuple[ReportedFlow, ...]:
    """Return the steps by flow and run."""
    ordered = sorted(steps, key=lambda step: (step.flow, step.run))
    return tuple(_build_flow(list(group)) for _, group in groupby(ordered, key=lambda step: step.flow))


def _build_flow(steps: Sequence[StepRecord]) -> ReportedFlow:
    runs = groupby(steps, key=lambda step: step.run)
    return ReportedFlow(
        name=steps[0].flow,
        title=steps[0].title,
        document=steps[0].document,
        runs=tuple(ReportedRun(number, tuple(group)) for number, group in runs),
    )


def summarize(report: RunReport) -> str:
    """Return one sentence that says how the run went."""
    steps = report.steps
    failed = sum(step.outcome.failed for step in steps)
    skipped = sum(step.outcome is Outcome.NOT_RUN for step in steps)
    if failed:
        failures = "; ".join(list_failures(report.flows))
        return f"{failed} of {count(len(steps), 'documented step')} failed: {failures}."
    if not steps:
        return "No documented step was run."
    if report.state == "ok":
        verb = "holds" if len(steps) == 1 else "hold"
        return f"{_count_all(len(steps))} of {_count_flows(report.flows)} {verb}."
    if any(step.rehearsed for step in steps):
        holding = f"{len(steps) - skipped} of {count(len(steps), 'documented step')} hold"
        return f"{holding}; the rest is not allowed at this court and was rehearsed up to its last click."
    return f"{len(steps) - skipped} of {count(len(steps), 'documented step')} hold; the run is not complete."


def list_failures(flows: Sequence[ReportedFlow]) -> tuple[str, ...]:
    """Return each failed step once, with the numbers of the runs if there were several."""
    return tuple(
        _describe_failure(flow, step, outcome, several=len(flows) > 1)
        for flow in flows
        for step, outcome in dict.fromkeys(
            (step.step, step.outcome) for run in flow.runs for step in run.failed_steps
        )
    )


def _describe_failure(flow: ReportedFlow, number: str, outcome: Outcome, *, several: bool) -> str:
    failures = [
        (run, step)
        for run in flow.runs
        for step in run.failed_steps
        if (step.step, step.outcome) == (number, outcome)
    ]
    says = collapse_whitespace(failures[0][1].says).rstrip(".")
    where = f"{flow.name}, step {number}" if several else f"step {number}"
    runs = [str(run.number) for run, _ in failures]
    in_runs = "" if len(flow.runs) == 1 else f", in {'run' if len(runs) == 1 else 'runs'} {join_words(runs)}"
    return f"{where}, “{says}” ({outcome.value}{in_runs})"


def _count_all(steps: int) -> str:
    return "The one documented step" if steps == 1 else f"All {steps} documented steps"


def _count_flows(flows: Sequence[ReportedFlow]) -> str:
    runs = sum(len(flow.runs) for flow in flows)
    scope = count(len(flows), "flow")
    return scope if runs == len(flows) else f"{count(runs, 'run')} of {scope}"
