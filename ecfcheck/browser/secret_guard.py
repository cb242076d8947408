"""Keeps a secret that was typed from other hosts, and from being sent more than once (docs/adr/0013)."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote_to_bytes, urlsplit

from playwright.sync_api import BrowserContext, Request, Route

from config.secret import Secret
from ecfcheck.browser.click_gate import ClickGate
from ecfcheck.browser.page_events import is_in_frame
from ecfcheck.redaction import Redactor
from pages.safe_typing import format_origin, strip_query


class SecretGuard:
    """Blocks requests to other hosts from when a secret is typed until the court's next document comes.

    A page that loads statistics from another site works without them. What has the secret in it, or leaves
    the page, is listed in `escapes`. To where the court's forms lead, a secret passes if a click sends it.
    """

    def __init__(self, context: BrowserContext, addresses: Iterable[str], notes: list[str]) -> None:
        self.escapes: list[str] = []
        """What was blocked, in words, and where to."""
        self.gate = ClickGate()
        """Through which a secret gets to the court."""
        self._context = context
        self._hosts = sorted({urlsplit(address).hostname or "" for address in addresses})
        self._notes = notes
        self._secrets: set[Secret] = set()
        self._pattern: re.Pattern[str] | None = None
        """What is routed. It is matched in Playwright's driver: the court's other requests do not wait."""

    def protect(self, secret: Secret, destinations: Sequence[str] = ()) -> None:
        """Block requests from now on, since this is about to be typed into forms with these destinations."""
        self._secrets.add(secret)
        self.gate.close()
        self._route(build_pattern(self._hosts, destinations))

    def note_document(self, address: str) -> None:
        """Note that another document came; if it is the court's, what was typed is gone."""
        if urlsplit(address).hostname in self._hosts:
            self._secrets.clear()
            self.gate.close()

    def release(self) -> None:
        """Remove the route if it is not needed any more.

        With one, the browser caches nothing, and asks Playwright about each request. This is not done when
        the event of the document comes: its other listeners would wait for the browser's answer.
        """
        if not self._secrets:
            self._route(None)

    def _route(self, pattern: re.Pattern[str] | None) -> None:
        previous, self._pattern = self._pattern, pattern
        if pattern == previous:
            return
        if pattern:
            self._context.route(pattern, self._handle)
        if previous:
            self._context.unroute(previous, self._handle)

    def _handle(self, route: Route) -> None:
        if not self._secrets:  # a request of the new document
            route.fallback()
            return
        request, origin = route.request, format_origin(route.request.url)
        if urlsplit(request.url).hostname in self._hosts:
            if self._has_secret(request):
                self.gate.handle(route)
            else:
                route.fallback()
            return
        if self._has_secret(request):
            self.escapes.append(f"what was typed to {origin}")
        elif request.is_navigation_request() and not is_in_frame(request):
            self.escapes.append(f"the user to {origin}")
        elif (note := f"blocked a request to {origin}, since a secret was typed") not in self._notes:
            self._notes.append(note)
        route.abort("blockedbyclient")

    def _has_secret(self, request: Request) -> bool:
        data = request.url.encode() + b"\n" + (request.post_data_buffer or b"")
        # What a form sends, first: to build a pattern of every encoding takes 20 ms.
        plain = (data, unquote_to_bytes(data.replace(b"+", b" ")))
        secrets = [secret.get_secret_value().encode() for secret in self._secrets]
        if any(secret in one for secret in secrets for one in plain):
            return True
        redactor = Redactor()
        redactor.learn(self._secrets)
        return redactor.has_secret(data)


def build_pattern(hosts: Iterable[str], destinations: Iterable[str] = ()) -> re.Pattern[str]:
    """Return a pattern for requests to all hosts but these, on any port; without a user name before them.

    It also matches requests to these destinations, with any query.
    """
    own = "|".join(map(re.escape, hosts))
    sent_to = sorted({re.escape(strip_query(address)) for address in destinations})
    forms = "".join(f"|{address}(?:[?#]|$)" for address in sent_to)
    return re.compile(rf"^(?:https?://(?!(?:{own})(?::\d+)?(?:[/?#]|$)){forms})")
