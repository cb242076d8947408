"""`ecfcheck screen`."""

import click


@click.command()
def screen() -> None:
    """Print what a screen shows."""
