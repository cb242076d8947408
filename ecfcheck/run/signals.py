"""The signals that ask a program to end, and how a deed that must not be left half done is kept from them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, a polite request to end, and a terminal that was closed, which Windows does not tell."""


def take_for_ctrl_c() -> None:
    """Take each of them for Ctrl-C, but what whoever started the program has had ignored."""
    for number in ENDING:
        outlives = number != signal.SIGINT and signal.getsignal(number) == signal.SIG_IGN
        if not outlives:
            signal.signal(number, signal.default_int_handler)


@contextmanager
def undisturbed() -> Iterator[None]:
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
