"""`ecfcheck run`: runs flows one after the other, with live progress, records and a report."""

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from time import monotonic

import click
from playwright.sync_api import Browser, Playwright, sync_playwright

from config.court import DEFAULT, Court, at_address, load_court
from config.environment import environment
from config.located import Problems, both
from ecfcheck.browser import Browser as FoundBrowser
from ecfcheck.browser import BrowserMissing, Engine, find, launch_options
from ecfcheck.cli.errors import told_to_the_user
from ecfcheck.cli.flows import flow_paths
from ecfcheck.cli.interrupt import EXIT_STATUS, Interrupt
from ecfcheck.court.ready import ready
from ecfcheck.language.flow import Flow
from ecfcheck.language.load import load_all
from ecfcheck.report.html import write_report
from ecfcheck.report.read import RecordsError
from ecfcheck.report.terminal import Terminal
from ecfcheck.run.begin import Host, begin, claim, head_record, new_folder
from ecfcheck.run.evidence import KEEP, Keep
from ecfcheck.run.outcome import Outcome, exit_status
from ecfcheck.run.record import EndRecord, StepRecord
from ecfcheck.run.records import Records
from ecfcheck.run.redact import Redactor
from pages.failing import BrowserLost, losing_told


@click.command()
@click.argument("flows", nargs=-1)
@click.option("--court", "court_name", default=DEFAULT, show_default=True, help="A court's id or file.")
@click.option("--base-url", help="Another address of the court's CM/ECF than its file names.")
@click.option("--browser", "engine", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--headed", is_flag=True, help="Show the browser's window.")
@click.option("--runs", type=click.IntRange(1), default=1, help="Run each flow so many times.")
@click.option("--evidence", type=click.Choice(KEEP), default="all", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for what the run leaves [runs/TIME].")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="The report [OUT/report.html]."
)
def run(  # noqa: PLR0913 - one argument for each option a user has
    flows: tuple[str, ...],
    court_name: str,
    base_url: str | None,
    engine: Engine,
    headed: bool,  # noqa: FBT001 - click gives options by name
    runs: int,
    evidence: Keep,
    out: Path | None,
    report: Path | None,
) -> None:
    """Run FLOWS (all of them if none is named), each documented step asserted as it runs."""
    with told_to_the_user(), Interrupt() as interrupt:
        loaded, court = both(lambda: load_all(flow_paths(flows)), lambda: _court(court_name, base_url))
        folder = out or new_folder()
        target = report or folder / "report.html"
        claim(folder, target)
        found = find(engine, headed=headed)
        with ready(court, environment()) as ready_court:
            ready_court.accounts.prove(flow.persona for flow in loaded)
            with sync_playwright() as playwright, Records(folder, Redactor()) as records:
                browser = _launch(playwright, found, headed=headed)
                host = Host(browser, ready_court, folder, evidence, records)
                status = _Show(host, target, interrupt).run(loaded, runs)
    raise SystemExit(status)


def _launch(playwright: Playwright, found: FoundBrowser, *, headed: bool) -> Browser:
    try:
        with losing_told():
            return playwright[found.engine].launch(headless=not headed, **launch_options(found))
    except BrowserLost as error:
        raise BrowserMissing(
            f"{found.executable} ({found.origin}) does not start as a browser: {error}\n"
            "next  set ECFCHECK_BROWSER to another browser's program, or unset it to have one found"
        ) from None


def _court(name: str, base_url: str | None) -> Court:
    court = load_court(name)
    return at_address(court, base_url) if base_url else court


class _Show:
    """Runs flows one after the other and shows it in the terminal."""

    def __init__(self, host: Host, report: Path, interrupt: Interrupt) -> None:
        self._host = host
        self._report = report
        self._interrupt = interrupt
        width = shutil.get_terminal_size().columns
        self._terminal = Terminal(sys.stdout, live=sys.stdout.isatty(), width=width)
        self._steps: list[StepRecord] = []

    def run(self, flows: Sequence[Flow], runs: int) -> int:
        """Run each flow so many times; return the exit status. What was run is reported however it ends."""
        clock = monotonic()
        head = head_record(self._host.browser, self._host.court.court)
        self._host.records.write(head)
        self._terminal.run_started(head)
        try:
            for flow, number in product(flows, range(1, runs + 1)):
                if not self._interrupt.asked:
                    self._run_flow(flow, number)
            if self._interrupt.asked:
                return EXIT_STATUS
            self._host.records.write(EndRecord(finished=datetime.now(UTC)))
        finally:
            self._terminal.summary(self._steps, monotonic() - clock, self._written_report())
        return exit_status(step.outcome for step in self._steps)

    def _run_flow(self, flow: Flow, number: int) -> None:
        self._terminal.flow_started(flow.title, flow.persona, number)
        with begin(flow, number, self._host) as flow_run:
            for step in flow.steps:
                if self._interrupt.asked:
                    return
                self._terminal.step_started(step.number, step.says)
                record = flow_run.run(step)
                if self._interrupt.asked and record.outcome is Outcome.HARNESS:
                    return
                shown = self._host.records.write(record)
                self._steps.append(shown)
                self._terminal.step_ended(shown)

    def _written_report(self) -> Path | None:
        if self._interrupt.asked:
            click.echo("\ninterrupted: what comes after this was not run", err=True)
        try:
            write_report(self._host.folder, self._report)
        except (OSError, RecordsError, Problems) as error:
            click.echo(f"{self._report}: the report could not be written: {error}", err=True)
            click.echo(f"next  the records are whole, in {self._host.folder}", err=True)
            return None
        return self._report
