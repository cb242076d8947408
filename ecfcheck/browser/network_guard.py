"""The lock in the network: with an effect closed, the browser itself refuses the requests that send it."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from pages.base import PageObject
from pages.decorators import Effect, EffectTrigger

_FORM_NUMBER = re.compile(r"^\d+-L_")
"""How the query of a form's address begins, with digits of its own each time (facts B4)."""

_ADDRESSES = """css => [...document.querySelectorAll(css)].map(one => {
    const way = new URL(one.getAttribute('action') ?? one.getAttribute('href') ?? '', document.baseURI);
    const posts = /^post$/i.test(one.getAttribute('method') ?? '');
    if (one.tagName === 'FORM' && !posts) way.search = '';
    return way.href;
})"""
"""Where each form or link leads, also one that a browser does not show, as a form around the rows of a table;
not by its property, which an input of that name would hide. The query of a form that does not post is made by
the browser."""

_LOOKING = {"GET", "HEAD", "OPTIONS"}


class NetworkGuard:
    """Refuses what sends a closed effect, whichever verb does; what it has refused stands in `refused`."""

    def __init__(
        self, context: BrowserContext, pages: Iterable[type[PageObject]], closed: frozenset[Effect]
    ) -> None:
        self.blocked: list[str] = []
        self._context = context
        self._closed = closed
        self._patterns: set[str] = set()
        for sent in (sent for page_object in pages for sent in self._closed_in(page_object) if sent.script):
            self._block(rf"/{re.escape(sent.script)}(?:\?|$)")

    def block_effects(self, page_object: PageObject) -> None:
        """Close what the screen that is shown would send: where its forms and links lead."""
        for sent in self._closed_in(type(page_object)):
            for address in page_object.page.evaluate(_ADDRESSES, sent.css) if sent.css else ():
                self._block(_pattern(str(address)))

    def block_everything(self) -> None:
        """Refuse all that is sent from now on, wherever it goes: for a rehearsal, the last use of a window.

        What a page merely looks at, a picture or a style, is refused as well, and is no sign of anything.
        """
        self._context.route("**/*", self._abort_all)

    def _abort_all(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request() or request.method not in _LOOKING:
            self.blocked.append(request.url)
        route.abort("blockedbyclient")

    def _closed_in(self, page_object: type[PageObject]) -> list[EffectTrigger]:
        return [sent for effect, sent in page_object.effect_triggers.items() if effect in self._closed]

    def _block(self, pattern: str) -> None:
        if pattern not in self._patterns:
            self._patterns.add(pattern)
            # By a pattern, which Playwright's driver matches: other requests do not wait for Python.
            self._context.route(re.compile(pattern), self._abort)

    def _abort(self, route: Route) -> None:
        self.blocked.append(route.request.url)
        route.abort("blockedbyclient")


def _pattern(address: str) -> str:
    """Return what finds requests to where a form or a link leads, whatever number the form bears.

    Where no query is known, with any.
    """
    parts = urlsplit(address)
    bare = re.escape(f"{parts.scheme}://{parts.netloc}{parts.path}")
    if _FORM_NUMBER.match(parts.query):
        return rf"^{bare}\?\d+-L_"
    return rf"^{bare}{re.escape('?' + parts.query)}(?:#|$)" if parts.query else rf"^{bare}(?:[?#]|$)"
