"""The first Ctrl-C is noticed and the work continues; a second, or one in a pause, ends it."""

import asyncio
import os
import signal
from asyncio import events
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Timer

import pytest
from greenlet import greenlet

from ecfcheck.runner.interrupt import Interrupt
from ecfcheck.runner.signals import ENDING

pytestmark = pytest.mark.usefixtures("signal_handlers")

SLEEP = "ecfcheck.runner.interrupt.sleep"
needs_hangup = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminal is hung up there")


def handle(_number: int, _frame: object) -> None:
    """Do nothing; the tests compare which handler is set."""


@contextmanager
def closed_standard_error() -> Iterator[None]:
    """Make every write to this process's standard error fail."""
    kept = os.dup(2)
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, 2)
    os.close(writing)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@pytest.fixture
def own_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Create an event loop, which can run although Playwright's own may be running in this process."""
    running = events._get_running_loop()  # noqa: SLF001 - for those who make event loops
    events._set_running_loop(None)  # noqa: SLF001 - as above
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()
    events._set_running_loop(running)  # noqa: SLF001 - as above


@pytest.mark.parametrize("number", ENDING)
def test_the_first_signal_is_noticed_and_the_work_continues(number: signal.Signals) -> None:
    with Interrupt() as interrupt:
        assert not interrupt.asked
        signal.raise_signal(number)
        assert interrupt.asked


def test_a_second_signal_of_any_kind_ends_the_work_at_once() -> None:
    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        assert not interrupt.is_repeated
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        assert interrupt.is_repeated


def test_only_the_first_signal_prints_the_message(capfd: pytest.CaptureFixture[str]) -> None:
    with Interrupt("ending soon\n"):
        signal.raise_signal(signal.SIGINT)
        assert capfd.readouterr().err == "ending soon\n"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert not capfd.readouterr().err


@pytest.mark.parametrize(("number", "name"), [(signal.SIGINT, "Ctrl-C"), (signal.SIGTERM, "SIGTERM")])
def test_the_message_names_the_signal_that_came(
    number: signal.Signals, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with Interrupt("{signal} again stops at once\n"):
        signal.raise_signal(number)
    assert capfd.readouterr().err == f"{name} again stops at once\n"


def test_a_signal_is_noticed_even_if_standard_error_is_closed() -> None:
    with closed_standard_error(), Interrupt("ending soon\n") as interrupt:
        signal.raise_signal(signal.SIGTERM)
        assert interrupt.asked


@needs_hangup
def test_a_program_under_nohup_outlives_its_terminal() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGHUP)
        assert not interrupt.asked
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


def fail_while_entered() -> None:
    """Make sure that every handler was replaced, and raise LookupError."""
    assert handle not in {signal.getsignal(number) for number in ENDING}
    raise LookupError


def test_the_handlers_are_restored_even_after_an_error() -> None:
    for number in ENDING:
        signal.signal(number, handle)
    with pytest.raises(LookupError), Interrupt():
        fail_while_entered()
    assert {signal.getsignal(number) for number in ENDING} == {handle}


def test_outside_the_main_thread_handlers_do_not_change() -> None:
    def look_while_entered() -> object:
        with Interrupt():
            return signal.getsignal(signal.SIGINT)

    signal.signal(signal.SIGINT, handle)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(look_while_entered).result() == handle


def test_a_signal_ends_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SLEEP, lambda _seconds: signal.raise_signal(signal.SIGINT))
    with Interrupt() as interrupt:
        with pytest.raises(KeyboardInterrupt):
            interrupt.pause(60)
        assert interrupt.asked


def test_no_pause_begins_after_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(SLEEP, pauses.append)
    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            interrupt.pause(60)
    assert not pauses


def test_after_a_pause_a_signal_is_noticed_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(SLEEP, pauses.append)
    with Interrupt() as interrupt:
        interrupt.pause(2.5)
        signal.raise_signal(signal.SIGINT)
        assert interrupt.asked
    assert pauses == [2.5]


def test_a_second_signal_in_a_listener_of_the_browser_ends_the_work_after_the_listener(
    own_loop: asyncio.AbstractEventLoop,
) -> None:
    steps = list[str]()

    def listen() -> None:
        signal.raise_signal(signal.SIGINT)
        steps.append("the listener ended")

    def dispatch() -> None:
        own_loop.call_soon(greenlet(listen).switch)
        own_loop.call_later(10, own_loop.stop)
        own_loop.run_forever()

    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            greenlet(dispatch).switch()
        assert interrupt.is_repeated
    assert steps == ["the listener ended"]


def test_a_second_signal_while_the_browser_is_awaited_ends_the_work_at_once(
    own_loop: asyncio.AbstractEventLoop,
) -> None:
    timer = Timer(0.05, partial(os.kill, os.getpid(), signal.SIGINT))

    def dispatch() -> None:
        own_loop.call_later(10, own_loop.stop)
        own_loop.run_forever()

    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        timer.start()
        try:
            with pytest.raises(KeyboardInterrupt):
                greenlet(dispatch).switch()
        finally:
            timer.cancel()  # it must not signal in the next test
        assert interrupt.is_repeated
