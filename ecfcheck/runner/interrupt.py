"""Handles Ctrl-C: the first lets the current step end, the second ends the run at once."""

import os
import signal
from asyncio import BaseEventLoop, events
from contextlib import suppress
from threading import current_thread, main_thread
from time import sleep
from traceback import walk_stack
from types import FrameType, TracebackType
from typing import Self

from greenlet import getcurrent

from ecfcheck.runner.signals import list_end_signals


def _is_waiting_for_events(frame: FrameType | None) -> bool:
    """Return whether an event loop runs here and calls nothing now."""
    codes = {one.f_code for one, _ in walk_stack(frame)}
    return BaseEventLoop.run_forever.__code__ in codes and events.Handle._run.__code__ not in codes  # noqa: SLF001


def _raise_interrupt() -> None:
    raise KeyboardInterrupt


class Interrupt:
    """A context manager that notices Ctrl-C and the other signals to end.

    In the message that it prints, `{signal}` stands for the one that came.
    """

    def __init__(self, message: str = "") -> None:
        self.asked = False
        self.is_repeated = False
        """Whether to end at once: it came a second time, or in a pause."""
        self._message = message
        self._greenlet = getcurrent()
        self._is_pausing = False

    def __enter__(self) -> Self:
        numbers = list_end_signals() if current_thread() is main_thread() else ()
        self._before = {number: signal.signal(number, self._notice) for number in numbers}
        return self

    def _notice(self, number: int, frame: FrameType | None) -> None:
        self.is_repeated = self.asked or self._is_pausing
        self.asked = True
        if self.is_repeated:
            self._end_work(frame)
            return
        with suppress(OSError):  # the terminal may be closed, and the current step must not fail
            name = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
            os.write(
                2, self._message.replace("{signal}", name).encode()
            )  # not print: the signal may interrupt another print

    def _end_work(self, frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt: now, or once the callback is left that the signal interrupted."""
        is_in_callback = getcurrent() is not self._greenlet and not _is_waiting_for_events(frame)
        loop = events._get_running_loop() if is_in_callback else None  # noqa: SLF001 - the other one raises
        if loop is None:
            raise KeyboardInterrupt
        # Playwright prints what its event listeners raise, with a traceback, and raises it only later.
        loop.call_soon(_raise_interrupt)

    def pause(self, seconds: float) -> None:
        """Wait for some seconds before a retry. Raises KeyboardInterrupt if asked to end."""
        self._is_pausing = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            sleep(seconds)
        finally:
            self._is_pausing = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
