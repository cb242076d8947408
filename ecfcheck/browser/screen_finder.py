"""Observes a page in one look: its screens, the words of a refusal, and the document."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from ecfcheck.browser.lost_browser import limit_calls
from ecfcheck.browser.page_attributes import build_attribute_error
from pages.base import PageObject
from pages.errors import PageObjectError, is_tab_lost
from pages.landmark import VISIBLE, WORDS, Landmark
from pages.seeing import INSTALL_READER

# Runs in the page and resolves in the first frame that shows any screen except the ignored one, or when time
# is up. A browser can withhold frames from a window in the background, hence the timer as well. A new
# document that is complete but shows no screen is given `redirect` to lead to another, an error page no time.
_OBSERVE = (
    """
screens => (wait, readScreen) => new Promise(done => {
    const visible = """
    + VISIBLE
    + """;
    const words = """
    + WORDS
    + """;
    const textOf = element => element.textContent.replace(/\\s+/g, ' ').trim();
    const find = css => {
        try { return [...document.querySelectorAll(css)]; }
        catch { return done({invalid: css}) ?? []; }
    };
    // The first lines, since a heading can be above, without a word that only announces what follows.
    const firstLines = element => element.innerText.split('\\n')
        .map(line => line.replace(/\\s+/g, ' ').trim())
        .filter(line => line).slice(0, 3).map(line => line.replace(/^(error|notice|warning)\\b[:!]? */i, ''));
    const matches = {
        contains: element => words => textOf(element).includes(words),
        equals: element => words => textOf(element) === words,
        starts: element => words => firstLines(element).some(line => line.startsWith(words)),
    };
    const says = (element, landmark) =>
        !landmark.says.length || landmark.says.some(matches[landmark.match](element));
    const isShown = landmark => (
        new RegExp(landmark.address).test(location.pathname + location.search)
        && find(landmark.css).some(element => visible(element) && says(element, landmark))
        && !(landmark.unless && find(landmark.unless).some(visible))
    ) || landmark.also.some(isShown);
    const host = address => new URL(address).host.replace(/^www\\./, '');
    const isOnOwnSite = screen => host(screen.site) === location.host.replace(/^www\\./, '');
    const navigation = performance.getEntriesByType('navigation')[0];
    const status = navigation?.responseStatus ?? 0;
    const failed = status >= 400;
    const documentTime = performance.timeOrigin;
    // The browser's own page, in place of a document that could not be loaded: nothing follows by itself.
    const isErrorPage = location.protocol === 'chrome-error:';
    // A screen on its own site, otherwise the fallback screen of this site, otherwise one on another site.
    const findScreens = () => {
        const found = Object.entries(screens).filter(([, screen]) => isShown(screen.landmark));
        const certain = found.filter(([, screen]) => !screen.landmark.fallback);
        const kinds = [
            certain.filter(([, screen]) => isOnOwnSite(screen)),
            failed ? [] : found.filter(([, screen]) => screen.landmark.fallback && isOnOwnSite(screen)),
            certain,
        ];
        return (kinds.find(kind => kind.length) ?? []).map(([name]) => name);
    };
    const refuses = name => screens[name]?.refusal && isShown(screens[name].refusal);
    const findVisible = css => find(css).filter(visible);
    const readRefusal = name => ({
        screen: name,
        texts: findVisible(screens[name].refusal.css).map(words),
        lines: findVisible(screens[name].content).flatMap(element => element.innerText.split('\\n')),
    });
    // What cannot be read now is read again by itself, and then fails with its reason.
    const readNow = read => { try { return read(); } catch { return null; } };
    // On arrival the page's words are not needed, and a layout for all of them takes time.
    const finish = names => {
        const refusing = [...new Set([...names, wait.ignored])].find(refuses);
        const arrived = !refusing && names.length === 1 && names[0] === wait.expected_screen;
        return done({
            names, status, reading: arrived && readScreen ? readNow(readScreen) : null,
            document_time: documentTime,
            url: location.href,
            refusal: refusing ? readRefusal(refusing) : null,
            title: arrived ? '' : document.title,
            words: arrived ? '' : (document.body?.innerText ?? '').slice(0, 2000),
        });
    };
    const isFallback = name => screens[name]?.landmark.fallback && name !== wait.expected_screen;
    const isOldDocument = documentTime === wait.leaving_document;
    let end = performance.now() + wait.milliseconds, seen = false, complete = false, unknown = false;
    const look = () => {
        const now = performance.now(), loaded = document.readyState === 'complete';
        // What has not come as a whole is not judged.
        if (document.readyState === 'loading') return now >= end ? done(null) : lookLater();
        const names = findScreens();
        if (!complete && !isOldDocument && loaded) {
            complete = true;
            end = Math.min(end, now + (failed ? 0 : wait.redirect));
        }
        // The screen being left does not count while its document is there, unless it now refuses.
        const others = names.filter(name => !(name === wait.ignored && isOldDocument));
        const found = others.some(name => !isFallback(name)) || (wait.ignored && refuses(wait.ignored));
        // A page's scripts run until it is loaded; an image that never arrives is not waited for.
        if (found && !seen) { seen = true; end = Math.min(end, now + wait.redirect); }
        // A certain screen can still appear after a fallback, if it is rendered late.
        if (loaded && !unknown && others.some(isFallback)) {
            unknown = true;
            end = Math.min(end, now + wait.settle);
        }
        return (loaded && (found || isErrorPage)) || now >= end ? finish(names) : lookLater();
    };
    const lookLater = () => {
        const next = () => {
            cancelAnimationFrame(frame);
            clearTimeout(timer);
            removeEventListener('load', next);
            look();
        };
        addEventListener('load', next);  // most often what is awaited, and a frame can be 16 ms away
        const frame = requestAnimationFrame(next), timer = setTimeout(next, 100);
    };
    look();
})
"""
)

_KEY = "Symbol.for('ecfcheck.observe')"
_NOT_INSTALLED = "not installed"
_LOOK = f"wait => globalThis[{_KEY}] ? globalThis[{_KEY}](wait, READING) : '{_NOT_INSTALLED}'"

_INVALID_CSS = (
    "{!r} is not CSS that a browser knows; close each bracket and quotation mark, and use none of"
    " Playwright's own selectors, such as '>>' or 'text='"
)

_SECONDS_TO_LOOK = 2
"""How long one look can take, besides what it waits for, on a busy machine."""


@dataclass(frozen=True)
class ScreenSpec:
    """How to recognize a screen: landmark, address of its site, content as CSS, refusal."""

    landmark: Landmark
    site: str
    content: str = "body"
    refusal: Landmark | None = None

    def list_css(self) -> dict[str, list[str]]:
        """Return all CSS by the page object's attribute that it is from."""
        refusal = self.refusal.list_css() if self.refusal else []
        return {"landmark": self.landmark.list_css(), "refusal": refusal, "content": [self.content]}


