"""Turns what a user can mend into a message and exit status 4, without a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from config.yaml_file import ProblemsError
from ecfcheck.audit.rate_limit import RateLimitError
from ecfcheck.courts.ledger import LedgerError
from ecfcheck.courts.stage import StageError
from ecfcheck.provision import BrowserMissingError
from ecfcheck.report.json_lines import RecordsError
from ecfcheck.runner.outcome import Outcome
from pages.errors import BrowserLostError

_MAKE_ROOM = (
    "next  make room; an audit goes on with --resume; before a run is begun anew, see in its records whether"
    " an effect may have been sent: then they end with UNKNOWN_STATE"
)
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def exit_on_user_error() -> Iterator[None]:
    """End the program with the text of an error that is not ours, on standard error."""
    try:
        yield
    except (
        ProblemsError,
        StageError,
        BrowserMissingError,
        RecordsError,
        LedgerError,
        RateLimitError,
    ) as error:
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
