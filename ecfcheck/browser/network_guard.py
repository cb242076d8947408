"""Blocks, in the browser, requests for effects that are closed or not asked for (docs/adr/0014)."""

import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Route, WebSocketRoute

from ecfcheck.browser.click_gate import ClickGate
from pages.base import PageObject
from pages.decorators import Effect, EffectTrigger

_FORM_NUMBER = re.compile(r"^\d+-L_")
"""The start of the query in a form's address; the digits differ each time (facts B4)."""

# By attributes, since an input with the name "action" hides that property of its form. Hidden elements count
# too, such as a form around the rows of a table. The browser makes the query of a form that does not post.
_READ_ADDRESSES = """css => [...document.querySelectorAll(css)].flatMap(element => {
    const ownAction = element.getAttribute('action') ?? element.getAttribute('href') ?? '';
    const ownMethod = element.getAttribute('method') ?? '';
    const buttons = [...document.querySelectorAll('[formaction], [formmethod]')]
        .filter(button => button.form === element)
        .map(button => [button.getAttribute('formaction'), button.getAttribute('formmethod')]);
    return [[null, null], ...buttons].map(([action, method]) => {
        // By a link, which becomes absolute: the page may have a variable called URL.
        const address = Object.assign(document.createElement('a'), {href: action ?? ownAction});
        const posts = /^post$/i.test(method ?? ownMethod);
        if (element.tagName === 'FORM' && !posts) address.search = '';
        return [address.href, posts];
    });
})"""
"""A script that returns the addresses that forms and links lead to, and whether each is a form that posts."""

_REMOVE_WORKERS = "delete globalThis.Worker"
"""A script after which a document starts no worker."""

_READ_METHODS = {"GET", "HEAD", "OPTIONS"}


class NetworkGuard:
    """Blocks requests that send a closed effect, whatever causes them; `blocked` lists them.

    What posts an open effect passes only when its action clicks: a page can send its form by itself.
    """

    def __init__(
        self, context: BrowserContext, pages: Iterable[type[PageObject]], closed: frozenset[Effect]
    ) -> None:
        self.blocked: list[str] = []
        self.gate = ClickGate()
        """Through which an open effect gets to the court."""
        self._context = context
        self._closed = closed
        self._blocks_everything = False
        self._sockets: list[WebSocketRoute] = []
        self._patterns: set[str] = set()
        self._watched: tuple[str, ...] = ()
        """Patterns of the addresses to which the shown screen, or the next, posts its open effects."""
        for trigger in chain.from_iterable(map(self._list_closed, pages)):
            if trigger.script:
                self._block(_build_script_pattern(trigger.script))
        if closed:
            context.route_web_socket(re.compile(""), self._handle_socket)

    def block_effects(self, page_object: PageObject) -> None:
        """Block what the shown screen would send: the addresses that its forms and links lead to."""
        for trigger in self._list_closed(type(page_object)):
            for address, _ in _read_addresses(page_object, trigger):
                self._block(_build_pattern(address))

    def watch_effects(self, page_object: PageObject | None) -> None:
        """Block what the shown screen would post by itself: it passes only when its action clicks.

        Without a page object, nothing is watched any more.
        """
        if page_object is None:
            self._watch(())
            return
        forms = [
            _build_pattern(address)
            for trigger in self._list_open(type(page_object))
            for address, posts in _read_addresses(page_object, trigger)
            if posts
        ]
        self._watch([*self._list_scripts(type(page_object)), *forms])

    def expect_effects(self, page_object: PageObject) -> None:
        """Watch the next screen, too, as far as its addresses are known: it can send something on arrival."""
        self._watch([*self._watched, *self._list_scripts(type(page_object))])

    def _list_open(self, page_object: type[PageObject]) -> list[EffectTrigger]:
        triggers = page_object.effect_triggers.items()
        return [trigger for effect, trigger in triggers if effect not in self._closed]

    def _list_scripts(self, page_object: type[PageObject]) -> list[str]:
        scripts = [trigger.script for trigger in self._list_open(page_object)]
        return [_build_script_pattern(script) for script in scripts if script]

    def _watch(self, patterns: Iterable[str]) -> None:
        """Watch these addresses from now on, and no others: with a route, the browser caches nothing."""
        previous, self._watched = self._watched, tuple(dict.fromkeys(patterns))
        self.gate.reset()
        if self._watched == previous:
            return
        if self._watched:
            self._context.route(_join_patterns(self._watched), self._pass_if_asked)
        if previous:
            self._context.unroute(_join_patterns(previous), self._pass_if_asked)

    def _pass_if_asked(self, route: Route) -> None:
        if route.request.method in _READ_METHODS:
            route.fallback()
        else:
            self.gate.handle(route)

    def block_everything(self) -> None:
        """Block all requests from now on: for a rehearsal, which is the last use of a window.

        Requests that only read, such as images and styles, are blocked too, but not listed in `blocked`.
        """
        self._blocks_everything = True
        for socket in self._sockets:
            socket.close()
        self._context.route("**/*", self._abort_all)
        self._end_workers()

    def _end_workers(self) -> None:
        """End workers, and let no document start another: each can have sockets that no route sees."""
        self._context.add_init_script(_REMOVE_WORKERS)  # for frames that are added later
        for page in self._context.pages:
            for frame in page.frames:
                frame.evaluate(_REMOVE_WORKERS)
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


def _read_addresses(page_object: PageObject, trigger: EffectTrigger) -> list[tuple[str, bool]]:
    return list(page_object.page.evaluate(_READ_ADDRESSES, trigger.css)) if trigger.css else []


def _join_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _build_script_pattern(script: str) -> str:
    return rf"/{re.escape(script)}(?:\?|$)"


def _build_pattern(address: str) -> str:
    """Return a pattern for requests to an address, whatever its form number is.

    If the address has no query, it matches requests with any query.
    """
    parts = urlsplit(address)
    bare = re.escape(f"{parts.scheme}://{parts.netloc}{parts.path}")
    if _FORM_NUMBER.match(parts.query):
        return rf"^{bare}\?\d+-L_"
    return rf"^{bare}{re.escape('?' + parts.query)}(?:#|$)" if parts.query else rf"^{bare}(?:[?#]|$)"
