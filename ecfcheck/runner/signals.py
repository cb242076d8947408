"""The signals that ask a program to end, and blocks during which they are ignored, or wait."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, a request to end, and a closed terminal, for which Windows has no signal."""


def list_end_signals() -> tuple[signal.Signals, ...]:
    """Return the signals to act on: SIGINT, and each of the others that is not ignored."""
    # A program that was started with `nohup` must outlive its terminal.
    return tuple(
        number for number in ENDING if number == signal.SIGINT or signal.getsignal(number) != signal.SIG_IGN
    )


def treat_as_sigint() -> None:
    """Handle each signal to end like Ctrl-C."""
    for number in list_end_signals():
        signal.signal(number, signal.default_int_handler)


@contextmanager
def ignore_signals() -> Iterator[None]:
    """Ignore the signals to end while the block lasts. Use it for short blocks only."""
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def defer_signals() -> Iterator[None]:
    """Handle the signals to end that come during the block after it. Use it for short blocks only."""
    if current_thread() is not main_thread():
        yield
        return
    pending: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: pending.append(number))
        for number in list_end_signals()
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for received in pending:
            signal.raise_signal(received)
