"""Ends the calls that wait for a browser which was lost or does not answer; Playwright does not end all."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from greenlet import getcurrent, greenlet
from playwright.sync_api import (
    Browser,
    Error,
    TimeoutError,  # noqa: A004 - Playwright's own
)

from pages.errors import BROWSER_WAS_LOST

_LOST = "the browser has been closed"


class LostBrowserWatch:
    """Raises an Error in the call that waits for a browser when that browser is lost.

    Playwright 1.64.1 never answers some calls that it received between the end of the browser's process and
    its own notice of it. The calls that end are those of the greenlet that created the watch, until `close`.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._caller = getcurrent()
        self._is_open = True
        browser.on("disconnected", self._note_loss)

    def close(self) -> None:
        """Leave alone what the greenlet does from now on."""
        self._is_open = False
        self._browser.remove_listener("disconnected", self._note_loss)

    def _note_loss(self, _browser: Browser) -> None:
        # Not here: a greenlet that an event handler resumes never returns to the handler.
        loop = asyncio.get_running_loop()
        loop.call_soon(self._end_call)
        loop.set_exception_handler(_report_unless_closed)

    def _end_call(self) -> None:
        # The event loop runs only while all greenlets wait for it, so this one is in a call.
        if self._is_open:
            _throw(self._caller, Error(_LOST))


@contextmanager
def limit_calls(seconds: float) -> Iterator[None]:
    """End the call that waits for the browser when time is up.

    Raises Playwright's TimeoutError then, and its Error if Playwright itself has ended.

    A script that is evaluated while a page leaves for a server that is silent is not answered, and
    `evaluate` has no timeout.
    """
    caller = getcurrent()
    text = f"the browser did not answer within {seconds:g} s"
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # Playwright's own loop, which has ended with its driver
        raise Error(_LOST) from None
    timer = loop.call_later(seconds, lambda: _throw(caller, TimeoutError(text)))
    try:
        yield
    finally:
        timer.cancel()


def _throw(caller: greenlet, error: Error) -> None:
    """Raise an error in the call of a greenlet, unless the call has its answer.

    Playwright has no public name for what a greenlet waits for. Thrown out of a call that has ended, the
    greenlet would be resumed a second time, in whatever it does by then.
    """
    frame = caller.gr_frame
    awaited = frame.f_locals.get("future") if frame else None
    if not caller.dead and not (isinstance(awaited, asyncio.Future) and awaited.done()):
        caller.throw(error)


def _report_unless_closed(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Report an exception that no code awaits, unless it only says that the lost browser is closed.

    Playwright sets that exception in each call without an answer when it ends; its caller has gone on.
    """
    if not any(sign in str(context.get("exception")) for sign in BROWSER_WAS_LOST):
        loop.default_exception_handler(context)
