"""`ecfcheck forget-refusals`: lets passwords be tried again that a court refused."""

import click

from config.environ import read_environment
from ecfcheck.cli.errors import exit_on_user_error
from ecfcheck.courts.ledger import open_ledger


@click.command("forget-refusals")
def forget_refusals() -> None:
    """Forget which passwords courts refused: each may be typed once more."""
    with exit_on_user_error():
        ledger = open_ledger(read_environment())
        told = "forgotten" if ledger.forget() else "there is none: no password was refused"
        click.echo(f"{ledger.path}: {told}")
