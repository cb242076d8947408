"""Groups the records of a run by flow and run."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from ecfcheck.report.text import count, join_words, list_ranges
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CourtRecord, EndRecord, PartRecord, Record, RunRecord, StepRecord
from ecfcheck.runner.schedule import label_run

CUT_SHORT = "cut short"
"""What the terminal and the report call a run that was ended before its end."""

INTERRUPTED_BY_USER = "interrupted"
"""What they call a run that the user ended by Ctrl-C: what it has is complete."""

RELEASE_NOT_READ = "not read: no flow came to its front page"
"""What all output says of the release of a court if no flow read it."""

_FRONT_PAGE = "cmecf_front_page"
"""The screen that names a court's release, in the words of the records."""

_NOT_IN_AN_ID = re.compile(r"[^\w.]+")


def list_recordings(part: PartRecord) -> list[tuple[str, str]]:
    """Return the kind and the path of each recording that shows a screen."""
    return [(kind, path) for kind, path in (("trace", part.trace), ("video", part.video)) if path]


@dataclass(frozen=True)
class ReportedRun:
    """One run of one flow in one browser, with the steps that were recorded."""

    number: int
    browser: str
    steps: tuple[StepRecord, ...]
    anchor: str
    """The id of its element in the report."""
    unrecorded: int = 0
    """How many steps of its flow have no record, because the run was cut short."""

    @property
    def anchored_steps(self) -> tuple[tuple[str, StepRecord], ...]:
        """The steps, each with the id of its element: `link_account-5`."""
        slugs = [_NOT_IN_AN_ID.sub("-", step.step) for step in self.steps]
        return tuple(
            # A document's entry is cited once in a flow; if it is not, the position tells them apart.
            (f"{self.anchor}-{slug}" + (f"-{position}" if slug in slugs[: position - 1] else ""), step)
            for position, (slug, step) in enumerate(zip(slugs, self.steps, strict=True), 1)
        )

    @property
    def failed_steps(self) -> tuple[StepRecord, ...]:
        """The steps that failed: at most one, because the rest of the flow is then not run."""
        return tuple(step for step in self.steps if step.outcome.is_failure)

    @property
    def skipped_steps(self) -> tuple[StepRecord, ...]:
        """The steps that were not run: an earlier one failed or was rehearsed, or the run was interrupted."""
        return tuple(step for step in self.steps if step.outcome is Outcome.NOT_RUN)

    @property
    def state(self) -> str:
        """`failed`, `partial` if a step was not run although none was rehearsed, or `ok`."""
        if self.failed_steps:
            return "failed"
        has_run = not self.skipped_steps or any(step.rehearsed for step in self.steps)
        return "ok" if has_run and not self.unrecorded else "partial"

    @property
    def label(self) -> str:
        """The flow's name, with the number of the run from the second on, as a schedule names it."""
        return label_run(self.steps[0].flow, self.number)

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
    def first_step(self) -> StepRecord:
        """Its first recorded step, which says of all of them who acts and where the flow is."""
        return self.runs[0].steps[0]

    @property
    def shown_run(self) -> ReportedRun:
        """The run to show with all its pictures: the first that failed, or else the first."""
        return (*self.failed_runs, *self.runs)[0]

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
    def missing_release(self) -> str:
        """Why a court without a release line has none, in words; nothing if each has one."""
        reasons = [reason for court in self.courts if (reason := self.explain_missing_release(court))]
        return next((reason for reason in reasons if reason != RELEASE_NOT_READ), "".join(reasons[:1]))

    def explain_missing_release(self, court: CourtRecord) -> str:
        """Return why a court has no release line, in words; nothing if it has one."""
        if court.release_line:
            return ""
        # A flow of another release came to the front page of another court.
        steps = (step for step in self.steps if court.release in {step.release, None})
        came = any(
            _FRONT_PAGE in (part.screen, *(note.split(" ")[0] for note in part.notes))
            for step in steps
            for part in step.parts
        )
        return "not read: the front page names no release" if came else RELEASE_NOT_READ

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
    def not_begun(self) -> tuple[str, ...]:
        """The flows of an interrupted run that have no step on record."""
        begun = {run.label for flow in self.flows for run in flow.runs}
        return tuple(name for name in self.not_run if name not in begun)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Why the run is not complete, in words; nothing if it is."""
        shards = self.missing_shards
        noun = "shard" if len(shards) == 1 and " to " not in shards[0] else "shards"
        missing = f"{noun} {join_words(shards)} missing"
        reasons = {
            INTERRUPTED_BY_USER: self.is_interrupted,
            CUT_SHORT: self.is_cut_short,
            missing: bool(shards),
        }
        return tuple(reason for reason, holds in reasons.items() if holds)

    @property
    def part(self) -> str:
        """Which part of a run it is, or of how many it was merged; nothing for a run without shards."""
        present = {head.shard for head in self.heads if head.shard}
        if not present:
            return ""
        index, total = min(present)
        if len(present) == 1 and not any(head.merged for head in self.heads):
            return f"shard {index} of {total}"
        some = f"{len(present)} of " if len(present) < total else ""
        return f"merged from {some}{count(total, 'shard')}"

    @property
    def missing_shards(self) -> tuple[str, ...]:
        """The shards that were missing when the run was merged, such as `2/4`, or `2/9 to 5/9`."""
        present = {head.shard for head in self.heads if head.shard}
        if not present or (len(present) == 1 and not any(head.merged for head in self.heads)):
            return ()
        _, total = next(iter(present))
        missing = [index for index in range(1, total + 1) if (index, total) not in present]
        return tuple(list_ranges(missing, lambda index: f"{index}/{total}"))

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
    def fails_accessibility(self) -> bool:
        """Whether the run fails because axe-core found violations, and the user wanted that."""
        wants = any(head.accessibility == "fail" for head in self.heads)
        return wants and any(step.has_violations for step in self.steps)

    @property
    def state(self) -> str:
        """`failed`, `partial` if the run is not complete, or `ok`."""
        states = {flow.state for flow in self.flows}
        if "failed" in states or self.fails_accessibility:
            return "failed"
        return "partial" if self.incomplete or not self.steps or "partial" in states else "ok"


def build_report(records: Iterable[Record]) -> RunReport:
    """Return the records by flow and run, sorted; steps keep the order of the records."""
    all_records = tuple(records)
    steps = [record for record in all_records if isinstance(record, StepRecord)]
    report = RunReport(
        heads=tuple(record for record in all_records if isinstance(record, RunRecord)),
        flows=(),
        ends=tuple(record for record in all_records if isinstance(record, EndRecord)),
    )
    return replace(report, flows=group_flows(steps, is_cut_short=report.is_cut_short))


def group_flows(steps: Sequence[StepRecord], *, is_cut_short: bool = False) -> tuple[ReportedFlow, ...]:
    """Return the steps by flow and run; of a run that was cut short, steps can be missing."""
    ordered = sorted(steps, key=lambda step: (step.flow, step.run, step.browser))
    return tuple(
        _build_flow(list(group), is_cut_short=is_cut_short)
        for _, group in groupby(ordered, key=lambda step: step.flow)
    )


def _build_flow(steps: Sequence[StepRecord], *, is_cut_short: bool) -> ReportedFlow:
    runs = [(key, tuple(group)) for key, group in groupby(steps, key=lambda step: (step.run, step.browser))]
    several_browsers = len({browser for (_, browser), _ in runs}) > 1

    def build_anchor(number: int, browser: str) -> str:
        return "-".join(
            [
                steps[0].flow,
                *([f"run{number}"] if len(runs) > 1 else []),
                *([browser] if several_browsers else []),
            ]
        )

    return ReportedFlow(
        name=steps[0].flow,
        title=steps[0].title,
        document=steps[0].document,
        runs=tuple(
            ReportedRun(
                number,
                browser,
                group,
                build_anchor(number, browser),
                max(group[0].step_count - len(group), 0) if is_cut_short else 0,
            )
            for (number, browser), group in runs
        ),
    )
