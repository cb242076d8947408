"""The command `ecfcheck`, for people who do not know pytest."""

from pathlib import Path

import click

from config.project import PROJECT_HELP, find_project, use_project
from ecfcheck import __version__
from ecfcheck.cli.audit import audit
from ecfcheck.cli.courts import courts, forget_refusals
from ecfcheck.cli.coverage import coverage
from ecfcheck.cli.exits import exit_on_user_error
from ecfcheck.cli.fit import fit
from ecfcheck.cli.flows import flows, lint, schema, verbs
from ecfcheck.cli.init import init
from ecfcheck.cli.merge import merge
from ecfcheck.cli.run import run
from ecfcheck.cli.screen import screen
from ecfcheck.cli.stage import stage
from ecfcheck.runner.outcome import Outcome


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ecfcheck")
@click.option("--project", metavar="DIR", help=PROJECT_HELP)
@click.pass_context
def main(context: click.Context, project: str | None) -> None:
    """Check a court's documented e-filing procedures, step by step, in a real browser."""
    with exit_on_user_error():
        # A new project may lie anywhere, even in another one.
        use_project(None if context.invoked_subcommand == "init" else find_project(project, Path()))


# A usage error that click finds is of the same kind as one that ecfcheck finds; click's own 2 means ACCOUNT.
click.UsageError.exit_code = Outcome.HARNESS.exit_status

for command in (
    *(init, run, screen, audit, fit, merge, flows, courts, lint, coverage, stage, verbs, schema),
    forget_refusals,
):
    main.add_command(command)
