"""Runs flows one after the other, shows them in the terminal, and always writes the report."""

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import monotonic

import click

from config.yaml_file import ProblemsError
from ecfcheck.cli.exits import INTERRUPTED
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.report.model import CUT_SHORT
from ecfcheck.report.terminal import Terminal
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.outcome import Outcome, exit_status
from ecfcheck.runner.records import EndRecord, StepRecord
from ecfcheck.runner.setup import RunEnvironment, make_head_record, start_flow_run


class RunLoop:
    """The runs of one command."""

    def __init__(self, environment: RunEnvironment, report: Path, interrupt: Interrupt) -> None:
        self._environment = environment
        self._report = report
        self._interrupt = interrupt
        width = shutil.get_terminal_size().columns
        self._terminal = Terminal(sys.stdout, live=sys.stdout.isatty(), width=width)
        self._steps: list[StepRecord] = []

    def run(self, flows: Sequence[Flow], runs: int) -> int:
        """Run each flow this many times; return the exit status."""
        clock = monotonic()
        head = make_head_record(self._environment.browser, self._environment.courts, self._environment.share)
        self._environment.records.write(head)
        self._terminal.run_started(head)
        has_ended = False
        try:
            for flow, number in product(flows, range(1, runs + 1)):
                if not self._interrupt.asked:
                    self._run_flow(flow, number)
            if self._interrupt.asked:
                return INTERRUPTED
            self._environment.records.write(EndRecord(finished=datetime.now(UTC)))
            has_ended = True
        finally:
            incomplete = () if has_ended else (CUT_SHORT,)
            seconds, report = monotonic() - clock, self._write_report()
            self._terminal.show_summary(self._steps, seconds, report, incomplete=incomplete)
        return exit_status(step.outcome for step in self._steps)

    def _run_flow(self, flow: Flow, number: int) -> None:
        self._terminal.flow_started(flow.title, flow.persona, number)
        with start_flow_run(flow, number, self._environment) as flow_run:
            for step in flow.steps:
                if self._interrupt.asked:
                    return
                self._terminal.step_started(step.number, step.says)
                record = flow_run.run(step)
                if self._interrupt.asked and record.outcome is Outcome.HARNESS:
                    return
                redacted = self._environment.records.write(record)
                self._steps.append(redacted)
                self._terminal.step_ended(redacted)

    def _write_report(self) -> Path | None:
        """Write the report and return its path; None if it cannot be written."""
        if self._interrupt.asked:
            click.echo("\ninterrupted: the steps after this one were not run", err=True)
        try:
            write_report(self._environment.folder, self._report)
        except (OSError, RecordsError, ProblemsError) as error:
            click.echo(f"{self._report}: the report cannot be written: {error}", err=True)
            click.echo(f"next  see {self._environment.folder}: what was done is on record there", err=True)
            return None
        return self._report
