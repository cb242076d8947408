"""How a screen is known: something visible on it and on no other, found inside the browser in one look."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from playwright.sync_api import Error
from playwright.sync_api import Page as Tab

VISIBLE = "one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length > 0"
"""A script that tells whether an element can be seen."""

# Runs in the page: resolves on the very frame that shows any sign but the one to ignore, or when time is up.
# A frame may be withheld from a window nobody sees, hence the timer beside it.
_LOOK = (
    """
([signs, ignored, milliseconds]) => new Promise(done => {
    const visible = """
    + VISIBLE
    + """;
    const any = (css, says) => [...document.querySelectorAll(css)].some(
        one => visible(one) && (!says || one.textContent.replace(/\\s+/g, ' ').includes(says)));
    const there = () => Object.entries(signs)
        .filter(([, sign]) => any(sign.css, sign.says) && !(sign.unless && any(sign.unless)))
        .map(([name]) => name);
    const end = performance.now() + milliseconds;
    const look = () => {
        const names = there();
        if (names.some(name => name !== ignored) || performance.now() >= end) return done(names);
        const next = () => { cancelAnimationFrame(frame); clearTimeout(timer); look(); };
        const frame = requestAnimationFrame(next), timer = setTimeout(next, 100);
    };
    look();
})
"""
)


@dataclass(frozen=True)
class Landmark:
    """A visible element by its CSS, the words it says, and what must not be visible with it."""

    css: str
    says: str = ""
    unless: str = ""

    def __str__(self) -> str:
        return f'"{self.says}"' if self.says else self.css


def look(tab: Tab, signs: Mapping[str, Landmark], milliseconds: float, ignored: str = "") -> list[str] | None:
    """Return the names of the signs that are there, waiting for one that is not to be ignored.

    None when the document was left while it was being looked at: another is coming.
    """
    values = {name: asdict(sign) for name, sign in signs.items()}
    try:
        return list(tab.evaluate(_LOOK, [values, ignored, milliseconds]))
    except Error:
        if tab.is_closed():
            raise
        return None
