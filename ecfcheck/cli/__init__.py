"""The command `ecfcheck`, for people who do not know pytest."""

import click

from ecfcheck import __version__
from ecfcheck.cli.audit import audit
from ecfcheck.cli.courts import courts, forget_refusals
from ecfcheck.cli.coverage import coverage
from ecfcheck.cli.fit import fit
from ecfcheck.cli.flows import flows, lint, schema, verbs
from ecfcheck.cli.merge import merge
from ecfcheck.cli.prove import prove
from ecfcheck.cli.run import run
from ecfcheck.cli.stage import stage
from ecfcheck.runner.outcome import Outcome


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ecfcheck")
def main() -> None:
    """Check a court's documented e-filing procedures, step by step, in a real browser."""


# A usage error that click finds is of the same kind as one that ecfcheck finds; click's own 2 means ACCOUNT.
click.UsageError.exit_code = Outcome.HARNESS.exit_status

for command in (
    *(run, audit, fit, merge, flows, courts, lint, coverage, prove, stage, verbs, schema, forget_refusals),
):
    main.add_command(command)
