"""Asks the user at the terminal for a one-time passcode, where the account has no TOTP secret.

With one, `config/account.py` computes the passcode.
"""

import sys
from collections.abc import Callable, Mapping

import click

from config.secret import Secret

Ask = Callable[[str], Secret | None]
"""Returns a passcode for a persona, None if the user gives none."""

_MIN_LENGTH = 6

_UNATTENDED = ("CI", "PYTEST_VERSION")
"""Variables that are set where no user can answer, even in a terminal."""


def create_prompt(court: str, environ: Mapping[str, str]) -> Ask | None:
    """Return a function that asks for a court's passcodes, None if no user can answer."""
    if any(environ.get(name) for name in _UNATTENDED):
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    return lambda persona: _ask(f"PACER's one-time passcode of {persona}, for {court}")


def _ask(question: str) -> Secret | None:
    click.echo()  # below the line of the step that is running
    try:
        passcode: str = click.prompt(
            question, hide_input=True, default="", show_default=False, value_proc=_read_passcode
        )
    except click.Abort:
        return None
    return Secret(passcode) if passcode else None


def _read_passcode(answer: str) -> str:
    """Return a passcode without blanks, since authenticator apps show it in two halves."""
    passcode = "".join(answer.split())
    # Anything shorter could not be masked, and a passcode that is cut off would count as a wrong one.
    if passcode and len(passcode) < _MIN_LENGTH:
        raise click.BadParameter(f"a passcode has {_MIN_LENGTH} digits or more; enter all of it, or nothing")
    return passcode
