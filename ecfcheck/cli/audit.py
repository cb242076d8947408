"""`ecfcheck audit`: tells which people of a roster may file in which courts; read-only, and gentle."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from config.environ import read_environment
from config.yaml_file import ProblemsError
from ecfcheck.audit.compare import find_previous
from ecfcheck.audit.journal import load_state, lock_audit_folder
from ecfcheck.audit.prepare import Order, PreparedAudit, prepare
from ecfcheck.audit.progress import Progress, summary
from ecfcheck.audit.rate_limit import MOST
from ecfcheck.audit.read import read_audit
from ecfcheck.audit.result import JOURNAL
from ecfcheck.audit.runner import AuditObserver, AuditOptions, AuditRunner
from ecfcheck.audit.write import REPORT, RESULTS, write_results
from ecfcheck.browser.launch import open_browser, require_browser
from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.cli.interrupt import EXIT_STATUS, interruptible
from ecfcheck.cli.redaction import RedactedOutput
from ecfcheck.courts.live import LIVE_HELP, describe_courts
from ecfcheck.provision import Engine
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.runner.evidence import KEEP, Keep
from ecfcheck.runner.outcome import exit_status
from ecfcheck.runner.output import raise_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import new_folder

_MOST_AT_ONCE = 64


def _as_order(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what is to be found out."""
    for option in (
        click.option("--previous", type=click.Path(path_type=Path), help="The audit to compare with."),
        click.option("--shard", metavar="I/N", help="Audit this part of the roster alone."),
        click.option("--live", is_flag=True, help=LIVE_HELP),
        click.option("--court", "courts", multiple=True, help="A court's id or file [those of the roster]."),
        click.argument("roster", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@click.command()
@click.option(
    "-n", "at_once", type=click.IntRange(1, _MOST_AT_ONCE), help="Accounts at once [by cores and court]."
)
@click.option("--logins-per-minute", type=click.IntRange(1, MOST), default=30, show_default=True)
@click.option(
    "--refusals",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Stop when so many logins in a row were refused.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for what the audit leaves [audits/TIME]."
)
@click.option("--resume", is_flag=True, help="Go on with the audit in --out.")
@click.option("--try-unknown", is_flag=True, help="With --resume: type again what was never answered.")
@click.option("--evidence", type=click.Choice(KEEP), default="failure", show_default=True)
@click.option("--show-names", is_flag=True, help="Show the roster's names beside its aliases.")
@click.option("--browser", "engine", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--connect", metavar="WS://...", help="Use the browser of a Playwright server.")
@_as_order
def audit(  # noqa: PLR0913 - one argument for each option a user has
    *,
    at_once: int | None,
    logins_per_minute: int,
    refusals: int,
    out: Path | None,
    resume: bool,
    try_unknown: bool,
    evidence: Keep,
    show_names: bool,
    engine: Engine,
    connect: str | None,
    **order: object,
) -> None:
    """Tell of everybody in ROSTER (.csv or .xlsx) in which courts they may file."""
    with exit_on_user_error(), interruptible() as interrupt:
        if resume and not out:
            raise ProblemsError.single("--resume", "which audit? name its folder: --out DIR")
        wanted = Order(**order)  # type: ignore[arg-type]  # click has made what each option says
        environ = read_environment()
        prepared = prepare(wanted, environ)
        click.echo("\n".join(describe_courts(prepared.courts.values())))
        if not prepared.people:
            click.echo(_nobody(prepared))
            return
        place = require_browser(engine, headed=False, connect=connect, environ=environ)
        if place:
            place.require_usable(prepared.courts.values(), ())
        folder = out or new_folder(Path("audits"))
        terms = AuditOptions(folder, logins_per_minute, refusals, evidence, at_once, show_names)
        redactor, left = Redactor(), [folder / name for name in (JOURNAL, REPORT, *RESULTS)]
        with lock_audit_folder(folder), RedactedOutput(folder, redactor, left) as output:
            known = load_state(folder, prepared.head(""), resume=resume)
            if try_unknown:
                known.try_unknown()
            progress = Progress(prepared.pairs - len(known.results), live=_is_watched(environ))
            observer = AuditObserver(progress.told, progress.waiting, lambda: interrupt.asked)
            with sync_playwright() as playwright:
                browser = open_browser(playwright, engine, connect=connect, environ=environ)
                try:
                    with progress, Records(folder, redactor, JOURNAL, durable=True) as records:
                        AuditRunner(prepared, terms, records, known, environ, observer).conduct(browser)
                finally:
                    status = _tell(folder, wanted.previous)
    raise SystemExit(raise_exit_status(EXIT_STATUS if interrupt.asked else status, output.messages))


def _nobody(prepared: PreparedAudit) -> str:
    """Say why nobody is audited, which is no failure: a shard may be empty."""
    if prepared.shard and prepared.roster.people:
        return f"nobody of {prepared.name} is in the shard {prepared.shard}"
    return f"nobody of {prepared.name} is in the courts chosen: {', '.join(prepared.courts)}"


def _is_watched(environ: Mapping[str, str]) -> bool:
    """Whether somebody looks at the terminal."""
    return sys.stdout.isatty() and not environ.get("CI")


def _tell(folder: Path, previous: Path | None) -> int:
    """Write the results of what is on record, and say what they are; return the exit status."""
    found = read_audit(folder)
    before = previous or find_previous(folder)
    report = write_results(folder, found, read_audit(before) if before else None)
    for line in summary(found.results):
        click.echo(line)
    if found.finished is None:
        click.echo(f"not finished: go on with --resume --out {folder}")
    click.echo(f"report  {report}")
    return exit_status(result.status.outcome for result in found.results)
