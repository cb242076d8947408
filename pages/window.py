"""A browser's tab as the runner sees it: which screen it shows, whether it changes, a picture of it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Error, Locator, TimeoutError, expect  # noqa: A004 - Playwright's own
from playwright.sync_api import Page as Tab

from config.court import Court
from pages.page import Page, squeezed

_CHANGE = """
milliseconds => new Promise(done => {
    const seen = new MutationObserver(() => requestAnimationFrame(() => done(true)));
    seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    setTimeout(() => done(false), milliseconds);
})
"""


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
            raise Unreachable(_first_line(error)) from None

    def act(self, name: str, action: str, arguments: Mapping[str, object]) -> None:
        """Carry out an action of a screen. Raises NotUsable when the screen does not let it."""
        try:
            getattr(self.pages[name], action)(**arguments)
        except TimeoutError as error:
            raise NotUsable(_account(error)) from None

    def wait_for(self, wanted: str, seconds: float, *, leaving: str | None = None) -> None:
        """Wait until the wanted screen or another but the one being left is there, or the time is over.

        A place where the screen being left says no ends the wait too.
        """
        names = [name for name in self.pages if name != leaving or name == wanted]
        signs = [self.pages[name].landmark for name in names]
        refusal = self.pages[leaving].refusal if leaving and leaving != wanted else None
        if refusal:
            signs.append(refusal)
        try:
            expect(_any(signs).first).to_be_visible(timeout=seconds * 1000)
        except AssertionError:
            return

    def is_alone(self, wanted: str) -> bool:
        """Whether the wanted screen is there and no other is."""
        others = [page.landmark for name, page in self.pages.items() if name != wanted]
        return _visible(self.pages[wanted].landmark).count() > 0 and _any(others).count() == 0

    def shown(self) -> tuple[str, ...]:
        """Return the names of the screens that are there now: one, unless something is wrong."""
        return tuple(name for name, page in self.pages.items() if _visible(page.landmark).count())

    def refusal(self) -> tuple[str, str] | None:
        """Return the screen that says no and the court's words for it, if one does."""
        for name in self.shown():
            place = self.pages[name].refusal
            if place is not None and place.count():
                return name, squeezed(" ".join(place.all_inner_texts()))
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

    def take_picture(self, path: Path) -> None:
        """Save what the window shows as a JPEG."""
        self.tab.screenshot(path=path, type="jpeg", quality=70, animations="allow", caret="initial")


@contextmanager
def opened(browser: Browser, court: Court, screens: Mapping[str, type[Page]]) -> Iterator[Window]:
    """Yield a window of its own, with no cookie of any other; it closes with the block."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, service_workers="block")
    try:
        context.set_default_timeout(court.limits.act * 1000)
        yield Window(context.new_page(), court, screens)
    finally:
        context.close()


def _any(locators: Iterable[Locator]) -> Locator:
    return _visible(reduce(Locator.or_, locators))


def _visible(locator: Locator) -> Locator:
    return locator.filter(visible=True)


def _first_line(error: Error) -> str:
    return error.message.split("\n", maxsplit=1)[0]


def _account(error: Error) -> str:
    """Return Playwright's first line and what it was waiting for."""
    lines = [line.strip(" -") for line in error.message.splitlines()]
    return " ".join([lines[0], *(line for line in lines[1:] if line.startswith("waiting for"))][:2])
