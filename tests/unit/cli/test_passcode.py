"""`ecfcheck passcode` prints the passcode alone on standard output, for use in a pipe."""

import pyotp
from click.testing import CliRunner

from ecfcheck.cli import main

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_the_passcode_is_that_of_an_authenticator_app() -> None:
    totp = pyotp.TOTP(SECRET)
    before = totp.now()
    result = CliRunner().invoke(main, ["passcode", SECRET])
    assert result.stdout.strip() in {before, totp.now()}
    assert result.stderr.startswith("valid for ")


def test_a_secret_that_is_left_out_is_asked_for_and_not_shown() -> None:
    result = CliRunner().invoke(main, ["passcode"], input=f"{SECRET}\n")
    assert result.exit_code == 0
    assert SECRET not in result.output


def test_what_is_not_a_secret_is_told_without_showing_it() -> None:
    result = CliRunner().invoke(main, ["passcode", "not-a-secret!"])
    assert result.exit_code == 4
    assert result.stderr.startswith("TOTP_SECRET: is not a TOTP secret; copy it")
    assert "not-a-secret!" not in result.output
