"""How a command ends that Ctrl-C asked to: with a status of its own, and without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from ecfcheck.runner.interrupt import Interrupt

EXIT_STATUS = 130
_SAYS = "\nending when what is under way is done and on record; Ctrl-C again ends at once\n"


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Yield what notices Ctrl-C."""
    with Interrupt(_SAYS) as interrupt:
        try:
            yield interrupt
        except (Exception, KeyboardInterrupt):
            if not interrupt.asked:
                raise
            # A driver's end is what Ctrl-C did: whatever was raised of it is no news.
            raise SystemExit(EXIT_STATUS) from None
