"""The signals that ask a program to end, and how a deed that must not be left half done is kept from them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, a polite request to end, and a terminal that was closed, which Windows does not tell."""


def requests_to_end() -> tuple[signal.Signals, ...]:
    """Return the signals to act on: Ctrl-C, and those of the others that are not ignored."""
    # Started with `nohup`, a program outlives its terminal.
    return tuple(
        number for number in ENDING if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN
    )


def treat_as_sigint() -> None:
    """Take each request to end for Ctrl-C."""
    for number in requests_to_end():
        signal.signal(number, signal.default_int_handler)


@contextmanager
def ignore_signals() -> Iterator[None]:
    """Heed none of them while the block lasts: it takes a moment, and is over soon."""
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
