"""Turns what a user can mend into a message and exit status 4, without a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from config.located import Problems
from ecfcheck.audit.pace import PaceFailed
from ecfcheck.browser import BrowserMissing
from ecfcheck.court.ledger import LedgerFailed
from ecfcheck.court.stage import StageFailed
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.run.outcome import Outcome
from pages.errors import BrowserLostError

_MAKE_ROOM = (
    "next  make room; an audit goes on with --resume; before a run is begun anew, see in its records whether"
    " an effect may have been sent: then they end with UNKNOWN_STATE"
)
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def told_to_the_user() -> Iterator[None]:
    """End the program with the text of an error that is not ours, on standard error."""
    try:
        yield
    except (Problems, StageFailed, BrowserMissing, RecordsError, LedgerFailed, PaceFailed) as error:
        click.echo(str(error), err=True)
    except BrowserLostError as error:
        click.echo(f"the browser failed: {error}\nnext  run it again; what was done is on record", err=True)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        text = f"the disk is full: {error.filename or 'what was to be written'} was not written whole"
        click.echo(f"{text}\n{_MAKE_ROOM}", err=True)
    else:
        return
    raise SystemExit(Outcome.HARNESS.exit_status)
