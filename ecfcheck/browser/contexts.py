"""Opens the windows of one try at a flow, each with a login of its own, and closes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, BrowserContext

from config.court import Court
from ecfcheck.browser.mask import create_mask
from ecfcheck.browser.network_guard import NetworkGuard
from ecfcheck.browser.recording import NO_RECORDINGS, SIZE, Kind, Recorder, Recording, TraceGroup
from ecfcheck.browser.screenshots import Camera
from ecfcheck.browser.window import Window
from pages.base import PageObject
from pages.decorators import Effect
from pages.errors import BrowserLostError, translate_browser_errors

_NEW_CONNECTION = {"Connection": "close"}
"""Has each request sent on a connection of its own: on one that was used before, a browser sends a request
again by itself, an effect or a login too, when it is closed without an answer (docs/adr/0021)."""


@dataclass(frozen=True)
class WindowOptions:
    """On what options windows are opened."""

    closed_effects: frozenset[Effect] = frozenset()
    """What actions of these effects would send is refused."""
    recorder: Recorder = NO_RECORDINGS
    personal_details: tuple[str, ...] | None = None
    """What is known of whose account it is, if that must not be seen; None if it may be."""
    on_cookies: Callable[[Iterable[str]], None] | None = None
    """Who is told the values of the cookies that were had in them."""
    reopen_browser: Callable[[], Browser] | None = None
    """Gives a browser in the place of one that was lost. Raises BrowserLostError."""


class BrowserWindows:
    """Windows by name, opened when they are first asked for; none has a cookie of another."""

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
        self._mask = create_mask(screens.values(), options.personal_details)
        self._open: dict[str, Window] = {}
        self._recordings: dict[str, Recording] = {}
        self._step: TraceGroup | None = None

    @property
    def browser(self) -> str:
        """The engine of the browser: chromium, firefox or webkit."""
        return self._browser.browser_type.name

    def window(self, name: str) -> Window:
        """Return the window of this name. Raises BrowserLostError when the browser opens none."""
        if name not in self._open:
            self._open[name] = self._new(name)
        return self._open[name]

    def recordings(self, name: str) -> Mapping[Kind, str]:
        """Return where the recordings of a window will be, by kind; none of a browser that was lost."""
        return self._recordings[name].paths if self._browser.is_connected() else {}

    @contextmanager
    def step(self, place: TraceGroup) -> Iterator[None]:
        """Let the recordings show what happens meanwhile as one step."""
        self._step = place
        for name, window in self._open.items():
            self._recordings[name].begin_step(window.page.context, place)
        try:
            yield
        finally:
            self._step = None
            for name, window in self._open.items():
                self._recordings[name].end_step(window.page.context)

    def close(self, *, keep: bool = False) -> None:
        """Close all of them, unless the browser has taken them along; keep their recordings or do not."""
        for name, window in self._open.items():
            with suppress(BrowserLostError), translate_browser_errors():
                self._report_cookies(window.page.context)
            self._recordings[name].end(window.page, keep=keep)
        self._open.clear()

    def _report_cookies(self, context: BrowserContext) -> None:
        if self._options.on_cookies:
            self._options.on_cookies([cookie.get("value", "") for cookie in context.cookies()])

    def _new(self, name: str) -> Window:
        recording = self._recordings[name] = self._options.recorder.create_recording(
            name, alone=not self._open
        )
        if self._options.reopen_browser and not self._open and not self._browser.is_connected():
            self._browser = self._options.reopen_browser()
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
            page = context.new_page()
            return Window(page, self.court, self._screens, network_guard, Camera(page, self._mask))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
