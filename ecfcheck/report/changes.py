"""Compares the outcomes of two runs: what failed since, and what holds again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.yaml_file import display_path
from ecfcheck.report.model import RunReport
from ecfcheck.report.text import collapse_whitespace, count
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import StepRecord

_Steps = Mapping[tuple[str, str], StepRecord]


@dataclass(frozen=True)
class OutcomeChange:
    """A step with another outcome than in the previous run."""

    step: StepRecord
    before: Outcome | None
    """The outcome in the previous run; None if the step was not run there."""

    def __str__(self) -> str:
        step = self.step
        before = self.before.value if self.before else "not run before"
        says = collapse_whitespace(step.says).rstrip(".")
        line = f"{step.flow}, step {step.step}, “{says}”: {before} -> {step.outcome.value}"
        if not step.outcome.is_failure:
            return line
        message = collapse_whitespace(step.message or step.outcome.meaning)
        return f"{line}\n  {message}\n  flow    {display_path(Path(step.path))}:{step.line}"


def find_changes(previous: RunReport | None, current: RunReport) -> list[OutcomeChange]:
    """Return the steps with another outcome; if one was not run before, only if it failed.

    A step that was not run says nothing, neither before nor now.
    """
    before = _list_worst(previous) if previous else {}
    changes = []
    for key, step in _list_worst(current).items():
        earlier = before[key].outcome if key in before else None
        if step.outcome is not earlier and (earlier or step.outcome.is_failure):
            changes.append(OutcomeChange(step, earlier))
    return changes


def describe_changes(changes: list[OutcomeChange]) -> str:
    """Return one line that says how many outcomes changed."""
    if not changes:
        return "no outcome changed since the previous run"
    failed = sum(change.step.outcome.is_failure for change in changes)
    parts = [
        f"{failed} failed" if failed else "",
        f"{len(changes) - failed} OK again" if failed < len(changes) else "",
    ]
    return (
        f"{count(len(changes), 'outcome')} changed since the previous run: {', '.join(filter(None, parts))}"
    )


def describe_first(folder: Path, failures: list[OutcomeChange]) -> str:
    """Return one line for a run without an earlier one in a folder, as `find_changes` lists what failed."""
    failed = f"{count(len(failures), 'step')} failed" if failures else "nothing failed"
    return f"no earlier run in {folder}: this is the first; {failed}"


def describe_gap(previous: RunReport | None, current: RunReport, folder: Path) -> str:
    """Return one line that says why the run in a folder is not complete; nothing if it is."""
    if not current.incomplete:
        return ""
    line = f"the run in {folder} is not complete ({', '.join(current.incomplete)})"
    if previous is None:
        return line
    missing = len(_list_worst(previous).keys() - _list_worst(current).keys())
    parts = [f"{count(missing, 'step')} of the previous run not reached"]
    if current.not_run:
        parts.append(f"{count(len(current.not_run), 'flow')} not run, or not to the end")
    return f"{line}: {', '.join(parts)}"


def describe_absent(previous: RunReport | None, current: RunReport) -> str:
    """Return one line on the flows of the previous run that a complete run does not have; nothing without."""
    if previous is None or current.incomplete:
        return ""
    absent = {flow.name for flow in previous.flows} - {flow.name for flow in current.flows}
    steps = sum(name in absent for name, _ in _list_worst(previous))
    names = ", ".join(sorted(absent))
    return f"{count(steps, 'step')} of the previous run not in this run: {names}" if absent else ""


def _list_worst(report: RunReport) -> _Steps:
    """Return each step that was run, by flow and number: of several runs, the worst."""
    worst: dict[tuple[str, str], StepRecord] = {}
    for step in report.steps:
        key = (step.flow, step.step)
        if step.outcome is Outcome.NOT_RUN:
            continue
        if key not in worst or step.outcome.exit_status > worst[key].outcome.exit_status:
            worst[key] = step
    return worst
