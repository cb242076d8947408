"""Opens the windows of one try at a flow, each with a login of its own, and closes them."""

from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, BrowserContext

from config.court import Court
from pages.failing import BrowserLost, losing_told
from pages.lock import Lock
from pages.mask import mask_for
from pages.page import Page
from pages.verbs import Effect
from pages.window import Window


class Windows:
    """Windows by name, opened when they are first asked for; none has a cookie of another.

    What actions of a closed effect would send is refused in each of them.
    """

    def __init__(
        self,
        browser: Browser,
        court: Court,
        screens: Mapping[str, type[Page]],
        closed: frozenset[Effect] = frozenset(),
    ) -> None:
        self.court = court
        self._closed = closed
        self._browser = browser
        self._screens = screens
        self._mask = mask_for(screens.values())
        self._open: dict[str, Window] = {}

    @property
    def browser(self) -> str:
        """The engine of the browser: chromium, firefox or webkit."""
        return self._browser.browser_type.name

    def window(self, name: str) -> Window:
        """Return the window of this name. Raises BrowserLost when the browser opens none."""
        if name not in self._open:
            self._open[name] = self._new()
        return self._open[name]

    def close(self) -> None:
        """Close all of them, unless the browser has taken them along: then there is nothing left to close."""
        for window in self._open.values():
            with suppress(BrowserLost), losing_told():
                window.tab.context.close()
        self._open.clear()

    def _new(self) -> Window:
        with losing_told():
            context: BrowserContext = self._browser.new_context(
                viewport={"width": 1100, "height": 800}, service_workers="block"
            )
            context.set_default_timeout(self.court.limits.act * 1000)
            lock = Lock(context, self._screens.values(), self._closed)
            return Window(context.new_page(), self.court, self._screens, lock, self._mask)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
