"""Looks at a window once: which screens are there, what one refuses with, which document it is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any

from playwright.sync_api import Error, Page

from pages.landmark import VISIBLE, WORDS, Landmark

# Runs in the page: resolves on the very frame that shows any screen but the one to ignore, or at the end of
# the time. A frame may be withheld from a window nobody sees, hence the timer as well. A new document that is
# complete and shows no screen is waited for no longer than a screen may take to settle, an error not at all.
_LOOK = (
    """
([screens, wait]) => new Promise(done => {
    const visible = """
    + VISIBLE
    + """;
    const words = """
    + WORDS
    + """;
    const squeezed = one => one.textContent.replace(/\\s+/g, ' ').trim();
    const find = css => {
        try { return [...document.querySelectorAll(css)]; }
        catch { return done({names: [`a landmark that is no CSS: ${css}`], born: 0}) ?? []; }
    };
    // The first lines, for a heading may stand above, and without a word that only announces what follows.
    const firstLines = one => one.innerText.split('\\n').map(line => line.replace(/\\s+/g, ' ').trim())
        .filter(line => line).slice(0, 3).map(line => line.replace(/^(error|notice|warning)\\b[:!]? */i, ''));
    const matches = {
        contains: one => words => squeezed(one).includes(words),
        equals: one => words => squeezed(one) === words,
        starts: one => words => firstLines(one).some(line => line.startsWith(words)),
    };
    const says = (one, sign) => !sign.says.length || sign.says.some(matches[sign.match](one));
    const holds = sign => (
        new RegExp(sign.address).test(location.pathname + location.search)
        && find(sign.css).some(one => visible(one) && says(one, sign))
        && !(sign.unless && find(sign.unless).some(visible))
    ) || sign.also.some(holds);
    const host = address => new URL(address).host.replace(/^www\\./, '');
    const here = screen => host(screen.site) === location.host.replace(/^www\\./, '');
    const navigation = performance.getEntriesByType('navigation')[0];
    const status = navigation?.responseStatus ?? 0;
    const failed = status >= 400;
    const born = performance.timeOrigin;
    // A screen at its own site, else what unknown screens of this site are called, else one at another site.
    const there = () => {
        const found = Object.entries(screens).filter(([, screen]) => holds(screen.sign));
        const sure = found.filter(([, screen]) => !screen.sign.fallback);
        const kinds = [
            sure.filter(([, screen]) => here(screen)),
            failed ? [] : found.filter(([, screen]) => screen.sign.fallback && here(screen)),
            sure,
        ];
        return (kinds.find(kind => kind.length) ?? []).map(([name]) => name);
    };
    const refuses = name => screens[name]?.refusal && holds(screens[name].refusal);
    const shown = css => find(css).filter(visible);
    const refusal = name => ({
        screen: name,
        texts: shown(screens[name].refusal.css).map(words),
        lines: shown(screens[name].content).flatMap(one => one.innerText.split('\\n')),
    });
    // Who has arrived asks for no more: to lay a page out for all of its words takes time.
    const answer = names => {
        const refusing = [...new Set([...names, wait.ignored])].find(refuses);
        const arrived = !refusing && names.length === 1 && names[0] === wait.wanted;
        return done({
            names, born, status,
            url: location.href,
            refusal: refusing ? refusal(refusing) : null,
            title: arrived ? '' : document.title,
            words: arrived ? '' : (document.body?.innerText ?? '').slice(0, 2000),
        });
    };
    const fallback = name => screens[name]?.sign.fallback && name !== wait.wanted;
    let end = performance.now() + wait.milliseconds, seen = false, complete = false, unknown = false;
    const look = () => {
        const names = there(), now = performance.now(), loaded = document.readyState === 'complete';
        if (!complete && born !== wait.left && loaded) {
            complete = true;
            end = Math.min(end, now + (failed ? 0 : wait.leadOn));
        }
        // The screen that is left does not count while its document is there, unless it refuses by now.
        const others = names.filter(name => !(name === wait.ignored && born === wait.left));
        const found = others.some(name => !fallback(name)) || (wait.ignored && refuses(wait.ignored));
        // The scripts of a page run until it is loaded; a picture that never comes is not waited for.
        if (found && !seen) { seen = true; end = Math.min(end, now + wait.leadOn); }
        // What is known for certain may still come, if it is rendered late.
        if (loaded && !unknown && others.some(fallback)) {
            unknown = true;
            end = Math.min(end, now + wait.settle);
        }
        if ((found && loaded) || now >= end) return answer(names);
        const next = () => { cancelAnimationFrame(frame); clearTimeout(timer); look(); };
        const frame = requestAnimationFrame(next), timer = setTimeout(next, 100);
    };
    look();
})
"""
)

_CHANGE = """
milliseconds => new Promise(done => {
    const seen = new MutationObserver(() => requestAnimationFrame(() => done(true)));
    seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    setTimeout(() => done(false), milliseconds);
})
"""


@dataclass(frozen=True)
class ScreenSigns:
    """What a screen is known by: its landmark, where it refuses, its site's address, its content as CSS."""

    sign: Landmark
    site: str
    content: str = "body"
    refusal: Landmark | None = None


