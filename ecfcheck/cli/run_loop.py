"""Runs flows one after the other and shows it in the terminal; what was run is reported however it ends."""

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import monotonic

import click

from config.yaml_file import ProblemsError
from ecfcheck.cli.interrupt import EXIT_STATUS
from ecfcheck.flowfile.flow import Flow
from ecfcheck.report.html import write_report
from ecfcheck.report.json_lines import RecordsError
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
        """Run each flow so many times; return the exit status."""
        clock = monotonic()
        head = make_head_record(self._environment.browser, self._environment.courts, self._environment.share)
        self._environment.records.write(head)
        self._terminal.run_started(head)
        try:
            for flow, number in product(flows, range(1, runs + 1)):
                if not self._interrupt.asked:
                    self._run_flow(flow, number)
            if self._interrupt.asked:
                return EXIT_STATUS
            self._environment.records.write(EndRecord(finished=datetime.now(UTC)))
        finally:
            self._terminal.show_summary(self._steps, monotonic() - clock, self._written_report())
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
                shown = self._environment.records.write(record)
                self._steps.append(shown)
                self._terminal.step_ended(shown)

    def _written_report(self) -> Path | None:
        if self._interrupt.asked:
            click.echo("\ninterrupted: what comes after this was not run", err=True)
        try:
            write_report(self._environment.folder, self._report)
        except (OSError, RecordsError, ProblemsError) as error:
            click.echo(f"{self._report}: the report could not be written: {error}", err=True)
            click.echo(f"next  what was done before is on record, in {self._environment.folder}", err=True)
            return None
        return self._report
