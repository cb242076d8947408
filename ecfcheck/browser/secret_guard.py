"""Keeps a secret that was typed from any host that is not the court's (docs/adr/0013)."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Request, Route

from config.secret import Secret
from ecfcheck.browser.page_events import is_in_frame
from ecfcheck.redaction import Redactor
from pages.safe_typing import format_origin


class SecretGuard:
    """Blocks requests to other hosts from when a secret is typed until the court's next document comes.

    A page that loads statistics from another site works without them. What has the secret in it, or leaves
    the page, is listed in `escapes`.
    """

    def __init__(self, context: BrowserContext, addresses: Iterable[str], notes: list[str]) -> None:
        self.escapes: list[str] = []
        """What was blocked, in words, and where to."""
        self._context = context
        self._hosts = sorted({urlsplit(address).hostname or "" for address in addresses})
        self._notes = notes
        self._secrets: set[Secret] = set()
        self._is_routed = False
        # The pattern is matched in Playwright's driver: requests to the court do not wait for Python.
        self._pattern = build_pattern(self._hosts)

    def protect(self, secret: Secret) -> None:
        """Block requests to other hosts from now on, since this is about to be typed."""
        if not self._is_routed:
            self._is_routed = True
            self._context.route(self._pattern, self._handle)
        self._secrets.add(secret)

    def note_document(self, address: str) -> None:
        """Note that another document came; if it is the court's, what was typed is gone."""
        if urlsplit(address).hostname in self._hosts:
            self._secrets.clear()

    def release(self) -> None:
        """Remove the route if it is not needed any more.

        With one, the browser caches nothing, and asks Playwright about each request. This is not done when
        the event of the document comes: its other listeners would wait for the browser's answer.
        """
        if self._is_routed and not self._secrets:
            self._is_routed = False
            self._context.unroute(self._pattern, self._handle)

    def _handle(self, route: Route) -> None:
        if not self._secrets:  # a request of the new document
            route.fallback()
            return
        request, origin = route.request, format_origin(route.request.url)
        if self._has_secret(request):
            self.escapes.append(f"what was typed to {origin}")
        elif request.is_navigation_request() and not is_in_frame(request):
            self.escapes.append(f"the user to {origin}")
        elif (note := f"blocked a request to {origin}, since a secret was typed") not in self._notes:
            self._notes.append(note)
        route.abort("blockedbyclient")

    def _has_secret(self, request: Request) -> bool:
        redactor = Redactor()
        redactor.learn(self._secrets)
        return redactor.has_secret(request.url.encode() + b"\n" + (request.post_data_buffer or b""))


def build_pattern(hosts: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for requests to all hosts but these, on any port; without a user name before them."""
    own = "|".join(map(re.escape, hosts))
    return re.compile(rf"^https?://(?!(?:{own})(?::\d+)?(?:[/?#]|$))")
