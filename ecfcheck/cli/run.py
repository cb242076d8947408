"""`ecfcheck run`: runs flows with live progress, and leaves records and a report."""

from functools import partial
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import sync_playwright

from config.court_selection import STAGED
from config.errors import UserError
from config.yaml_file import ProblemsError
from ecfcheck.atomic_write import write_atomically
from ecfcheck.browser.launch import BrowserFactory, open_browser, require_browser
from ecfcheck.browser.recording import KINDS
from ecfcheck.browser.remote import RemoteBrowser
from ecfcheck.cli.accessibility import OptionalModeCommand, add_accessibility_option
from ecfcheck.cli.browser_option import browser_option
from ecfcheck.cli.compare import (
    CompareOptions,
    add_compare_options,
    report_comparison,
)
from ecfcheck.cli.exits import RedactedOutput, exit_on_user_error, interruptible
from ecfcheck.cli.run_loop import RunLoop, create_terminal
from ecfcheck.cli.run_output import open_report, print_records, report_failed_start
from ecfcheck.cli.run_plan import RunOptions, RunPlan, plan_run
from ecfcheck.compare.read import RecordedRun, read_run
from ecfcheck.courts.court_session import open_courts
from ecfcheck.courts.left_out import SKIP_MISSING_HELP
from ecfcheck.courts.live import LIVE_HELP, describe_courts
from ecfcheck.courts.other_release import describe_other_releases
from ecfcheck.provision import link_installed_ffmpeg
from ecfcheck.redaction import Redactor
from ecfcheck.report.html import write_report
from ecfcheck.report.junit import render_junit
from ecfcheck.report.runs import update_index
from ecfcheck.report.text import count
from ecfcheck.runner.evidence import KEEP
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.output import COMPARISON, find_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.run_shard import record_empty_shard
from ecfcheck.runner.setup import RunEnvironment, prepare_environment, prepare_output_folder

_MAX_AT_ONCE = 64


@click.command(cls=OptionalModeCommand)
@click.argument("flows", nargs=-1)
@click.option(
    "--court",
    "courts",
    multiple=True,
    help=f"A court's id or file, one for each release [{', '.join(STAGED.values())}].",
)
@click.option("--live", is_flag=True, help=LIVE_HELP)
@click.option("--base-url", help="The address of the court's CM/ECF, in place of the one in its file.")
@click.option(
    "--allow", multiple=True, metavar="EFFECT@HOST", help="Open an effect on the host of a court's CM/ECF."
)
@click.option("--persona", help="Run the flows as another persona than they name.")
@click.option("--skip-missing", is_flag=True, help=SKIP_MISSING_HELP)
@browser_option
@click.option("--headed", is_flag=True, help="Show the browser's window.")
@click.option("--connect", metavar="WS-ADDRESS", help="Use the browser of a Playwright server.")
@click.option(
    "-n", "at_once", type=click.IntRange(1, _MAX_AT_ONCE), default=1, help="Run this many flows at once."
)
@click.option("--runs", type=click.IntRange(1), default=1, help="Run each flow this many times.")
@click.option("--shard", metavar="I/N", help="Run one of N parts of the flows, the same each time.")
@click.option("--evidence", type=click.Choice(KEEP), default="all", show_default=True)
@click.option(
    "--record", multiple=True, type=click.Choice(KINDS), help="A trace or a video, kept as evidence is."
)
@click.option(
    "--show-names", is_flag=True, help="Show the names of the accounts' owners, of real courts too."
)
@add_accessibility_option
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="Compare with an earlier run: its folder, or its name in runs/.",
)
@add_compare_options
@click.option("--out", type=click.Path(path_type=Path), help="Output folder [runs/TIME].")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Report [OUT/report.html].")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write JUnit XML to a file.")
@click.option("--open", "open_report", is_flag=True, help="Open the report at the end.")
@click.option("--quiet", is_flag=True, help="Print failures and the summary alone.")
@click.option(
    "--json", "print_json", is_flag=True, help="Print the records at the end; all else on standard error."
)
@click.option(
    "--slow-mo",
    type=click.IntRange(0),
    default=0,
    metavar="MS",
    help="Wait before each thing the browser does.",
)
@click.option(
    "--pause-at", metavar="STEP", help="With --headed: pause on the screen of a step, for you to look."
)
def run(**options: Any) -> None:
    """Run FLOWS (all of them if none is named), and check each documented step.

    Example: ecfcheck run link_account --court ctd --live
    """
    with exit_on_user_error(), interruptible() as interrupt:
        chosen = RunOptions(**options)
        with report_failed_start(chosen.junit):
            status = _run(chosen, interrupt)
    raise SystemExit(status)


