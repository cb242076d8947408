"""`ecfcheck forget-refusals`: lets passwords be tried again that a court refused."""

import click

from config.environment import environment
from ecfcheck.cli.errors import told_to_the_user
from ecfcheck.court.ledger import ledger_of


@click.command("forget-refusals")
def forget_refusals() -> None:
    """Forget which passwords courts refused: each may be typed once more."""
    with told_to_the_user():
        ledger = ledger_of(environment())
        told = "forgotten" if ledger.forget() else "there is none: no password was refused"
        click.echo(f"{ledger.path}: {told}")
