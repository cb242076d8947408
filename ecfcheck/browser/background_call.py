"""Runs a call to the browser while its caller goes on."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from greenlet import getcurrent, greenlet
from playwright.sync_api import Error

from ecfcheck.browser.lost_browser import LOST

T = TypeVar("T")


class BackgroundCall(Generic[T]):
    """A call that was started; `wait` returns what it returned, or raises what it raised.

    It runs in a greenlet of its own, as Playwright's event handlers do: while its caller waits for the
    browser, or for this call.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._caller = getcurrent()
        loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = loop.create_future()
        self._loop_greenlet = self._caller
        self._greenlet = greenlet(self._run)
        # In the turn of the loop after the one in which the call sends its first message.
        loop.call_soon(lambda: loop.call_soon(self._resume_caller))
        self._greenlet.switch()

    def _resume_caller(self) -> None:
        # The loop calls this in the greenlet to which all others yield; there the call ends, too.
        self._loop_greenlet = getcurrent()
        if not self._future.done():
            self._greenlet.parent = self._loop_greenlet
            self._caller.switch()

    def _run(self) -> None:
        try:
            result = self._call()
        except Exception as error:  # noqa: BLE001 - it is raised where the call is waited for
            self._future.set_exception(error)
            self._future.exception()  # or asyncio would report that it was not asked for
        else:
            self._future.set_result(result)

    def wait(self) -> T:
        """Return what the call returns, once it does; raise what it raises."""
        future, waiting = self._future, getcurrent()

        def resume(_: "asyncio.Future[T]") -> None:
            waiting.switch()

        if not future.done():
            future.add_done_callback(resume)
        try:
            while not future.done():
                if self._loop_greenlet.dead:  # Playwright's driver has ended, and nothing answers any more
                    raise Error(LOST)
                self._loop_greenlet.switch()
        finally:
            future.remove_done_callback(resume)
        return future.result()
