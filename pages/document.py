"""What a tab shows, whatever screen it is: whether it changes, its HTTP status, how to describe it."""

from textwrap import shorten

from playwright.sync_api import Error
from playwright.sync_api import Page as Tab

from pages.page import squeezed

_CHANGE = """
milliseconds => new Promise(done => {
    const seen = new MutationObserver(() => requestAnimationFrame(() => done(true)));
    seen.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    setTimeout(() => done(false), milliseconds);
})
"""

_STATUS = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"


def changes(tab: Tab, seconds: float) -> bool:
    """Wait until anything that is shown changes; False when the time is over first."""
    try:
        return bool(tab.evaluate(_CHANGE, max(seconds, 0) * 1000))
    except Error:
        # The document was left while it was being watched, which is a change.
        return True


def http_status(tab: Tab) -> int:
    """Return the HTTP status of the document that is shown, 0 if there is none."""
    try:
        return int(tab.evaluate(_STATUS))
    except Error:
        return 0


def described(tab: Tab, *, with_words: bool) -> str:
    """Return the title, the address and the first words of what is shown, for a reader to go by.

    Without its title and words where it must not be seen whose account it is: nobody knows where they say it.
    """
    try:
        if not with_words:
            return f"{tab.url}, whose words are told with --show-names"
        shown = f'"{tab.title()}" at {tab.url}'
        words = squeezed(tab.evaluate("() => document.body?.innerText ?? ''"))
        return f'{shown}, saying "{shorten(words, 200, placeholder=" ...")}"'
    except Error:
        return tab.url
