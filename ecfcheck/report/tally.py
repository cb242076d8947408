"""Counts steps by how they ended, and says it in words: the terminal's and the report's are the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecfcheck.report.accessibility import count_violations
from ecfcheck.report.model import ReportedFlow, ReportedRun, RunReport
from ecfcheck.report.text import collapse_whitespace, count, join_words
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord

REHEARSED = "rehearsed"
NO_STEP = "no step was run"


def classify_step(step: StepRecord) -> str:
    """Return how a step ended, in the word that all output uses for it: `OK`, `rehearsed`, `DRIFT`."""
    if step.rehearsed and step.outcome is Outcome.OK:
        return REHEARSED
    return "not run" if step.outcome is Outcome.NOT_RUN else step.outcome.value


def describe_not_run(step: StepRecord) -> str:
    """Return why a step was not run, for the terminal, the report and JUnit."""
    return f"not run: {step.message or 'an earlier step failed'}"


@dataclass(frozen=True)
class StepCounts:
    """How many steps ended in which way."""

    total: int = 0
    ok: int = 0
    rehearsed: int = 0
    failed: int = 0
    not_run: int = 0
    retried: int = 0
    """How many needed another attempt at their flow; they are also counted by how they ended."""

    def describe(self) -> str:
        """Return the counts as in `1 of 6 steps failed, 1 not run`."""
        if not self.total:
            return NO_STEP
        of_all = f"of {count(self.total, 'step')}"
        others = {REHEARSED: self.rehearsed, "not run": self.not_run, "retried": self.retried}
        first = f"{self.failed} {of_all} failed" if self.failed else f"{self.ok} {of_all} OK"
        return ", ".join([first, *(f"{number} {name}" for name, number in others.items() if number)])


def count_steps(steps: Iterable[StepRecord]) -> StepCounts:
    """Return how many of the steps ended in which way."""
    steps = tuple(steps)
    failed = sum(step.outcome.is_failure for step in steps)
    not_run = sum(step.outcome is Outcome.NOT_RUN for step in steps)
    rehearsed = sum(classify_step(step) == REHEARSED for step in steps)
    return StepCounts(
        total=len(steps),
        ok=len(steps) - failed - not_run - rehearsed,
        rehearsed=rehearsed,
        failed=failed,
        not_run=not_run,
        retried=sum(bool(step.earlier_tries) for step in steps),
    )


def count_by_outcome(steps: Iterable[StepRecord]) -> dict[str, int]:
    """Return how many steps ended in each way, failures first, without those that did not occur."""
    steps = tuple(steps)
    failed = dict.fromkeys(classify_step(step) for step in steps if step.outcome.is_failure)
    words = [classify_step(step) for step in steps]
    counts = {word: words.count(word) for word in [*failed, "OK", REHEARSED, "not run"]}
    counts["retried"] = count_steps(steps).retried
    return {word: number for word, number in counts.items() if number}


def summarize_flows(flows: Sequence[ReportedFlow], incomplete: Sequence[str] = ()) -> str:
    """Return how all flows went: `10 of 10 steps OK, cut short · 2 flows · 4 runs`."""
    steps = [step for flow in flows for run in flow.runs for step in run.steps]
    runs = sum(len(flow.runs) for flow in flows)
    parts = [", ".join([count_steps(steps).describe(), *incomplete])]
    if flows:
        parts.append(count(len(flows), "flow"))
    if runs > len(flows):
        parts.append(count(runs, "run"))
    if violations := count_violations(flows):
        parts.append(count(violations, "accessibility violation"))
    return " · ".join(parts)


def summarize(report: RunReport) -> str:
    """Return how a run went, in one line."""
    return summarize_flows(report.flows, report.incomplete)


def describe_result(flow: ReportedFlow | ReportedRun) -> str:
    """Return how a flow or a run ended in a few words: `10 steps OK`, or `step 5 DRIFT`."""
    runs = flow.runs if isinstance(flow, ReportedFlow) else (flow,)
    failures = list(
        dict.fromkeys(f"step {step.step} {classify_step(step)}" for run in runs for step in run.failed_steps)
    )
    counts = count_steps(step for run in runs for step in run.steps)
    if not failures:
        named = {"OK": counts.ok, REHEARSED: counts.rehearsed, "not run": counts.not_run}
        others = [f"{number} {word}" for word, number in named.items() if number]
        failures = [f"{count(counts.ok, 'step')} OK", *others[1:]] if counts.ok else others
        if unrecorded := sum(run.unrecorded for run in runs):
            failures.append(f"{unrecorded} not on record")
    failed = sum(bool(run.failed_steps) for run in runs)
    in_runs = [f"{failed} of {len(runs)} runs"] if failed and len(runs) > 1 else []
    return ", ".join([*failures, *in_runs, *([f"{counts.retried} retried"] if counts.retried else [])])


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
    return f"{where}, “{says}” ({classify_step(failures[0][1])}{in_runs})"
