"""Opens and closes the windows of one attempt at a flow, each with cookies of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, BrowserContext

from config.court import Court
from ecfcheck.browser.lost_browser import LostBrowserWatch
from ecfcheck.browser.mask import create_mask
from ecfcheck.browser.network_guard import NetworkGuard
from ecfcheck.browser.recording import NO_RECORDINGS, SIZE, Kind, Recorder, Recording, TraceGroup
from ecfcheck.browser.screenshots import Camera
from ecfcheck.browser.window import Window
from pages.base import PageObject
from pages.decorators import Effect
from pages.errors import BrowserLostError, translate_browser_errors
from pages.seeing import INSTALL_READER
from pages.unrouted_requests import CLOSE_UNROUTED_WAYS

_NEW_CONNECTION = {"Connection": "close"}
"""Sends each request on a new connection. When a reused one is closed without a response, a browser sends the
request again by itself, even an effect or a login (docs/adr/0021)."""


@dataclass(frozen=True)
class WindowOptions:
    """How to open windows."""

    closed_effects: frozenset[Effect] = frozenset()
    """Effects that must not be sent: their requests are blocked."""
    recorder: Recorder = NO_RECORDINGS
    words_to_mask: tuple[str, ...] | None = None
    """The account holder's details to mask in pictures; None if names may be shown."""
    on_cookies: Callable[[Iterable[str]], None] | None = None
    """Called with the values of a window's cookies before it is closed."""
    reopen_browser: Callable[[], Browser] | None = None
    """Opens a browser to replace one that was lost. Raises BrowserLostError."""
    on_window: Callable[[str, Window], None] | None = None
    """Called with each window and its name, before anything is loaded in it."""


class BrowserWindows:
    """Windows by name, opened on first use; each has a browser context of its own."""

    def __init__(
        self,
        browser: Browser,
        court: Court,
        screens: Mapping[str, type[PageObject]],
        options: WindowOptions = WindowOptions(),
    ) -> None:
        self.court = court
        self._options = options
        self._browser = browser
        self._screens = screens
        self._mask = create_mask(screens.values(), options.words_to_mask)
        self._open: dict[str, Window] = {}
        self._recordings: dict[str, Recording] = {}
        self._step: TraceGroup | None = None
        self._watch: LostBrowserWatch | None = None

    @property
    def browser(self) -> str:
        """The engine of the browser: chromium, firefox or webkit."""
        return self._browser.browser_type.name

    def window(self, name: str) -> Window:
        """Return the window of this name. Raises BrowserLostError if it cannot be opened."""
        if name not in self._open:
            self._open[name] = self._open_window(name)
        return self._open[name]

    def recordings(self, name: str) -> Mapping[Kind, str]:
        """Return the paths of a window's recordings by kind; none if the browser was lost."""
        return self._recordings[name].paths if self._browser.is_connected() else {}

    @contextmanager
    def step(self, group: TraceGroup) -> Iterator[None]:
        """Show the block as one step in the recordings."""
        self._step = group
        for name, window in self._open.items():
            self._recordings[name].begin_step(window.page.context, group)
        try:
            yield
        finally:
            self._step = None
            for name, window in self._open.items():
                self._recordings[name].end_step(window.page.context)

    def close(self, *, keep: bool = False) -> None:
        """Close all windows, even if the browser is gone; `keep` says whether to keep recordings."""
        for name, window in self._open.items():
            with suppress(BrowserLostError), translate_browser_errors():
                self._report_cookies(window.page.context)
            self._recordings[name].end(window.page, keep=keep)
        self._open.clear()
        self._end_watch()

    def _report_cookies(self, context: BrowserContext) -> None:
        if self._options.on_cookies:
            self._options.on_cookies([cookie.get("value", "") for cookie in context.cookies()])

    def _open_window(self, name: str) -> Window:
        recording = self._recordings[name] = self._options.recorder.create_recording(
            name, is_only=not self._open
        )
        self._require_browser()
        with translate_browser_errors():
            context = self._browser.new_context(
                viewport=SIZE,
                service_workers="block",
                extra_http_headers=_NEW_CONNECTION,
                **recording.options,
            )
            context.set_default_timeout(self.court.limits.act * 1000)
            recording.begin(context)
            if self._step:
                recording.begin_step(context, self._step)
            network_guard = NetworkGuard(context, self._screens.values(), self._options.closed_effects)
            context.add_init_script(CLOSE_UNROUTED_WAYS + INSTALL_READER)
            page = context.new_page()
            window = Window(page, self.court, self._screens, network_guard, Camera(page, self._mask))
            window.install_scripts()
            window.is_traced = "trace" in recording.paths
            if self._options.on_window:
                self._options.on_window(name, window)
            return window

    def _require_browser(self) -> None:
        """Replace a lost browser, unless it took windows of this attempt with it; watch the one in use."""
        if self._options.reopen_browser and not self._open and not self._browser.is_connected():
            self._end_watch()
            self._browser = self._options.reopen_browser()
        self._watch = self._watch or LostBrowserWatch(self._browser)

    def _end_watch(self) -> None:
        if self._watch:
            self._watch.close()
        self._watch = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
