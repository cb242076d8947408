"""An unexpected error ends a command with an exit status of its own, and shows no secret."""

import errno
from pathlib import Path

import click
import pytest

from config.errors import UserError
from config.secret import Secret
from ecfcheck import __version__
from ecfcheck.cli.exits import INTERNAL_ERROR, RedactedOutput, exit_on_user_error, interruptible
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome

PASSWORD = Secret("correct-horse-battery")


def test_no_outcome_has_the_exit_status_of_an_internal_error() -> None:
    assert INTERNAL_ERROR not in {outcome.exit_status for outcome in Outcome}


@pytest.mark.parametrize("error", [LookupError("no such thing"), PermissionError(13, "not allowed")])
def test_an_unexpected_error_is_reported_as_a_mistake_in_ecfcheck(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, exit_on_user_error():
        raise error
    printed = capsys.readouterr().err
    assert ended.value.code == 70
    assert printed.startswith("Traceback (most recent call last):\n")
    assert printed.endswith(
        f"internal error: {type(error).__name__}: {error}; this is a mistake in ecfcheck {__version__}, and"
        " says nothing about the court\nnext  report it with the lines above; exit status 70\n"
    )


def test_a_folder_that_may_not_be_written_to_is_no_mistake_in_ecfcheck(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, exit_on_user_error(), RedactedOutput(tmp_path, Redactor(), []):
        raise OSError(errno.EROFS, "Read-only file system", "runs/all")
    assert (ended.value.code, capsys.readouterr().err) == (
        4,
        (
            "runs/all: cannot be used: Read-only file system\n"
            "next  change its permissions, or name another place\n"
        ),
    )


def test_the_traceback_of_an_unexpected_error_has_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    redactor = Redactor()
    redactor.learn([PASSWORD])
    with pytest.raises(SystemExit) as ended, exit_on_user_error(), RedactedOutput(tmp_path, redactor, []):
        raise LookupError(f"fill({PASSWORD.get_secret_value()!r}) failed")
    printed = capsys.readouterr().err
    assert ended.value.code == INTERNAL_ERROR
    assert PASSWORD.get_secret_value() not in printed
    assert "internal error: LookupError: fill(" in printed


def test_an_error_of_the_user_keeps_its_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, exit_on_user_error(), RedactedOutput(tmp_path, Redactor(), []):
        raise UserError("flows/a.yaml:1:1: not a flow")
    assert (ended.value.code, capsys.readouterr().err) == (4, "flows/a.yaml:1:1: not a flow\n")


def test_an_error_of_click_is_left_to_click() -> None:
    with pytest.raises(click.UsageError), exit_on_user_error():
        raise click.UsageError("no")


def test_an_error_after_ctrl_c_is_not_an_internal_one(tmp_path: Path) -> None:
    def fail_after_ctrl_c() -> None:
        with exit_on_user_error(), interruptible() as interrupt, RedactedOutput(tmp_path, Redactor(), []):
            interrupt.asked = True
            raise LookupError("Ctrl-C ended the driver too")

    with pytest.raises(SystemExit) as ended:
        fail_after_ctrl_c()
    assert ended.value.code == 130
