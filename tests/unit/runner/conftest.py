"""Fixtures of the runner's tests: signal handlers that a test may replace."""

import signal
from collections.abc import Iterator

import pytest

from ecfcheck.runner.signals import ENDING


class UnhandledSignalError(Exception):
    """A signal was not handled by the code under test."""


def fail_on_signal(number: int, _frame: object) -> None:
    """Fail the test, where the signal would otherwise end the whole test session."""
    raise UnhandledSignalError(signal.Signals(number).name)


@pytest.fixture
def signal_handlers() -> Iterator[None]:
    """Fail the test at a signal to end that is not handled; restore the handlers afterwards."""
    before = {number: signal.signal(number, fail_on_signal) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
