"""Blocks requests that would send a closed effect, in the browser itself (docs/adr/0014)."""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Route, WebSocketRoute

from pages.base import PageObject
from pages.decorators import Effect, EffectTrigger
from pages.safe_typing import WAYS_WITHOUT_A_ROUTE

_FORM_NUMBER = re.compile(r"^\d+-L_")
"""The start of the query in a form's address; the digits differ each time (facts B4)."""

# By attributes, since an input with the name "action" hides that property of its form. Hidden elements count
# too, such as a form around the rows of a table. The browser makes the query of a form that does not post.
_READ_ADDRESSES = """css => [...document.querySelectorAll(css)].map(element => {
    const action = element.getAttribute('action') ?? element.getAttribute('href') ?? '';
    const address = new URL(action, document.baseURI);
    const posts = /^post$/i.test(element.getAttribute('method') ?? '');
    if (element.tagName === 'FORM' && !posts) address.search = '';
    return address.href;
})"""
"""A script that returns the addresses that forms and links lead to."""

_REMOVE_OTHER_WAYS = f"""(() => {{
    for (const name of {json.dumps(["Worker", *WAYS_WITHOUT_A_ROUTE])}) delete globalThis[name];
}})()"""
"""A script that removes what opens connections without a request that a route sees."""

_READ_METHODS = {"GET", "HEAD", "OPTIONS"}


class NetworkGuard:
    """Blocks requests that send a closed effect, whatever causes them; `blocked` lists them."""

    def __init__(
        self, context: BrowserContext, pages: Iterable[type[PageObject]], closed: frozenset[Effect]
    ) -> None:
        self.blocked: list[str] = []
        self._context = context
        self._closed = closed
        self._blocks_everything = False
        self._sockets: list[WebSocketRoute] = []
        self._patterns: set[str] = set()
        for trigger in chain.from_iterable(map(self._list_closed, pages)):
            if trigger.script:
                self._block(rf"/{re.escape(trigger.script)}(?:\?|$)")
        if closed:
            # Routes do not see what a shared worker sends, and it outlives the page that starts it.
            context.add_init_script("delete globalThis.SharedWorker")
            context.route_web_socket(re.compile(""), self._handle_socket)

    def block_effects(self, page_object: PageObject) -> None:
        """Block what the shown screen would send: the addresses that its forms and links lead to."""
        for trigger in self._list_closed(type(page_object)):
            if trigger.css:
                for address in page_object.page.evaluate(_READ_ADDRESSES, trigger.css):
                    self._block(_build_pattern(str(address)))

    def block_everything(self) -> None:
        """Block all requests from now on: for a rehearsal, which is the last use of a window.

        Requests that only read, such as images and styles, are blocked too, but not listed in `blocked`.
        """
        self._blocks_everything = True
        for socket in self._sockets:
            socket.close()
        self._context.route("**/*", self._abort_all)
        self._close_other_ways()

    def _close_other_ways(self) -> None:
        """End workers, and remove what opens connections that no route sees."""
        self._context.add_init_script(_REMOVE_OTHER_WAYS)  # for frames that are added later
        for page in self._context.pages:
            for frame in page.frames:
                frame.evaluate(_REMOVE_OTHER_WAYS)
            for worker in page.workers:
                with suppress(Error):  # it has ended by itself
                    worker.evaluate("() => self.close()")

    def _handle_socket(self, socket: WebSocketRoute) -> None:
        if self._blocks_everything:
            # A socket that is not connected to its server sends nothing.
            self.blocked.append(socket.url)
        else:
            self._sockets.append(socket)
            socket.connect_to_server()

    def _abort_all(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request() or request.method not in _READ_METHODS:
            self.blocked.append(request.url)
        route.abort("blockedbyclient")

    def _list_closed(self, page_object: type[PageObject]) -> list[EffectTrigger]:
        return [trigger for effect, trigger in page_object.effect_triggers.items() if effect in self._closed]

    def _block(self, pattern: str) -> None:
        if pattern not in self._patterns:
            self._patterns.add(pattern)
            # A pattern is matched in Playwright's driver, so that other requests do not wait for Python.
            self._context.route(re.compile(pattern), self._abort)

    def _abort(self, route: Route) -> None:
        self.blocked.append(route.request.url)
        route.abort("blockedbyclient")


def _build_pattern(address: str) -> str:
    """Return a pattern for requests to an address, whatever its form number is.

    If the address has no query, it matches requests with any query.
    """
    parts = urlsplit(address)
    bare = re.escape(f"{parts.scheme}://{parts.netloc}{parts.path}")
    if _FORM_NUMBER.match(parts.query):
        return rf"^{bare}\?\d+-L_"
    return rf"^{bare}{re.escape('?' + parts.query)}(?:#|$)" if parts.query else rf"^{bare}(?:[?#]|$)"
