"""Ctrl-C, once: the run ends in good order; twice: at once. The same for a polite request to end."""

import signal
from types import FrameType, TracebackType
from typing import Self

from ecfcheck.run.signals import ENDING

EXIT_STATUS = 130


class Interrupt:
    """Notices Ctrl-C while it is entered. A terminal sends it to the browser too, which then ends."""

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._notice) for number in ENDING}
        return self

    def _notice(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        # The browser's end, or its driver's, is what Ctrl-C did: whatever was raised of it is no news.
        if self.asked and isinstance(error, Exception | KeyboardInterrupt):
            raise SystemExit(EXIT_STATUS) from None
