"""Runs flows one by one or several at once, shows them in the terminal, and writes the report."""

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import monotonic

import click

from config.yaml_file import ProblemsError
from ecfcheck.atomic_write import write_atomically
from ecfcheck.cli.exits import INTERRUPTED
from ecfcheck.cli.run_output import describe_records
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.junit import render_junit
from ecfcheck.report.model import CUT_SHORT, INTERRUPTED_BY_USER
from ecfcheck.report.read import read_folder
from ecfcheck.report.tally import NO_STEP
from ecfcheck.report.terminal import Terminal
from ecfcheck.report.text import count
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.not_run import RUN_INTERRUPTED, create_not_run_record
from ecfcheck.runner.outcome import Outcome, find_worst_exit_status
from ecfcheck.runner.parallel import ParallelRunner
from ecfcheck.runner.records import EndRecord, StepKey, StepRecord
from ecfcheck.runner.schedule import Schedule, ScheduledRun, create_schedule
from ecfcheck.runner.setup import RunEnvironment, make_head_record, start_flow_run
from ecfcheck.runner.signals import ignore_signals
from ecfcheck.runner.violations import ACCESSIBILITY_STATUS

_MAX_NAMES = 5


class RunLoop:
    """The runs of one command."""

    def __init__(
        self,
        environment: RunEnvironment,
        report: Path,
        interrupt: Interrupt,
        *,
        terminal: Terminal | None = None,
        junit: Path | None = None,
    ) -> None:
        self._environment = environment
        self._report = report
        self._junit = junit
        self._interrupt = interrupt
        self._terminal = terminal or create_terminal()
        self._steps: list[StepRecord] = []
        """The steps that were shown, shortened."""
        self._shown_keys: set[tuple[StepKey, datetime]] = set()
        self._flows_shown = 0

    def run(self, flows: Sequence[Flow], runs: int, at_once: int = 1) -> int:
        """Run each flow this many times, `at_once` at a time; return the exit status."""
        clock = monotonic()
        ready = self._environment
        head = make_head_record(
            ready.browser, ready.courts, ready.run_shard, ready.left_out, ready.accessibility
        )
        self._environment.records.write(head)
        self._terminal.run_started(head, ready.folder)
        scheduled = [ScheduledRun(flow, number) for flow, number in product(flows, range(1, runs + 1))]
        schedule = create_schedule(scheduled, self._environment.courts)
        incomplete: tuple[str, ...] = (CUT_SHORT,)
        try:
            if at_once > 1 and len(scheduled) > 1:
                runner = ParallelRunner(self._environment, min(at_once, len(scheduled)), self._interrupt)
                runner.run(schedule, lambda environment, run: self._run_hidden(environment, run, schedule))
            else:
                self._run_one_by_one(schedule)
            if not self._interrupt.asked:
                self._write_end(schedule)
                incomplete = ()
        finally:
            # A second Ctrl-C ends the run at once, and its report is written all the same.
            with ignore_signals():
                if incomplete and self._interrupt.asked:
                    for run in schedule.unfinished:
                        self._record_rest(run)
                    self._write_end(schedule)
                    incomplete = (INTERRUPTED_BY_USER,)
                seconds, report = monotonic() - clock, self._write_report(schedule, incomplete)
                has_junit = self._write_junit()
                self._terminal.show_summary(self._steps, seconds, report, incomplete=incomplete)
        if self._interrupt.asked:
            return INTERRUPTED
        status = (
            find_worst_exit_status(step.outcome for step in self._steps) or self._get_accessibility_status()
        )
        return status or (0 if report and has_junit else Outcome.HARNESS.exit_status)

    def _get_accessibility_status(self) -> int:
        """Return the exit status of violations, if they fail the run and there are any."""
        accessibility = self._environment.accessibility
        fails = accessibility is not None and accessibility.mode == "fail"
        return ACCESSIBILITY_STATUS if fails and any(step.has_violations for step in self._steps) else 0

    def _run_one_by_one(self, schedule: Schedule) -> None:
        while schedule.has_waiting and not self._interrupt.asked:
            with schedule.take() as run:
                if run is not None:
                    self._run_shown(run, schedule)

    def _run_shown(self, run: ScheduledRun, schedule: Schedule) -> None:
        """Run a flow, and show each step as it runs."""
        self._start_heading(run, schedule)
        with start_flow_run(run.flow, run.number, self._environment) as flow_run:
            for step in run.flow.steps:
                if self._interrupt.asked and not flow_run.has_ended:
                    return
                self._terminal.step_started(step.number, step.says)
                record = flow_run.run(step)
                if self._interrupt.asked and record.outcome is Outcome.HARNESS:
                    return
                self._show(self._environment.records.write(record))
        schedule.finish(run)

    def _run_hidden(self, environment: RunEnvironment, run: ScheduledRun, schedule: Schedule) -> None:
        """Run a flow next to others, and show all its steps when it has ended."""
        records: list[StepRecord] = []
        self._show_running(schedule)
        try:
            with start_flow_run(run.flow, run.number, environment) as flow_run:
                for step in run.flow.steps:
                    if self._interrupt.asked and not flow_run.has_ended:
                        return
                    record = flow_run.run(step)
                    if self._interrupt.asked and record.outcome is Outcome.HARNESS:
                        return
                    records.append(environment.records.write(record))
            schedule.finish(run)
        finally:
            # After a second Ctrl-C, all that is on record may have been shown before this block is left.
            records = [record for record in records if not self._is_shown(record)]
            # After a second one, steps without an end may be on record, which come before these.
            if self._interrupt.asked and not self._interrupt.is_repeated:
                records += self._record_rest(run)
            if records:
                self._start_heading(run, schedule)
            for record in records:
                self._show(record)
        self._show_running(schedule)

    def _record_rest(self, run: ScheduledRun) -> list[StepRecord]:
        """Record each step of an interrupted run that is not on record, and return these records."""
        records, browser = self._environment.records, self._environment.browser.browser_type.name
        rest = (
            create_not_run_record(run.flow, step, browser, run.number, RUN_INTERRUPTED)
            for step in run.flow.steps
        )
        return [records.write(record) for record in rest if not records.has_step(record)]

    def _start_heading(self, run: ScheduledRun, schedule: Schedule) -> None:
        self._flows_shown += 1
        place = f"flow {self._flows_shown} of {schedule.total}" if schedule.total > 1 else ""
        self._terminal.flow_started(run.flow.title, run.flow.persona, run.number, place)

    def _is_shown(self, step: StepRecord) -> bool:
        return (step.key, step.started) in self._shown_keys

    def _show_recorded(self) -> None:
        """Show what is on record and was not shown, so that all output has one count. Raises RecordsError."""
        for record in read_folder(self._environment.folder).records:
            if isinstance(record, StepRecord) and not self._is_shown(record):
                self._show(record)

    @property
    def _has_run_a_step(self) -> bool:
        return any(step.outcome is not Outcome.NOT_RUN for step in self._steps)

    def _show(self, step: StepRecord) -> None:
        self._steps.append(_shorten(step))
        self._shown_keys.add((step.key, step.started))
        self._terminal.step_ended(step)

    def _show_running(self, schedule: Schedule) -> None:
        self._terminal.show_progress(
            f"{self._flows_shown} of {schedule.total} flows done, running: {', '.join(schedule.under_way)}"
        )

    def _write_end(self, schedule: Schedule) -> None:
        asked, now = self._interrupt.asked, datetime.now(UTC)
        end = EndRecord(finished=now, interrupted=asked, not_run=schedule.not_run if asked else ())
        self._environment.records.write(end)

    def _write_report(self, schedule: Schedule, incomplete: Sequence[str]) -> Path | None:
        """Write the report and return its path; None if it cannot be written."""
        folder = self._environment.folder
        try:
            if incomplete:
                self._show_recorded()
            if self._interrupt.asked:
                click.echo(_describe_interruption(schedule, has_steps=self._has_run_a_step), err=True)
            write_report(folder, self._report)
        except (OSError, RecordsError, ProblemsError) as error:
            click.echo(f"{self._report}: the report cannot be written: {error}", err=True)
            click.echo(f"next  {describe_records(folder)}", err=True)
            return None
        return self._report

    def _write_junit(self) -> bool:
        """Write the JUnit file, if one is wanted; return whether that worked."""
        if self._junit is None:
            return True
        folder = self._environment.folder
        try:
            content = render_junit(read_folder(folder).records, folder, self._junit.parent)
            write_atomically(self._junit, content)
        except (OSError, RecordsError) as error:
            click.echo(f"{self._junit}: cannot be written: {error}", err=True)
            click.echo(f"next  ecfcheck summary {folder} --as junit > FILE", err=True)
            return False
        return True


def _shorten(step: StepRecord) -> StepRecord:
    """Return a step without its checks, which the summary does not need: a run can have thousands."""
    tested = tuple(part.model_copy(update={"checks": ()}) for part in step.parts if part.accessibility)
    return step.model_copy(update={"parts": tested})


def create_terminal(*, to_stderr: bool = False, quiet: bool = False) -> Terminal:
    """Return a terminal that writes to standard output, or to standard error."""
    stream = sys.stderr if to_stderr else sys.stdout
    width = shutil.get_terminal_size().columns
    return Terminal(stream, live=stream.isatty(), width=width, quiet=quiet)


def _describe_interruption(schedule: Schedule, *, has_steps: bool) -> str:
    text = f"\ninterrupted: {'no further step was run' if has_steps else NO_STEP}"
    names = schedule.not_run
    if schedule.total == 1 or not names:
        return text
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    listed = "; ".join(names[:_MAX_NAMES])
    return f"{text}; {len(names)} of {count(schedule.total, 'flow')} did not end: {listed}{more}"
