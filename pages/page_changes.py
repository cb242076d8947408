"""Waits until anything on a page has changed since it was last looked at."""

from playwright.sync_api import Error, Page

from pages.errors import is_tab_lost

_OBSERVE = "observe(document, {subtree: true, childList: true, attributes: true, characterData: true})"

# In the document itself: another document is another page, on which everything has changed.
_CHANGES = f"""(document[Symbol.for('ecfcheck.changes')] ??= (() => {{
    const changes = {{count: 0, seen: -1}};
    new MutationObserver(() => {{ changes.count += 1; }}).{_OBSERVE};
    return changes;
}})())"""

NOTE_LOOK = f"(changes => {{ changes.seen = changes.count; }})({_CHANGES})"
"""A script that notes that the page was looked at: a change from now on ends the next wait."""

_WAIT = f"""milliseconds => new Promise(done => {{
    const changes = {_CHANGES};
    if (changes.count !== changes.seen) return done(true);
    new MutationObserver(() => requestAnimationFrame(() => done(true))).{_OBSERVE};
    setTimeout(() => done(false), milliseconds);
}})"""


def note_look(page: Page) -> None:
    """Note that the page was looked at; the scripts of `read_as_reader` do so themselves."""
    page.evaluate(NOTE_LOOK)


def wait_for_change(page: Page, seconds: float) -> bool:
    """Wait until anything has changed since the last look; return False if time is up first."""
    try:
        return bool(page.evaluate(_WAIT, max(seconds, 0) * 1000))
    except Error as error:
        if is_tab_lost(page, error):
            raise
        # The document was replaced while it was being watched, which is a change.
        return True
