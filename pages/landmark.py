"""How a screen is known: something visible on it and on no other, found inside the browser in one look."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from playwright.sync_api import Error
from playwright.sync_api import Page as Tab

VISIBLE = """one => one.getClientRects().length > 0
    && one.checkVisibility({visibilityProperty: true, opacityProperty: true})"""
"""A script that tells whether an element can be seen."""

# Runs in the page: resolves on the very frame that shows any sign but the one to ignore, or when time is up.
# A frame may be withheld from a window nobody sees, hence the timer beside it. A new document that is all
# there and shows no sign is waited for no longer than a screen may take to settle, an HTTP error not at all.
_LOOK = (
    """
([signs, wait]) => new Promise(done => {
    const visible = """
    + VISIBLE
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
    const here = sign => host(sign.site) === location.host.replace(/^www\\./, '');
    const failed = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400;
    const born = performance.timeOrigin;
    // A screen at its own site, else what unknown screens of this site are called, else one at another site.
    const there = () => {
        const found = Object.entries(signs).filter(([, sign]) => holds(sign));
        const sure = found.filter(([, sign]) => !sign.fallback);
        const kinds = [
            sure.filter(([, sign]) => here(sign)),
            failed ? [] : found.filter(([, sign]) => sign.fallback && here(sign)),
            sure,
        ];
        return (kinds.find(kind => kind.length) ?? []).map(([name]) => name);
    };
    const fallback = name => signs[name]?.fallback && name !== wait.wanted;
    let end = performance.now() + wait.milliseconds, seen = false, complete = false, unknown = false;
    const look = () => {
        const names = there(), now = performance.now(), loaded = document.readyState === 'complete';
        if (!complete && born !== wait.left && loaded) {
            complete = true;
            end = Math.min(end, now + (failed ? 0 : wait.leadOn));
        }
        // The screen that is left does not count while its document is there.
        const others = names.filter(name => !(name === wait.ignored && born === wait.left));
        const found = others.some(name => !fallback(name));
        // The scripts of a page run until it is loaded; a picture that never comes is not waited for.
        if (found && !seen) { seen = true; end = Math.min(end, now + wait.leadOn); }
        // What is known for certain may still come, if it is rendered late.
        if (loaded && !unknown && others.some(fallback)) {
            unknown = true;
            end = Math.min(end, now + wait.settle);
        }
        if ((found && loaded) || now >= end) return done({names, born});
        const next = () => { cancelAnimationFrame(frame); clearTimeout(timer); look(); };
        const frame = requestAnimationFrame(next), timer = setTimeout(next, 100);
    };
    look();
})
"""
)


@dataclass(frozen=True)
class Landmark:
    """A visible element by its CSS, the words of which it says any, and what must not be visible with it."""

    css: str
    says: tuple[str, ...] = ()
    unless: str = ""
    match: Literal["contains", "equals", "starts"] = "contains"
    """Whether the element's text contains one of the words, is one of them, or begins with one in its
    first three lines."""
    address: str = ""
    """A regular expression that the path and query of the address must match somewhere."""
    fallback: bool = False
    """Whether it counts only where no other screen is recognized, on the screen's own site."""
    also: tuple["Landmark", ...] = ()
    """Other landmarks of the same screen: any of them will do."""
    description: str = ""
    """What it is in words for people, where it is not known by words of the screen."""

    def __str__(self) -> str:
        if self.description:
            return self.description
        words = [f'"{words}"' for one in (self, *self.also) for words in one.says]
        return " or ".join(words) or self.address or self.css

    def with_words(self, translate: Callable[[str], str]) -> "Landmark":
        """Return the landmark with each of its words translated."""
        also = tuple(one.with_words(translate) for one in self.also)
        return replace(self, says=tuple(map(translate, self.says)), also=also)

    def with_css(self, narrow: Callable[[str], str]) -> "Landmark":
        """Return the landmark with its CSS narrowed."""
        return replace(self, css=narrow(self.css), also=tuple(one.with_css(narrow) for one in self.also))


@dataclass(frozen=True)
class Sign:
    """A landmark to look for, and the address of the site that its screen belongs to."""

    landmark: Landmark
    site: str


@dataclass(frozen=True)
class Look:
    """What one look found: the names of the signs, and the document they are in, by its time of birth."""

    names: tuple[str, ...]
    born: float


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


def look(tab: Tab, signs: Mapping[str, Sign], wait: Wait = NOW) -> Look | None:
    """Look for signs, waiting for one that is not to be ignored.

    None when the document was left while it was being looked at: another is coming.
    """
    values = {name: {**asdict(sign.landmark), "site": sign.site} for name, sign in signs.items()}
    times = {"milliseconds": wait.seconds, "settle": wait.settle, "leadOn": wait.lead_on}
    milliseconds = {name: seconds * 1000 for name, seconds in times.items()}
    try:
        found = tab.evaluate(_LOOK, [values, {**asdict(wait), **milliseconds}])
    except Error:
        if tab.is_closed():
            raise
        return None
    return Look(tuple(found["names"]), found["born"])
