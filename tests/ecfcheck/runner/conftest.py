"""What tests of the runner share that need no browser: handlers of signals that a test may replace."""

import signal
from collections.abc import Iterator

import pytest

from ecfcheck.runner.signals import ENDING


class UnhandledSignalError(Exception):
    """A signal reached the handler that was there before the test."""


def refuse(number: int, _frame: object) -> None:
    """Fail the test where a request to end would otherwise end the whole session of tests."""
    raise UnhandledSignalError(signal.Signals(number).name)


@pytest.fixture
def signal_handlers() -> Iterator[None]:
    """Let a request to end that nobody handles fail the test; restore the handlers afterwards."""
    before = {number: signal.signal(number, refuse) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
