"""A browser's tab as the runner sees it: which screen it shows, and what it lets be done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from playwright.sync_api import (
    Error,
    TimeoutError,  # noqa: A004 - Playwright's own
)
from playwright.sync_api import Page as Tab

from config.court import Court
from config.secret import Secret
from pages.camera import Camera
from pages.failing import (
    WAS_DONE,
    WAS_LOST,
    BrowserLost,
    NotUsable,
    Unreachable,
    account,
    first_line,
    losing_told,
)
from pages.home import origin, prove_at_home
from pages.landmark import Sign, Wait, look
from pages.lock import Lock
from pages.page import Page
from pages.tab_events import TabEvents
from pages.verbs import Entries, Rows, Sections, Text

_LET_IT_SEND = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""Ends when what the last click set going has begun: then the lock has seen what it would send."""

_NO_PICTURE = "no picture: the screen is not known, and may say whose account it is; --show-names takes one"


class Window:
    """A tab with the screens it can show. What the court throws at the user beside the screens is noted."""

    def __init__(
        self,
        tab: Tab,
        court: Court,
        screens: Mapping[str, type[Page]],
        lock: Lock,
        camera: Camera,
    ) -> None:
        self.tab = tab
        self.lock = lock
        self.camera = camera
        self.court = court
        self.events = TabEvents(tab.context, court)
        self.notes, self.dialogs = self.events.notes, self.events.dialogs
        self.pages = {name: page(tab, court, self.dialogs) for name, page in screens.items()}
        for page in self.pages.values():
            page.on_new_tab = self._follow
        self.is_new_document = False
        """Whether the last wait for a screen ended in another document than it began in."""
        self._document = 0.0
        self._loads = 0
        tab.on("domcontentloaded", self._count_load)

    @property
    def url(self) -> str:
        """The address of what is shown."""
        return self.tab.url

    def _follow(self, tab: Tab) -> None:
        """Go on in a tab that a link of the screen has opened, and close the one it was in."""
        left, self.tab = self.tab, tab
        for page in self.pages.values():
            page.tab = tab
        self.camera.tab = tab
        tab.on("domcontentloaded", self._count_load)
        left.close()

    @property
    def other_tabs(self) -> tuple[str, ...]:
        """The addresses of tabs and windows that the court opened and that no step asked for."""
        return tuple(tab.url for tab in self.tab.context.pages if tab is not self.tab)

    def open(self, name: str, seconds: float) -> None:
        """Go to a screen's own address. Raises Unreachable when no answer comes."""
        address = self.pages[name].address
        if address is None:
            raise LookupError(f"{name} has no address")
        self.load(address, seconds)

    def load(self, address: str, seconds: float) -> None:
        """Go to an address. Raises Unreachable when no answer comes."""
        try:
            self.tab.goto(address, timeout=seconds * 1000, wait_until="domcontentloaded")
        except Error as error:
            if self._is_gone(error):
                raise
            raise Unreachable(first_line(error.message)) from None

    def act(self, name: str, action: str, arguments: Mapping[str, object]) -> bool:
        """Carry out an action of a screen; False when it was done and the court did not answer in its time.

        Raises NotUsable when the screen does not let it be done, and NotAtHome, before anything is typed,
        when a secret would go elsewhere than the court's file says.
        """
        loads, deadline = self._loads, monotonic() + self.court.limits.arrive
        try:
            self._carry_out(name, action, arguments)
        except Error as error:
            if self._is_gone(error):
                raise
            # Playwright's log tells a click that waits for its answer from one that was never made.
            if not any(sign in error.message for sign in WAS_DONE):
                raise NotUsable(account(error)) from None
            return self._loads > loads or self._loads_within(deadline - monotonic())
        return True

    def rehearse(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Do all of an action but its last click, which is proven to be possible. Raises as `act` does.

        Nothing leaves the window from then on, whatever the action does.
        """
        page = self.pages[name]
        page.rehearsing = True
        self.lock.shut()
        try:
            with self._usable():
                self._carry_out(name, action, arguments)
                with suppress(Error):  # it was left, or was to be: the lock has what was refused
                    self.tab.evaluate(_LET_IT_SEND)
        finally:
            page.rehearsing = False

    def _carry_out(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        if any(isinstance(argument, Secret) for argument in arguments.values()):
            prove_at_home(self.tab, f"{name} {action}", self.home(name))
        self.pages[name].set_aside()
        getattr(self.pages[name], action)(**arguments)

    def _loads_within(self, seconds: float) -> bool:
        """Wait for a document. Until the one asked for has come, a browser answers no other question."""
        try:
            self.tab.wait_for_event("domcontentloaded", timeout=max(seconds, 0.001) * 1000)
        except TimeoutError:
            return False
        return True

    def _count_load(self, _tab: Tab) -> None:
        self._loads += 1

    def _is_gone(self, error: Error) -> bool:
        """Whether the tab or its browser is no more; what was being done then may have been sent."""
        browser = self.tab.context.browser
        ended = self.tab.is_closed() or browser is None or not browser.is_connected()
        return ended or any(sign in error.message for sign in WAS_LOST)

    def read(self, name: str, check: str) -> Entries | Rows | Sections | Text:
        """Return what a check of a screen sees now. Raises NotUsable when it cannot be read in time."""
        with self._usable():
            seen: Entries | Rows | Sections | Text = getattr(self.pages[name], check)()
        return seen

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Raise NotUsable for what a living tab does not let be done."""
        try:
            yield
        except Error as error:
            if self._is_gone(error):
                raise
            raise NotUsable(account(error)) from None

    def arrives(self, wanted: str, seconds: float, *, leaving: str = "") -> bool:
        """Wait for a screen; False when another comes instead, one says no, or the time is over."""
        signs = self._signs()
        ignored = leaving if leaving != wanted else ""
        if ignored and (no := self.pages[ignored].says_no):
            signs["the screen that says no instead of being left"] = Sign(no, self.home(ignored))
        deadline = monotonic() + seconds
        # A document that shows no screen may still lead on, as the way to the login does.
        settle = self.court.limits.settle
        lead_on = max(settle, seconds / 3)
        there = None
        while there is None and (rest := deadline - monotonic()) > 0:
            there = look(self.tab, signs, Wait(rest, settle, lead_on, wanted, ignored, self._document))
        self.is_new_document = there is not None and there.born != self._document
        self._document = there.born if there else 0
        return there is not None and there.names == (wanted,)

    def is_at_home(self, name: str) -> bool:
        """Whether what is shown comes from the address that the court's file names for the screen."""
        return origin(self.tab.url) == origin(self.home(name))

    def home(self, name: str) -> str:
        """Return the court's address that a screen belongs to."""
        return str(getattr(self.court, self.pages[name].site))

    def shown(self) -> tuple[str, ...]:
        """Return the names of the screens that are there now: one, unless something is wrong."""
        found = look(self.tab, self._signs())
        return found.names if found else ()

    def _signs(self) -> dict[str, Sign]:
        return {name: Sign(page.sign, self.home(name)) for name, page in self.pages.items()}

    def refusal(self) -> tuple[str, str] | None:
        """Return the screen that says no and the court's words for it, if one does."""
        for name in self.shown():
            sign = self.pages[name].says_no
            found = look(self.tab, {name: Sign(sign, self.home(name))}) if sign else None
            if sign and found and found.names:
                return name, " ".join(self.pages[name].refusals())
        return None

    def read_names(self, name: str) -> tuple[str, ...]:
        """Return what a screen says of whose account it is, if that must not be seen. Raises NotUsable."""
        with self._usable():
            return self.camera.read_names(self.pages[name])

    def take_picture(self, path: Path) -> bool:
        """Save what the window shows as a JPEG; False when there is none to be had (see Camera)."""
        try:
            with losing_told():
                known = [self.pages[name] for name in self.shown()] if self.camera.covers_names else []
                taken = self.camera.take(path, known)
        except BrowserLost:
            return False
        if not taken:
            self.notes.append(_NO_PICTURE)
        return taken
