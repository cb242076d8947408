"""How a screen is known: something visible on it and on no other, found inside the browser in one look."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

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
([signs, ignored, milliseconds, settle, left]) => new Promise(done => {
    const visible = """
    + VISIBLE
    + """;
    const squeezed = one => one.textContent.replace(/\\s+/g, ' ');
    const find = css => {
        try { return [...document.querySelectorAll(css)]; }
        catch { return done({names: [`a landmark that is no CSS: ${css}`], born: 0}) ?? []; }
    };
    const any = (css, says) => find(css).some(
        one => visible(one) && (!says.length || says.some(words => squeezed(one).includes(words))));
    const there = () => Object.entries(signs)
        .filter(([, sign]) => any(sign.css, sign.says) && !(sign.unless && any(sign.unless, [])))
        .map(([name]) => name);
    const failed = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400;
    const born = performance.timeOrigin;
    let end = performance.now() + milliseconds, seen = false, complete = false;
    const look = () => {
        const names = there(), now = performance.now(), loaded = document.readyState === 'complete';
        if (!complete && born !== left && loaded) {
            complete = true;
            end = Math.min(end, now + (failed ? 0 : settle));
        }
        const found = names.some(name => name !== ignored);
        // The scripts of a page run until it is loaded; a picture that never comes is not waited for.
        if (found && !seen) { seen = true; end = Math.min(end, now + settle); }
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

    def __str__(self) -> str:
        return " or ".join(f'"{words}"' for words in self.says) or self.css


@dataclass(frozen=True)
class Look:
    """What one look found: the names of the signs, and the document they are in, by its time of birth."""

    names: tuple[str, ...]
    born: float


@dataclass(frozen=True)
class Wait:
    """How long to look (seconds), what not to end for, and which document is being left."""

    seconds: float = 0
    settle: float = 0
    ignored: str = ""
    left: float = 0


NOW = Wait()


def look(tab: Tab, signs: Mapping[str, Landmark], wait: Wait = NOW) -> Look | None:
    """Look for signs, waiting for one that is not to be ignored.

    None when the document was left while it was being looked at: another is coming.
    """
    values = {name: asdict(sign) for name, sign in signs.items()}
    arguments = [values, wait.ignored, wait.seconds * 1000, wait.settle * 1000, wait.left]
    try:
        found = tab.evaluate(_LOOK, arguments)
    except Error:
        if tab.is_closed():
            raise
        return None
    return Look(tuple(found["names"]), found["born"])
