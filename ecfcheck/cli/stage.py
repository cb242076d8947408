"""`ecfcheck stage`: serves the staged court, with accounts to follow a document by hand."""

from pathlib import Path
from shlex import quote

import click

from config.account import Account
from config.court import RELEASES, Court, Release, load_court, move_to_port, require_staged_file
from config.court_selection import STAGED
from config.persona import load_personas
from config.secret import Secret
from ecfcheck.audit.demo_firm import write_firm
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.faults import PRESETS, read_faults, set_faults
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import TOKEN
from ecfcheck.courts.stage import RunningStage, StageError, start_stage, write_court_file
from ecfcheck.program import name_program
from ecfcheck.runner.signals import treat_as_sigint


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on [a free one].")
@click.option(
    "--release",
    type=click.Choice(RELEASES),
    default=RELEASES[0],
    show_default=True,
    help="The court as it is since it moved to NextGen, or as it was before.",
)
@click.option("--database", type=click.Path(path_type=Path), help="Keep the court in this file.")
@click.option("--court-file", type=click.Path(path_type=Path), help="Write the court's file, for --court.")
@click.option(
    "--accounts", type=click.IntRange(1, 9999), help="Create a firm of this many people, for --roster."
)
@click.option("--all-accounts", is_flag=True, help="Create and print an account of every persona.")
@click.option("--roster", type=click.Path(path_type=Path), help="Folder for the firm's roster.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT",
    help=f"Make the court fail: {', '.join(PRESETS)}, a fault as JSON, or @FILE with a list of faults.",
)
def stage(  # noqa: PLR0913 - one argument for each option a user has
    *,
    port: int | None,
    release: Release,
    database: Path | None,
    court_file: Path | None,
    accounts: int | None,
    all_accounts: bool,
    roster: Path | None,
    faults: tuple[str, ...],
) -> None:
    """Serve the staged court until Ctrl-C, with accounts to follow the documents by hand.

    \b
    Examples:
      ecfcheck stage --fault slow
      ecfcheck stage --fault '{"on": {"host": "ecf", "path": "/cgi-bin/*"}, "status": 500, "times": 1}'

    What else a fault can be: "A court that fails" in docs/guide/court-it.md.
    """  # noqa: D301 - click keeps the lines after it as they are
    court = load_court(STAGED[release])
    values = {"--port": port, "--at": court.clock, "--database": database}
    options = [str(text) for option, value in values.items() if value for text in (option, value)]
    if (accounts is None) != (roster is None):
        raise click.UsageError(
            "--accounts N and --roster FOLDER go together: how many people, and where to write their roster"
        )
    with exit_on_user_error():
        faults_to_set = read_faults(faults)
        if court_file:
            require_staged_file(court_file)
    if accounts and release != "nextgen":
        raise click.UsageError(
            "--accounts needs a court on NextGen, where accounts are linked: leave out --release"
        )
    with exit_on_user_error():
        treat_as_sigint()
        try:
            with start_stage(*options) as running:
                set_faults(running.control, faults_to_set)
                court = move_to_port(court, running.port)
                if court_file:
                    write_court_file(court_file, STAGED[release], running.port)
                if accounts and roster:
                    write_firm(roster, accounts, running.control, running.port)
                click.echo(_describe_court(court, running, court_file, all_accounts=all_accounts))
                if faults_to_set:
                    click.echo(f"\nThe court fails as you asked (--fault): {', '.join(faults)}")
                if accounts and roster:
                    click.echo(_describe_audit(accounts, roster))
                running.process.wait()
        except KeyboardInterrupt:
            click.echo("\nThe staged court has ended.")
            return
        raise StageError("the staged court has ended unexpectedly; see its output above")


def _describe_court(
    court: Court, running: RunningStage, court_file: Path | None, *, all_accounts: bool
) -> str:
    accounts = StageAccounts(running.control, court.host_id)
    personas = load_personas()
    chosen = {name: traits for name, traits in personas.items() if all_accounts or traits.typical}
    people = [
        _describe_account(name, traits.title, accounts.provide(name)) for name, traits in chosen.items()
    ]
    if others := len(personas) - len(chosen):
        people.append(f"\n  --all-accounts prints an account of each of the {others} other personas.")
    return "\n".join(
        [
            f"{court.name}, on this machine only. Ctrl-C ends it.",
            "",
            f"  the court's website   {court.website}/",
            f"  CM/ECF                {court.ecf}/",
            f"  PACER                 {court.pacer_account}",
            "",
            "To follow a document by hand, open the website and log in as one of these:",
            *people,
            "",
            "To check this court with ecfcheck, in another terminal:",
            "",
            f"  export {TOKEN}={running.control.token.get_secret_value()}",
            f"  {name_program(in_any_folder=True)} run --court {court_file or 'FILE'}"
            + ("" if court_file else "   (--court-file FILE writes it)"),
        ]
    )


def _describe_audit(accounts: int, roster: Path) -> str:
    folder = quote(str(roster))
    program = name_program(in_any_folder=True)
    return f"\nTo audit the firm of {accounts} people:\n\n  cd {folder}\n  {program} audit roster.csv"


def _describe_account(name: str, title: str, account: Account) -> str:
    rows = [
        f"\n  {name}: {title}",
        f"    PACER   {_describe_login(account.pacer.user_name, account.pacer.password)}",
    ]
    if account.ecf:
        rows.append(f"    CM/ECF  {_describe_login(account.ecf.login, account.ecf.password)}")
    if account.pacer.totp_secret:
        secret = account.pacer.totp_secret.get_secret_value()
        rows.append(f"    one-time passcode: {name_program(in_any_folder=True)} passcode {secret}")
    if account.case:
        rows.append(f"    case    {account.case.number}   {account.case.title}")
    return "\n".join(rows)


def _describe_login(name: str, password: Secret) -> str:
    # Only this command shows secrets: they are the stage's own, made up a moment ago for the reader.
    return f"{name}   {password.get_secret_value()}"
