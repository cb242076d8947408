"""Asks whoever is at the terminal for a one-time passcode, where an account has no secret to make it of."""

import sys
from collections.abc import Callable, Mapping

import click

from config.secret import Secret

Ask = Callable[[str], Secret | None]
"""Returns a passcode for a persona, None if whoever was asked gives none."""

_NOBODY_IS_THERE = ("CI", "PYTEST_VERSION")
"""Variables that are set where nobody is to be asked, even in a terminal."""


def create_prompt(court: str, environ: Mapping[str, str]) -> Ask | None:
    """Return what asks for passcodes of a court's accounts, None where nobody is there to answer."""
    if any(environ.get(name) for name in _NOBODY_IS_THERE):
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return lambda persona: _ask(f"PACER's one-time passcode of {persona}, for {court}")


def _ask(question: str) -> Secret | None:
    click.echo()  # below the line of the step that is running
    try:
        said: str = click.prompt(question, hide_input=True, default="", show_default=False)
    except click.Abort:
        return None
    # Programs that make passcodes show them in two halves.
    passcode = "".join(said.split())
    return Secret(passcode) if passcode else None
