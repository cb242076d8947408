"""Finds a command of ecfcheck by its name, with its options."""

import click

from ecfcheck.cli import main


def get_command(name: str) -> click.Command:
    """Return the command; fail if there is none of this name."""
    command = main.get_command(click.Context(main), name)
    assert command is not None, name
    return command
