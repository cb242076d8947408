"""Ends a command: errors become messages, Ctrl-C an exit status, and all output is redacted."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from config.errors import UserError
from config.project import current_project
from ecfcheck.flowfile.own_pages import describe_own_error
from ecfcheck.redaction import Redactor
from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.output import redact_output
from pages.errors import BrowserLostError

INTERRUPTED = 130
"""The exit status after Ctrl-C."""

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_FREE_UP_SPACE = (
    "next  free up space; an audit continues with --resume; before you repeat a run, look for UNKNOWN_STATE"
    " in its records, which says that an effect may have been sent"
)
_STOPPING = "\nfinishing and recording what is in progress, then stopping; Ctrl-C again stops at once\n"


@contextmanager
def exit_on_user_error() -> Iterator[None]:
    """Turn an error that a user can fix into a message on standard error and exit status 4."""
    try:
        yield
    except UserError as error:
        click.echo(str(error), err=True)
    except BrowserLostError as error:
        click.echo(f"the browser failed: {error}\nnext  run it again; what was done is on record", err=True)
    except OSError as error:
        if error.errno not in _DISK_FULL:
            raise
        text = f"the disk is full: {error.filename or 'a file'} was not written completely"
        click.echo(f"{text}\n{_FREE_UP_SPACE}", err=True)
    except Exception as error:
        # A verb of the user's own page objects can raise anything; any other exception is passed on.
        problem = describe_own_error(error, current_project())
        if problem is None:
            raise
        click.echo(f"{problem}\nnext  correct this verb; what was done is on record", err=True)
    else:
        return
    raise SystemExit(Outcome.HARNESS.exit_status)


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Yield what notices Ctrl-C, and exit without a traceback if it was pressed."""
    with Interrupt(_STOPPING) as interrupt:
        try:
            yield interrupt
        except (Exception, KeyboardInterrupt):
            if not interrupt.asked:
                raise
            # Ctrl-C ends Playwright's driver too: errors after that say nothing new.
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