@dataclass(frozen=True)
class RefusalTexts:
    """The texts of a refusal and all lines of the content, from which the page object picks."""

    screen: str
    texts: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Observation:
    """What one look found."""

    names: tuple[str, ...] = ()
    """The recognized screens: exactly one, unless something is wrong."""
    refusal: RefusalTexts | None = None
    document_time: float = 0
    """The start of the document's clock, in milliseconds since 1970: it identifies the document."""
    status: int = 0
    """The document's HTTP status, 0 if there is none."""
    url: str = ""
    title: str = ""
    words: str = ""
    """The first words of the document, unless the expected screen is there."""
    reading: Any = None
    """What the given script read at that moment, if the expected screen is there."""

    def describe(self, *, with_words: bool) -> str:
        """Return the title, the address and the first words of the document, for readers.

        Without the title and words if names are masked: where an unknown screen shows them is not known.
        """
        if not with_words:
            return f"{self.url} (its words are shown with --show-names)"
        words = " ".join(self.words.split())
        return f'"{self.title}" at {self.url}, saying "{shorten(words, 200, placeholder=" ...")}"'


@dataclass(frozen=True)
class WaitOptions:
    """What to wait for and how long, in seconds."""

    seconds: float = 0
    settle: float = 0
    """How long a complete document can still change."""
    redirect: float = 0
    """How long a document without a known screen can take to lead to another."""
    expected_screen: str = ""
    ignored: str = ""
    """The screen that is being left, which does not end the wait unless it refuses."""
    leaving_document: float = 0
    """The time of the document that is being left (see Observation.document_time)."""


NOW = WaitOptions()


class ScreenFinder:
    """Finds the screens that a page shows."""

    def __init__(self, specs: Mapping[str, ScreenSpec], classes: Mapping[str, type[PageObject]]) -> None:
        self._specs = specs
        self._classes = classes
        screens = {name: asdict(screen) for name, screen in specs.items()}
        observe = f"({_OBSERVE.strip()})({json.dumps(screens)})"
        # `URL` is kept, since the page may have a variable of that name.
        self._install = (
            f"globalThis[{_KEY}] ??"
            f" (URL => Object.defineProperty(globalThis, {_KEY}, {{value: {observe}}}))(URL);"
        )

    def install(self, context: BrowserContext) -> None:
        """Put the script into each document that comes: with each look, it would take a tenth of all time."""
        context.add_init_script(self._install)

    def observe(self, page: Page, wait: WaitOptions = NOW, reading: str = "null") -> Observation | None:
        """Wait for any screen except the ignored one, and return what is there then.

        `reading` is a script that reads the expected screen in the same look, once it is there.
        Returns None if the document was replaced meanwhile, if its page is leaving for a court that is
        silent, or if it does not come as a whole.
        """
        times = {"milliseconds": wait.seconds, "settle": wait.settle, "redirect": wait.redirect}
        milliseconds = {name: seconds * 1000 for name, seconds in times.items()}
        try:
            with limit_calls(wait.seconds + _SECONDS_TO_LOOK):
                script, options = _LOOK.replace("READING", reading), {**asdict(wait), **milliseconds}
                found = page.evaluate(script, options)
                if found == _NOT_INSTALLED:  # for instance, in an error page of the browser itself
                    page.evaluate(self._install + INSTALL_READER)
                    found = page.evaluate(script, options)
        except Error as error:
            if is_tab_lost(page, error):
                raise
            return None
        if found is None or found == _NOT_INSTALLED:  # or one error page has replaced another
            return None
        if css := found.get("invalid"):
            raise self._describe_invalid_css(css)
        return _build_observation(found)

    def _describe_invalid_css(self, css: str) -> PageObjectError:
        """Return the error of the page object that CSS is from."""
        for name, spec in self._specs.items():
            for attribute, texts in spec.list_css().items():
                if css in texts:
                    return build_attribute_error(self._classes[name], attribute, _INVALID_CSS.format(css))
        raise LookupError(css)


def _build_observation(found: Mapping[str, Any]) -> Observation:
    refusal = found.get("refusal")
    texts = refusal and RefusalTexts(
        refusal["screen"], _normalize_all(refusal["texts"]), _normalize_all(refusal["lines"])
    )
    return Observation(**{**found, "names": tuple(found["names"]), "refusal": texts})


def _normalize_all(texts: list[str]) -> tuple[str, ...]:
    return tuple(words for text in texts if (words := " ".join(text.split())))
