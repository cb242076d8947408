"""A browser's tab as the runner sees it: which screen it shows, whether it changes, a picture of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, BrowserContext, Dialog, Error, TimeoutError  # noqa: A004 - Playwright's
from playwright.sync_api import Page as Tab

from config.court import Court
from pages.landmark import look
from pages.page import Page
from pages.verbs import Entries, Rows, Sections, Text

_CHANGE = """
milliseconds => new Promise(done => {
    const seen = new MutationObserver(() => requestAnimationFrame(() => done(true)));
    seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    setTimeout(() => done(false), milliseconds);
})
"""


class BrowserLost(Exception):  # noqa: N818 - it is named for what is so
    """The browser failed, or is gone; the text is the first line of what Playwright says."""


class Unreachable(Exception):  # noqa: N818 - it is named for what is so
    """The court did not answer; the text says what the browser met."""


class NotUsable(Exception):  # noqa: N818 - it is named for what is so
    """A thing on the screen could not be used in time; the text is Playwright's account of it."""


class Window:
    """A tab with the screens it can show. What the court throws at the user beside the screens is noted."""

    def __init__(self, tab: Tab, court: Court, screens: Mapping[str, type[Page]]) -> None:
        self.tab = tab
        self.court = court
        self.pages = {name: page(tab, court) for name, page in screens.items()}
        self.notes: list[str] = []
        tab.on("dialog", self._note_dialog)
        tab.on("pageerror", lambda error: self.notes.append(f"a script of the page failed: {error.message}"))

    @property
    def browser(self) -> str:
        """The engine of the browser: chromium, firefox or webkit."""
        browser = self.tab.context.browser
        return browser.browser_type.name if browser else "unknown"

    def _note_dialog(self, dialog: Dialog) -> None:
        self.notes.append(f'the browser asked: "{dialog.message}"')
        dialog.dismiss()

    def open(self, name: str, seconds: float) -> None:
        """Go to a screen's own address. Raises Unreachable when no answer comes."""
        address = self.pages[name].address
        if address is None:
            raise LookupError(f"{name} has no address")
        try:
            self.tab.goto(address, timeout=seconds * 1000, wait_until="domcontentloaded")
        except Error as error:
            if self.tab.is_closed():
                raise
            raise Unreachable(_first_line(error.message)) from None

    def act(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Carry out an action of a screen. Raises NotUsable when the screen does not let it."""
        try:
            getattr(self.pages[name], action)(**arguments)
        except TimeoutError as error:
            raise NotUsable(_account(error)) from None

    def read(self, name: str, check: str) -> Entries | Rows | Sections | Text:
        """Return what a check of a screen sees now. Raises NotUsable when it cannot be read in time."""
        try:
            seen: Entries | Rows | Sections | Text = getattr(self.pages[name], check)()
        except TimeoutError as error:
            raise NotUsable(_account(error)) from None
        return seen

    def arrives(self, wanted: str, seconds: float, *, leaving: str = "") -> bool:
        """Wait for a screen; False when another comes instead, one says no, or the time is over."""
        signs = {name: page.landmark for name, page in self.pages.items()}
        ignored = leaving if leaving != wanted else ""
        if ignored and (no := self.pages[ignored].refusal):
            signs["the screen that says no instead of being left"] = no
        deadline = monotonic() + seconds
        there = None
        while there is None and (left := deadline - monotonic()) > 0:
            there = look(self.tab, signs, left * 1000, ignored)
        return there == [wanted]

    def shown(self) -> tuple[str, ...]:
        """Return the names of the screens that are there now: one, unless something is wrong."""
        signs = {name: page.landmark for name, page in self.pages.items()}
        return tuple(look(self.tab, signs, 0) or ())

    def refusal(self) -> tuple[str, str] | None:
        """Return the screen that says no and the court's words for it, if one does."""
        for name in self.shown():
            sign = self.pages[name].refusal
            if sign and look(self.tab, {name: sign}, 0):
                return name, " ".join(self.pages[name].texts(sign.css))
        return None

    def changed(self, seconds: float) -> bool:
        """Wait until anything on the screen changes; False when the time is over first."""
        try:
            return bool(self.tab.evaluate(_CHANGE, max(seconds, 0) * 1000))
        except Error:
            # The page was left while it was being watched, which is a change.
            return True

    def status(self) -> int:
        """Return the HTTP status of the document that is shown, 0 if there is none."""
        script = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
        try:
            return int(self.tab.evaluate(script))
        except Error:
            return 0

    def describe(self) -> str:
        """Return the title and the address of what is shown, for a reader who must find it again."""
        try:
            return f'"{self.tab.title()}" at {self.tab.url}'
        except Error:
            return self.tab.url

    def take_picture(self, path: Path) -> bool:
        """Save what the window shows as a JPEG; False when the browser gives none."""
        try:
            with losing_told():
                self.tab.screenshot(path=path, type="jpeg", quality=70, animations="allow", caret="initial")
        except BrowserLost:
            return False
        return True


@contextmanager
def opened(browser: Browser, court: Court, screens: Mapping[str, type[Page]]) -> Iterator[Window]:
    """Yield a window of its own, with no cookie of any other; it closes with the block."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, service_workers="block")
    try:
        context.set_default_timeout(court.limits.act * 1000)
        yield Window(context.new_page(), court, screens)
    finally:
        _close(context)


def _close(context: BrowserContext) -> None:
    """Close a context, unless the browser has taken it along: then there is nothing left to close."""
    with suppress(BrowserLost), losing_told():
        context.close()


@contextmanager
def losing_told() -> Iterator[None]:
    """Raise BrowserLost for what Playwright raises when a browser, or its own driver, fails or is gone."""
    try:
        yield
    except Error as error:
        raise BrowserLost(_first_line(error.message)) from None
    except Exception as error:
        # The driver's end is a bare Exception; anything of another kind is not Playwright's.
        if type(error) is not Exception:
            raise
        raise BrowserLost(_first_line(str(error))) from None


def _first_line(text: str) -> str:
    return text.split("\n", maxsplit=1)[0]


def _account(error: Error) -> str:
    """Return Playwright's first line and what it was waiting for."""
    lines = [line.strip(" -") for line in error.message.splitlines()]
    return " ".join([lines[0], *(line for line in lines[1:] if line.startswith("waiting for"))][:2])