@dataclass(frozen=True)
class RefusalTexts:
    """What a screen says where it refuses, and all lines of its content: its page picks the words."""

    screen: str
    texts: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """What one look found."""

    names: tuple[str, ...] = ()
    """The screens that are there: one, unless something is wrong."""
    refusal: RefusalTexts | None = None
    born: float = 0
    """When the document's time began, in milliseconds since 1970: it tells one document from another."""
    status: int = 0
    """The document's HTTP status, 0 if there is none."""
    url: str = ""
    title: str = ""
    words: str = ""
    """What the document says first, where it is not the wanted screen."""

    def describe(self, *, with_words: bool) -> str:
        """Return the title, the address and the first words of what is shown, for a reader to go by.

        Without its title and words where names are masked: nobody knows where an unknown screen says them.
        """
        if not with_words:
            return f"{self.url}, whose words are told with --show-names"
        words = " ".join(self.words.split())
        return f'"{self.title}" at {self.url}, saying "{shorten(words, 200, placeholder=" ...")}"'


@dataclass(frozen=True)
class Wait:
    """How long to look (seconds), for what, what not to end for, and which document is being left."""

    seconds: float = 0
    settle: float = 0
    """How long a document that is there may still change."""
    lead_on: float = 0
    """How long a document without a screen that is known may take to lead on to another."""
    wanted: str = ""
    ignored: str = ""
    left: float = 0


NOW = Wait()


class ScreenFinder:
    """Finds which of a window's screens are there."""

    def __init__(self, signs: Mapping[str, ScreenSigns]) -> None:
        self._screens = {name: asdict(screen) for name, screen in signs.items()}

    def look(self, page: Page, wait: Wait = NOW) -> Look | None:
        """Look at a tab, waiting for a screen that is not to be ignored.

        None when the document was left while it was being looked at: another is coming.
        """
        times = {"milliseconds": wait.seconds, "settle": wait.settle, "leadOn": wait.lead_on}
        milliseconds = {name: seconds * 1000 for name, seconds in times.items()}
        try:
            found = page.evaluate(_LOOK, [self._screens, {**asdict(wait), **milliseconds}])
        except Error:
            if page.is_closed():
                raise
            return None
        return _read(found)


def wait_for_change(page: Page, seconds: float) -> bool:
    """Wait until anything that is shown changes; False when the time is over first."""
    try:
        return bool(page.evaluate(_CHANGE, max(seconds, 0) * 1000))
    except Error:
        # The document was left while it was being watched, which is a change.
        return True


def _read(found: Mapping[str, Any]) -> Look:
    refusal = found.get("refusal")
    texts = refusal and RefusalTexts(
        refusal["screen"], _normalize_all(refusal["texts"]), _normalize_all(refusal["lines"])
    )
    return Look(**{**found, "names": tuple(found["names"]), "refusal": texts})


def _normalize_all(texts: list[str]) -> tuple[str, ...]:
    return tuple(words for text in texts if (words := " ".join(text.split())))
