"""Ctrl-C, once: the run ends in good order; twice: at once."""

import signal
from types import FrameType, TracebackType
from typing import Self


class Interrupt:
    """Notices Ctrl-C while it is entered. A terminal sends it to the browser too, which then ends."""

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._notice)
        return self

    def _notice(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)
