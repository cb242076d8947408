"""`ecfcheck run`: runs flows one after the other, with live progress, records and a report."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from config.environment import environment as read_environment
from config.problem_collector import ProblemCollector
from config.selection import STAGED, Courts, load_courts
from config.settings import Settings
from ecfcheck.artefacts.redactor import Redactor
from ecfcheck.browser import Engine
from ecfcheck.browser.launch import Replacement, opened, prove_browser
from ecfcheck.cli.errors import told_to_the_user
from ecfcheck.cli.flows import as_persona, flow_paths, for_courts
from ecfcheck.cli.gate import Gate
from ecfcheck.cli.interrupt import interruptible
from ecfcheck.cli.show import Show
from ecfcheck.court.allowed import allowances
from ecfcheck.court.live import LIVE_HELP, describe_courts, require_live
from ecfcheck.court.ready import prove_settings, ready_all
from ecfcheck.language.flow import Flow
from ecfcheck.language.load import load_all
from ecfcheck.report.html import write_report
from ecfcheck.report.words import count
from ecfcheck.run.evidence import KEEP, Keep
from ecfcheck.run.leavings import status_after
from ecfcheck.run.records import Records
from ecfcheck.run.setup import RunEnvironment, claim, new_folder, prepare_environment
from ecfcheck.run.share import Share, leave_nothing_run, share_of
from ecfcheck.shard import read_shard
from pages.recording import KINDS, Kind


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
    with told_to_the_user(), interruptible() as interrupt:
        problems = ProblemCollector()
        with problems.collect():
            loaded = load_all(flow_paths(flows))
        with problems.collect():
            chosen = load_courts(courts, base_url)
        with problems.collect():
            part = read_shard(shard) if shard else None
        problems.raise_any()
        everything = as_persona(for_courts(loaded, chosen, named=bool(flows)), persona)
        share = share_of(part, everything, chosen, runs, [engine])
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
            prove_settings(chosen, meant, settings)
        problems.raise_any()
        folder = out or new_folder()
        target = report or folder / "report.html"
        claim(folder, target)
        _announce(chosen, meant)
        if not meant:
            _tell_nothing(folder, target, share, len(everything))
            return
        place = prove_browser(engine, headed=headed, connect=connect, environ=environ)
        if place:
            place.prove_use(chosen.values(), record)
        redactor = Redactor()
        with (
            Gate(folder, redactor, [target]) as gate,
            ready_all(chosen, meant, settings, allowed) as ready_courts,
            sync_playwright() as playwright,
            Records(folder, redactor) as records,
        ):
            another = partial(opened, playwright, engine, headed=headed, connect=connect, environ=environ)
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
                    reopen_browser=Replacement(another),
                )
            )
            status = Show(environment, target, interrupt).run(meant, runs)
    raise SystemExit(status_after(status, gate.told))


def _announce(courts: Courts, flows: Sequence[Flow]) -> None:
    """Print the courts and hosts that the flows contact; all chosen ones if there is no flow."""
    releases = {flow.release for flow in flows} or courts.keys()
    needed = [court for release, court in courts.items() if release in releases]
    click.echo("\n".join(describe_courts(needed)))


def _tell_nothing(folder: Path, report: Path, share: Share, flows: int) -> None:
    leave_nothing_run(folder, share)
    write_report(folder, report)
    click.echo(f"shard {share.shard}: nothing to run; of {count(flows, 'flow')} none falls to it")
