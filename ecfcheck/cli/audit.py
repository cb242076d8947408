"""`ecfcheck audit`: reports which people may file in which courts; it reads only, slowly."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from config.environ import read_environment
from config.yaml_file import ProblemsError, display_path
from ecfcheck.audit.compare import locate_previous
from ecfcheck.audit.estimate import describe_audit
from ecfcheck.audit.journal import load_state, lock_audit_folder
from ecfcheck.audit.prepare import AuditRequest, prepare_audit
from ecfcheck.audit.progress import Progress
from ecfcheck.audit.rate_limit import MAX_PER_MINUTE
from ecfcheck.audit.result import JOURNAL
from ecfcheck.audit.runner import AuditObserver, AuditOptions, AuditRunner
from ecfcheck.audit.template import write_template
from ecfcheck.audit.write import REPORT, RESULTS
from ecfcheck.browser.launch import BrowserFactory, open_browser, require_browser
from ecfcheck.cli.audit_output import describe_command, describe_empty_audit, report_results
from ecfcheck.cli.browser_option import browser_option
from ecfcheck.cli.exits import INTERRUPTED, RedactedOutput, exit_on_user_error, interruptible
from ecfcheck.courts.live import LIVE_HELP, describe_courts
from ecfcheck.provision import Engine
from ecfcheck.redaction import Redactor
from ecfcheck.runner.evidence import KEEP, Keep
from ecfcheck.runner.output import find_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import name_run_folder

_MAX_AT_ONCE = 64
_NO_ROSTER = (
    "name the file with the people to audit; `ecfcheck audit --template roster.xlsx` writes one to fill in"
)
_FINISHED = (
    "this audit is finished: nothing was tried again\n"
    "next  start a new audit with another --out to try corrected settings"
)
_DESCRIBE_TEMPLATE = (
    "{template}: fill in a row for each person, and write the settings that it names into .env\n"
    "next  ecfcheck audit --check {template}"
)


def _add_request_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add to a command the options that say what to audit."""
    for option in (
        click.option("--previous", type=click.Path(path_type=Path), help="The audit to compare with."),
        click.option("--shard", metavar="I/N", help="Audit one of N parts of the roster."),
        click.option("--live", is_flag=True, help=LIVE_HELP),
        click.option("--court", "courts", multiple=True, help="A court's id or file [those of the roster]."),
        click.argument("roster", type=click.Path(path_type=Path), required=False),
    ):
        command = option(command)
    return command


@click.command()
@click.option(
    "-n", "at_once", type=click.IntRange(1, _MAX_AT_ONCE), help="Accounts at once [by cores and court]."
)
@click.option("--logins-per-minute", type=click.IntRange(1, MAX_PER_MINUTE), default=30, show_default=True)
@click.option(
    "--refusals",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Stop after this many refused logins in a row.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Output folder [audits/TIME].")
@click.option("--resume", is_flag=True, help="Continue the audit in --out.")
@click.option("--try-unknown", is_flag=True, help="With --resume: repeat logins that were never answered.")
@click.option("--evidence", type=click.Choice(KEEP), default="failure", show_default=True)
@click.option("--show-names", is_flag=True, help="Show the roster's names next to its aliases.")
@browser_option
@click.option("--connect", metavar="WS://...", help="Use the browser of a Playwright server.")
@click.option("--check", is_flag=True, help="Check ROSTER and its settings; contact no court.")
@click.option(
    "--template", type=click.Path(path_type=Path), help="Write an empty roster to this .xlsx file, and end."
)
@_add_request_options
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
    check: bool,
    template: Path | None,
    **request_options: object,
) -> None:
    """Report in which courts each person in ROSTER (.csv or .xlsx) may file.

    Example: ecfcheck audit roster.xlsx --live
    """
    with exit_on_user_error(), interruptible() as interrupt:
        if template:
            write_template(template)
            click.echo(_DESCRIBE_TEMPLATE.format(template=display_path(template)))
            return
        request = AuditRequest(**request_options)  # type: ignore[arg-type]  # click has converted each option
        _require_complete(request, resume=resume, out=out, try_unknown=try_unknown)
        environ = read_environment()
        # A check contacts no court, so that --live is not needed.
        prepared = prepare_audit(replace(request, live=True) if check else request, environ)
        for note in prepared.roster.notes:
            click.echo(str(note))
        click.echo("\n".join(describe_courts(prepared.courts.values())))
        if not prepared.people:
            click.echo(describe_empty_audit(prepared))
            return
        if check:
            click.echo("\n".join(describe_audit(prepared, logins_per_minute)))
            click.echo(describe_command(request, prepared))
            return
        remote = require_browser(engine, headed=False, connect=connect, environ=environ)
        if remote:
            remote.require_usable(prepared.courts.values(), ())
        folder = out or name_run_folder(Path("audits"))
        redactor, files = Redactor(), [folder / name for name in (JOURNAL, REPORT, *RESULTS)]
        with lock_audit_folder(folder), RedactedOutput(folder, redactor, files) as output:
            state = load_state(folder, prepared.create_head(""), resume=resume)
            previous = request.previous or locate_previous(folder, state.head)
            options = AuditOptions(
                folder, logins_per_minute, refusals, evidence, at_once, show_names, previous
            )
            if try_unknown:
                state.try_unknown()
            if state.has_ended and len(state.results) == prepared.pairs:
                click.echo(_FINISHED)
                raise SystemExit(report_results(folder, previous))
            progress = Progress(prepared.pairs - len(state.results), live=_is_interactive(environ))
            observer = AuditObserver(progress.count_result, progress.show_wait, lambda: interrupt.asked)
            with sync_playwright() as playwright:
                open_another = partial(open_browser, playwright, engine, connect=connect, environ=environ)
                browser, reopen_browser = open_another(), BrowserFactory(open_another)
                try:
                    with progress, Records(folder, redactor, JOURNAL, durable=True) as records:
                        runner = AuditRunner(prepared, options, records, state, environ, observer)
                        runner.conduct(browser, reopen_browser)
                finally:
                    status = report_results(folder, previous)
    raise SystemExit(find_exit_status(INTERRUPTED if interrupt.asked else status, output.messages))


def _require_complete(request: AuditRequest, *, resume: bool, out: Path | None, try_unknown: bool) -> None:
    """Make sure that no option lacks another that it needs. Raises ProblemsError."""
    if not request.roster:
        raise ProblemsError.single("ROSTER", _NO_ROSTER)
    if resume and not out:
        raise ProblemsError.single("--resume", "needs the folder of the audit: --out DIR")
    if try_unknown and not resume:
        raise ProblemsError.single("--try-unknown", "continues an audit: add --resume and its --out DIR")


def _is_interactive(environ: Mapping[str, str]) -> bool:
    """Return whether a person watches the terminal."""
    return sys.stdout.isatty() and not environ.get("CI")
