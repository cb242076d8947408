"""Ctrl-C, once: what is under way is brought to its end and put on record; twice: at once."""

import os
import signal
from contextlib import suppress
from threading import current_thread, main_thread
from time import sleep
from types import FrameType, TracebackType
from typing import Self

from ecfcheck.runner.signals import requests_to_end


class Interrupt:
    """Notices Ctrl-C, or a polite request to end, while it is entered."""

    def __init__(self, says: str = "") -> None:
        self.asked = False
        self._says = says
        self._pausing = False

    def __enter__(self) -> Self:
        numbers = requests_to_end() if current_thread() is main_thread() else ()
        self._before = {number: signal.signal(number, self._notice) for number in numbers}
        return self

    def _notice(self, _signal: int, _frame: FrameType | None) -> None:
        at_once = self.asked or self._pausing
        self.asked = True
        if at_once:
            raise KeyboardInterrupt
        with suppress(OSError):  # a terminal that was closed takes no text, and what is under way must go on
            os.write(2, self._says.encode())  # by hand: a signal may come amid a print

    def pause(self, seconds: float) -> None:
        """Let so many seconds pass before another try. Raises KeyboardInterrupt if asked to end."""
        self._pausing = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            sleep(seconds)
        finally:
            self._pausing = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
