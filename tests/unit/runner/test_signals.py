"""Signals to end are treated as Ctrl-C, stay ignored, or are ignored or wait during a block."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest

from ecfcheck.runner.signals import ENDING, defer_signals, ignore_signals, treat_as_sigint

pytestmark = pytest.mark.usefixtures("signal_handlers")


def handle(_number: int, _frame: object) -> None:
    """Do nothing; the tests compare which handler is set."""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_to_end_is_treated_as_ctrl_c(name: str) -> None:
    if not hasattr(signal, name):
        pytest.skip(f"there is no {name} here")
    treat_as_sigint()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(getattr(signal, name))


def test_an_ignored_signal_stays_ignored() -> None:
    others = [number for number in ENDING if number != signal.SIGINT]
    for number in others:
        signal.signal(number, signal.SIG_IGN)
    treat_as_sigint()
    assert {signal.getsignal(number) for number in others} == {signal.SIG_IGN}


def test_ctrl_c_counts_even_if_it_was_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    treat_as_sigint()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_no_signal_to_end_interrupts_the_block() -> None:
    finished = False
    with ignore_signals():
        for number in ENDING:
            signal.raise_signal(number)
        finished = True
    assert finished


def test_ctrl_c_during_the_block_is_handled_after_it() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    finished = False

    def run_block() -> None:
        nonlocal finished
        with defer_signals():
            signal.raise_signal(signal.SIGINT)
            finished = True

    with pytest.raises(KeyboardInterrupt):
        run_block()
    assert finished


def test_ctrl_c_during_a_block_that_fails_is_handled_too() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def run_failing_block() -> None:
        with defer_signals():
            signal.raise_signal(signal.SIGINT)
            raise LookupError

    with pytest.raises(KeyboardInterrupt) as caught:
        run_failing_block()
    assert isinstance(caught.value.__context__, LookupError)


def test_the_handlers_are_restored_after_the_block() -> None:
    for number in ENDING:
        signal.signal(number, handle)
    with ignore_signals():
        assert {signal.getsignal(number) for number in ENDING} == {signal.SIG_IGN}
    assert {signal.getsignal(number) for number in ENDING} == {handle}


def test_the_handlers_are_restored_after_a_block_that_fails() -> None:
    signal.signal(signal.SIGINT, handle)
    with pytest.raises(LookupError), ignore_signals():
        raise LookupError
    assert signal.getsignal(signal.SIGINT) == handle


@pytest.mark.parametrize("start_block", [ignore_signals, defer_signals])
def test_outside_the_main_thread_the_block_runs_and_handlers_do_not_change(
    start_block: Callable[[], AbstractContextManager[None]],
) -> None:
    def get_handler_in_block() -> object:
        with start_block():
            return signal.getsignal(signal.SIGINT)

    signal.signal(signal.SIGINT, handle)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(get_handler_in_block).result() == handle
