"""Defines PageControl, what a user clicks or fills in, and makes sure that it is there before it is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic

from playwright.sync_api import Error, Locator, Page

from config.court import Limits
from pages.errors import MissingControlError, is_tab_lost
from pages.seeing import READER

_DISABLED = "is disabled"

_STATES = f"""(found, [hosts, label, kind]) => {{
    const reader = {READER};
    const plain = text => text.replace(/[*:\\s]+/g, ' ').trim().toLowerCase();
    const findOther = element => {{
        const words = label && reader.label(element);
        return label && plain(words) !== plain(label) ? `is labeled "${{words.replace(/\\s+/g, ' ').trim()}}"`
            : kind && element.type !== kind ? `is a field of type ${{element.type}}` : '';
    }};
    const isAway = link => link instanceof HTMLAnchorElement && /^https?:/.test(link.protocol)
        && !hosts.includes(link.hostname);
    const describe = element => !reader.sees(element) ? 'is there, but a reader does not see it'
        : element.disabled ? '{_DISABLED}'
        : isAway(element) ? `leads to ${{element.href}}, which is not the court's` : findOther(element);
    try {{ return found.map(describe); }} finally {{ reader.restore(); }}
}}"""

_WAIT_FOR_CHANGE = """
milliseconds => new Promise(done => {
    const observer = new MutationObserver(() => requestAnimationFrame(() => done(true)));
    observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    setTimeout(() => done(false), milliseconds);
})
"""


@dataclass(frozen=True)
class PageControl:
    """A link, button or field: how to locate it, and what a reader calls it."""

    locator: Locator
    words: str
    label: str = ""
    """What must be next to a field; "" if that does not matter."""
    kind: str = ""
    """The type that a field must have; "" if that does not matter."""


def wait_for_change(page: Page, seconds: float) -> bool:
    """Wait until anything on the page changes; return False if time is up first."""
    try:
        return bool(page.evaluate(_WAIT_FOR_CHANGE, max(seconds, 0) * 1000))
    except Error as error:
        if is_tab_lost(page, error):
            raise
        # The document was replaced while it was being watched, which is a change.
        return True


def require_control(page: Page, control: PageControl, hosts: Iterable[str], limits: Limits) -> None:
    """Make sure that a control is there once and can be used.

    It may come within the settle time; one that is disabled is enabled by an answer of the court, for which
    the time of an action is allowed. Raises MissingControlError with what is wrong.
    """
    started = monotonic()
    while fault := _find_fault(control, hosts):
        seconds = limits.act if fault == _DISABLED else limits.settle
        rest = seconds - (monotonic() - started)
        if rest <= 0:
            raise MissingControlError(f"the {control.words} {fault}")
        wait_for_change(page, rest)


def _find_fault(control: PageControl, hosts: Iterable[str]) -> str:
    states: list[str] = control.locator.evaluate_all(_STATES, [sorted(hosts), control.label, control.kind])
    if len(states) == 1:
        return states[0]
    return f"is there {len(states)} times" if states else "is not there"