def _run(options: RunOptions, interrupt: Interrupt) -> int:
    """Run the flows and return the exit status."""
    plan = plan_run(options)
    # Before the output folder is made, so that a run that cannot start leaves none.
    try:
        remote = _require_browser(plan, options) if plan.flows else None
    except UserError:
        _print_courts(plan, options)  # a user sees which courts the run was for, whatever it lacks
        raise
    prepare_output_folder(plan.folder, plan.report, plan.junit)
    _print_courts(plan, options)
    if not plan.flows:
        record_empty_shard(plan.folder, plan.shard)
        write_report(plan.folder, plan.report)
        if plan.junit:  # a pipeline that collects the file of each shard must find one
            write_atomically(plan.junit, render_junit([], plan.folder, plan.junit.parent))
        text = f"shard {plan.shard.shard}: nothing to run; {_describe_empty_shard(plan)}"
        click.echo(text, err=options.print_json)
        return _present(plan, options, 0)
    if "video" in options.record and remote is None:
        link_installed_ffmpeg(plan.environ)
    redactor = Redactor()
    with (
        RedactedOutput(plan.folder, redactor, [plan.report, *plan.junit_files]) as output,
        open_courts(plan.courts, plan.flows, plan.settings, plan.allowed) as court_sessions,
        sync_playwright() as playwright,
        Records(plan.folder, redactor) as records,
    ):
        open_another = partial(
            open_browser,
            playwright,
            options.engine,
            headed=options.headed,
            connect=options.connect,
            environ=plan.environ,
            slow_mo=options.slow_mo,
        )
        environment = prepare_environment(
            RunEnvironment(
                browser=open_another(),
                courts=court_sessions,
                folder=plan.folder,
                keep=options.evidence,
                records=records,
                recordings=frozenset(options.record),
                show_names=options.show_names,
                pause=interrupt.pause,
                pause_at=options.pause_at,
                run_shard=plan.shard,
                left_out=tuple(flow.need for flow in plan.left_out),
                accessibility=plan.accessibility,
                reopen_browser=BrowserFactory(open_another),
            )
        )
        terminal = create_terminal(to_stderr=options.print_json, quiet=options.quiet)
        loop = RunLoop(environment, plan.report, interrupt, terminal=terminal, junit=plan.junit)
        status = loop.run(plan.flows, options.runs, options.at_once)
    if plan.previous and not interrupt.asked:
        compared = _compare(plan.previous, plan.folder, options)
        # A failed run has an exit status that says why; a comparison that differs only makes a good run fail.
        status = status or compared
    if plan.left_out:
        text = f"left out  {count(len(plan.left_out), 'flow')} without an account, named at the start"
        click.echo(text, err=options.print_json)
    for message in update_index(plan.folder):
        click.echo(message, err=True)
    return _present(plan, options, find_exit_status(status, output.messages))


def _require_browser(plan: RunPlan, options: RunOptions) -> RemoteBrowser | None:
    """Make sure that the run has a browser that it can use; return where it is if it is remote."""
    remote = require_browser(
        options.engine, headed=options.headed, connect=options.connect, environ=plan.environ
    )
    if remote:
        remote.require_usable(plan.courts.values(), options.record)
    return remote


def _present(plan: RunPlan, options: RunOptions, status: int) -> int:
    """Print the records and open the report, if asked to: they are redacted by now. Return the status."""
    if options.print_json:
        print_records(plan.folder)
    if options.open_report:
        open_report(plan.report)
    return status


def _compare(previous: RecordedRun, folder: Path, options: RunOptions) -> int:
    """Compare the run with an earlier one; return 1 if it differs, whatever the class."""
    click.echo("")
    compare_options = CompareOptions(options.fail_on, options.slower)
    try:
        return min(report_comparison(previous, read_run(folder), folder / COMPARISON, compare_options), 1)
    except ProblemsError as error:  # nothing was done that can be compared
        click.echo(str(error), err=True)
        return 1


def _describe_empty_shard(plan: RunPlan) -> str:
    if plan.left_out:
        return "its flows have no account"
    if plan.flow_count == 1:
        return "the only flow is in another shard"
    return f"all {plan.flow_count} flows are in other shards"


def _print_courts(plan: RunPlan, options: RunOptions) -> None:
    """Print the courts and hosts that the flows contact, and which flows are left out.

    All chosen courts if there are no flows; with --quiet only those that are not staged.
    """
    releases = {flow.release for flow in plan.flows} or plan.courts.keys()
    needed = [court for release, court in plan.courts.items() if release in releases]
    listed = [court for court in needed if not (options.quiet and court.staged)]
    for line in [
        *describe_courts(listed),
        *map(str, plan.left_out),
        *describe_other_releases(plan.other_releases),
    ]:
        click.echo(line, err=options.print_json)
