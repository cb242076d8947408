"""`ecfcheck passcode`: computes a one-time passcode for an account of the staged court."""

from datetime import timedelta
from time import time

import click

from config.account import PacerCredentials, find_totp_fault
from config.secret import Secret
from config.yaml_file import ProblemsError
from ecfcheck.cli.exits import exit_on_user_error

_VALID = timedelta(seconds=30)
"""How long a passcode is shown as the current one (facts A5)."""


@click.command()
@click.argument("totp_secret", required=False)
def passcode(totp_secret: str | None) -> None:
    """Print the one-time passcode of TOTP_SECRET, as an authenticator app would.

    `ecfcheck stage` prints the TOTP secrets of its accounts. For an account of a real court leave TOTP_SECRET
    out, so that it is asked for, and is not kept in your shell's history.

    Example: ecfcheck passcode JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
    """
    with exit_on_user_error():
        secret = Secret(totp_secret or click.prompt("TOTP secret", hide_input=True, err=True))
        if fault := find_totp_fault(secret):
            raise ProblemsError.single("TOTP_SECRET", fault)
        code = PacerCredentials(user_name="stage", totp_secret=secret).passcode
        assert code is not None  # noqa: S101 - an account with a secret has one
        rest = _VALID.seconds - int(time()) % _VALID.seconds
        click.echo(code.get_secret_value())
        click.echo(f"valid for {rest} more seconds, and once", err=True)
