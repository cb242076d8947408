"""Ends the calls that wait for a browser which was lost; Playwright itself does not end all of them."""

import asyncio

from greenlet import getcurrent
from playwright.sync_api import Browser, Error

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
        asyncio.get_running_loop().call_soon(self._end_call)

    def _end_call(self) -> None:
        # The event loop runs only while all greenlets wait for it, so this one is in a call.
        if self._is_open and not self._caller.dead:
            self._caller.throw(Error(_LOST))
