"""`ecfcheck run`: runs flows one after the other, with live progress, records and a report."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from config.court_selection import STAGED, Courts, load_courts
from config.environ import read_environment
from config.problem_collector import ProblemCollector
from config.settings import Settings
from ecfcheck.browser.launch import BrowserFactory, open_browser, require_browser
from ecfcheck.browser.recording import KINDS, Kind
from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.cli.flow_selection import as_persona, flow_paths, for_courts
from ecfcheck.cli.interrupt import interruptible
from ecfcheck.cli.redaction import RedactedOutput
from ecfcheck.cli.run_loop import RunLoop
from ecfcheck.courts.court_session import open_courts, require_settings
from ecfcheck.courts.live import LIVE_HELP, describe_courts, require_live
from ecfcheck.courts.permissions import allowances
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flows
from ecfcheck.provision import Engine
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.report.html import write_report
from ecfcheck.report.text import count
from ecfcheck.runner.evidence import KEEP, Keep
from ecfcheck.runner.output import raise_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment, new_folder, prepare_environment, prepare_output_folder
from ecfcheck.runner.sharding import RunShard, create_shard, record_empty_shard
from ecfcheck.shard import read_shard


@click.command()
@click.argument("flows", nargs=-1)
@click.option(
    "--court",
    "courts",
    multiple=True,
    help=f"A court's id or file, one a release [{', '.join(STAGED.values())}].",
)
@click.option("--live", is_flag=True, help=LIVE_HELP)
@click.option("--base-url", help="Another address of the court's CM/ECF than its file names.")
@click.option(
    "--allow", multiple=True, metavar="EFFECT@HOST", help="Open an effect on the host of a court's CM/ECF."
)
@click.option("--persona", help="Run the flows as another persona than they name.")
@click.option("--browser", "engine", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--headed", is_flag=True, help="Show the browser's window.")
@click.option("--connect", metavar="WS-ADDRESS", help="Use the browser of a Playwright server.")
@click.option("--runs", type=click.IntRange(1), default=1, help="Run each flow so many times.")
@click.option("--shard", metavar="I/N", help="Run one of N parts of the flows, the same each time.")
@click.option("--evidence", type=click.Choice(KEEP), default="all", show_default=True)
@click.option(
    "--record", multiple=True, type=click.Choice(KINDS), help="A trace or a video, kept as evidence is."
)
@click.option("--show-names", is_flag=True, help="Show whose accounts they are, also of a real court.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for what the run leaves [runs/TIME].")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="The report [OUT/report.html]."
)
def run(  # noqa: PLR0913 - one argument for each option a user has
    flows: tuple[str, ...],
    courts: tuple[str, ...],
    live: bool,  # noqa: FBT001 - click gives options by name
    base_url: str | None,
    allow: tuple[str, ...],
    persona: str | None,
    engine: Engine,
    headed: bool,  # noqa: FBT001 - as above
    connect: str | None,
    runs: int,
    shard: str | None,
    evidence: Keep,
    record: tuple[Kind, ...],
    show_names: bool,  # noqa: FBT001 - as above
    out: Path | None,
    report: Path | None,
) -> None:
    """Run FLOWS (all of them if none is named), each documented step asserted as it runs."""
    with exit_on_user_error(), interruptible() as interrupt:
        problems = ProblemCollector()
        with problems.collect():
            loaded = load_flows(flow_paths(flows))
        with problems.collect():
            chosen = load_courts(courts, base_url)
        with problems.collect():
            part = read_shard(shard) if shard else None
        problems.raise_any()
        everything = as_persona(for_courts(loaded, chosen, named=bool(flows)), persona)
        share = create_shard(part, everything, chosen, runs, [engine])
        meant = share.of(everything)
        with problems.collect():
            allowed = allowances(allow, chosen)
        with problems.collect():
            environ = read_environment()
        problems.raise_any()
        settings = Settings(environ)
        with problems.collect():
            require_live(chosen.values(), live=live)
        with problems.collect():
            require_settings(chosen, meant, settings)
        problems.raise_any()
        folder = out or new_folder()
        target = report or folder / "report.html"
        prepare_output_folder(folder, target)
        _announce(chosen, meant)
        if not meant:
            _tell_nothing(folder, target, share, len(everything))
            return
        place = require_browser(engine, headed=headed, connect=connect, environ=environ)
        if place:
            place.require_usable(chosen.values(), record)
        redactor = Redactor()
        with (
            RedactedOutput(folder, redactor, [target]) as output,
            open_courts(chosen, meant, settings, allowed) as ready_courts,
            sync_playwright() as playwright,
            Records(folder, redactor) as records,
        ):
            another = partial(
                open_browser, playwright, engine, headed=headed, connect=connect, environ=environ
            )
            browser = another()
            environment = prepare_environment(
                RunEnvironment(
                    browser=browser,
                    courts=ready_courts,
                    folder=folder,
                    keep=evidence,
                    records=records,
                    recordings=frozenset(record),
                    show_names=show_names,
                    pause=interrupt.pause,
                    share=share,
                    reopen_browser=BrowserFactory(another),
                )
            )
            status = RunLoop(environment, target, interrupt).run(meant, runs)
    raise SystemExit(raise_exit_status(status, output.messages))


def _announce(courts: Courts, flows: Sequence[Flow]) -> None:
    """Print the courts and hosts that the flows contact; all chosen ones if there is no flow."""
    releases = {flow.release for flow in flows} or courts.keys()
    needed = [court for release, court in courts.items() if release in releases]
    click.echo("\n".join(describe_courts(needed)))


def _tell_nothing(folder: Path, report: Path, share: RunShard, flows: int) -> None:
    record_empty_shard(folder, share)
    write_report(folder, report)
    click.echo(f"shard {share.shard}: nothing to run; of {count(flows, 'flow')} none falls to it")
