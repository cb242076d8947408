"""Ends a command: errors become messages, Ctrl-C an exit status, and all output is redacted.

The exit status of each outcome of a run is in `ecfcheck/runner/outcome.py`.
"""

import errno
import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

import click

from config.errors import EcfcheckError, UserError
from ecfcheck import __version__
from ecfcheck.flowfile.page_object_errors import find_page_object_error
from ecfcheck.redaction import Redactor
from ecfcheck.runner.failures import CORRECT_PAGE_OBJECT
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.output import redact_output
from pages.errors import BrowserLostError, PageObjectError

INTERRUPTED = 130
"""The exit status after Ctrl-C."""

INTERNAL_ERROR = 70
"""The exit status after a mistake in ecfcheck itself: EX_SOFTWARE of sysexits.h, as no outcome has it."""

_INTERNAL_ERROR = """\
{traceback}
internal error: {error}; this is a mistake in ecfcheck {version}, and says nothing about the court
next  report it with the lines above; exit status {status}"""

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_PERMITTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_CHANGE_PERMISSIONS = "next  change its permissions, or name another place"
_FREE_UP_SPACE = (
    "next  free up space; an audit continues with --resume; before you repeat a run, look for UNKNOWN_STATE"
    " in its records, which says that an effect may have been sent"
)
_BROWSER_FAILED = """\
the browser failed: {}
next  run it again; what was done is on record: where that says UNKNOWN_STATE, look at the court first"""
_STOPPING = "\nfinishing and recording what is in progress, then stopping; {signal} again stops at once\n"


class InternalError(EcfcheckError):
    """An error that ecfcheck did not expect; the text is its traceback without secrets."""


@contextmanager
def exit_on_user_error() -> Iterator[None]:
    """Turn an error that a user can fix into a message on standard error and exit status 4.

    Any other error ends with its traceback and INTERNAL_ERROR, which differs from a finding's status.
    """
    try:
        yield
    except UserError as error:
        click.echo(str(error), err=True)
    except BrowserLostError as error:
        click.echo(_BROWSER_FAILED.format(error), err=True)
    except OSError as error:
        if not _is_of_the_machine(error):
            _exit_on_internal_error(error)
        click.echo(_describe_os_error(error), err=True)
    except click.Abort:  # Ctrl-C, or no input, at a prompt
        click.echo(err=True)
        raise SystemExit(INTERRUPTED) from None
    except click.ClickException:
        raise  # click's own, which it shows itself
    except Exception as error:  # noqa: BLE001 - whatever it is: Python would end with DRIFT's exit status
        # A page object can raise anything, and that is its author's to correct.
        mistake = error if isinstance(error, PageObjectError) else find_page_object_error(error)
        if mistake is None:
            _exit_on_internal_error(error)
        click.echo(f"{mistake}\nnext  {CORRECT_PAGE_OBJECT}", err=True)
    else:
        return
    raise SystemExit(Outcome.HARNESS.exit_status)


def _is_of_the_machine(error: OSError) -> bool:
    """Return whether the disk or its permissions are the reason, not a mistake in ecfcheck."""
    return error.errno in _DISK_FULL or (error.errno in _NOT_PERMITTED and error.filename is not None)


def _describe_os_error(error: OSError) -> str:
    if error.errno in _DISK_FULL:
        text = f"the disk is full: {error.filename or 'a file'} was not written completely"
        return f"{text}\n{_FREE_UP_SPACE}"
    return f"{error.filename}: cannot be used: {error.strerror}\n{_CHANGE_PERMISSIONS}"


def _exit_on_internal_error(error: Exception) -> NoReturn:
    text = str(error) if isinstance(error, InternalError) else _format_traceback(error)
    *_, last = text.splitlines()
    click.echo(
        _INTERNAL_ERROR.format(traceback=text, error=last, version=__version__, status=INTERNAL_ERROR),
        err=True,
    )
    raise SystemExit(INTERNAL_ERROR)


def _format_traceback(error: BaseException, clean: Callable[[str], str] = str) -> str:
    return clean("".join(traceback.format_exception(error))).rstrip()


def _is_expected(error: BaseException | None) -> bool:
    """Return whether an error needs no traceback: there is none, or its handler knows it."""
    is_of_the_machine = isinstance(error, OSError) and _is_of_the_machine(error)
    known = (
        UserError,
        BrowserLostError,
        PageObjectError,
        click.ClickException,
        click.exceptions.Exit,
        InternalError,
    )
    return is_of_the_machine or not isinstance(error, Exception) or isinstance(error, known)


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Yield what notices Ctrl-C, and exit without a traceback if it was pressed."""
    with Interrupt(_STOPPING) as interrupt:
        try:
            yield interrupt
        except (Exception, KeyboardInterrupt):
            if not interrupt.asked:
                raise
            # Ctrl-C ends Playwright's driver too: errors after that say nothing new, nor does what asyncio
            # logs of the calls that were not answered.
            logging.getLogger("asyncio").setLevel(logging.CRITICAL)
            raise SystemExit(INTERRUPTED) from None


class RedactedOutput:
    """Redacts a folder and other files on exit; enter it before anything writes.

    `messages` then has a line for each file that had to be deleted.
    """

    def __init__(self, folder: Path, redactor: Redactor, others: Sequence[Path]) -> None:
        self.messages: tuple[str, ...] = ()
        self._folder = folder
        self._redactor = redactor
        self._others = others

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.messages = redact_output(self._folder, self._others, self._redactor)
        for message in self.messages:
            click.echo(message, err=True)
        if error is not None and not _is_expected(error):
            # An error's text may quote what was typed: only here is it known what must not be shown.
            raise InternalError(_format_traceback(error, self._redactor.clean)) from None
