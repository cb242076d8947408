"""`ecfcheck stage`: serves the staged court to people."""

import click


@click.command()
def stage() -> None:
    """Serve the staged court until Ctrl-C, with a few accounts to try it by hand."""
