"""Reads and replaces what a browser receives, by Chromium's own Fetch domain (docs/adr/0032)."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Error, Page

_KINDS = ("Document", "XHR", "Fetch")
_REDIRECTS = range(300, 400)

# The body is sent on decoded and with its own length; a policy of the court is not what is measured.
_DROPPED_HEADERS = frozenset({"content-length", "content-encoding", "transfer-encoding"})


@dataclass(frozen=True)
class Exchange:
    """One answer of a court: what was asked for, and the answer."""

    url: str
    method: str
    kind: str
    """Document, or XHR or Fetch for an answer to a script."""
    frame: str
    """The frame that receives it; for a tab's own document, the tab."""
    status: int
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: str = field(repr=False)
    referer: str = ""
    """The address of the document that asked for it, "" if it did not say so."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies the same exchange in another run: the digits of a query differ each time."""
        parts = urlsplit(self.url)
        return self.kind, self.method, f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def is_markup(self) -> bool:
        """Whether it is a document or a part of one, and not data such as the entries of a submenu."""
        types = (value.casefold() for name, value in self.headers if name.casefold() == "content-type")
        return not self.is_redirect and any("html" in one or "xml" in one for one in types)

    @property
    def is_redirect(self) -> bool:
        """Whether it leads to another address."""
        return self.status in _REDIRECTS


Change = Callable[[Exchange], Exchange | None]
"""Returns what the browser receives in place of an answer, None for the answer itself."""


class CourtTap:
    """Shows each answer to the change of its browser context, before the browser sees it.

    It sees redirects and the first document of a new tab too, which Playwright's routes do not, and asks for
    nothing twice: the browser itself sends each request.
    """

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._changes: dict[str, Change] = {}
        self._contexts: dict[str, str] = {}
        """The context of each tab that was seen."""

    def watch(self, page: Page, change: Change) -> str:
        """Show the answers to a page's context to `change`; return the context's id."""
        context = read_target(page)["browserContextId"]
        self._changes[context] = change
        return str(context)

    def handle(self, event: Mapping[str, Any]) -> None:
        """Send an answer on to the browser, changed or not."""
        # The tab can be gone meanwhile: its context ends as soon as its mutant is judged.
        with suppress(Error):
            change = self._find_change(event["frameId"])
            exchange = self._read(event) if change else None
            changed = change(exchange) if change and exchange else None
            if changed:
                self._session.send("Fetch.fulfillRequest", _to_answer(event["requestId"], changed))
            elif "responseStatusCode" in event:
                self._session.send("Fetch.continueResponse", {"requestId": event["requestId"]})
            else:
                self._session.send("Fetch.continueRequest", {"requestId": event["requestId"]})

    def _find_change(self, frame: str) -> Change | None:
        if frame not in self._contexts:
            targets = self._session.send("Target.getTargets")["targetInfos"]
            self._contexts |= {one["targetId"]: one.get("browserContextId", "") for one in targets}
        return self._changes.get(self._contexts.get(frame, ""))

    def _read(self, event: Mapping[str, Any]) -> Exchange | None:
        status = event.get("responseStatusCode")
        if status is None:
            return None
        headers = tuple((one["name"], one["value"]) for one in event.get("responseHeaders", ()))
        request = event["request"]
        exchange = Exchange(
            request["url"],
            request["method"],
            event["resourceType"],
            event["frameId"],
            status,
            headers,
            "",
            _read_referer(request),
        )
        if exchange.is_redirect:
            return exchange
        answer = self._session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
        body = (
            b64decode(answer["body"]).decode("utf-8", "replace")
            if answer["base64Encoded"]
            else answer["body"]
        )
        return replace(exchange, body=body)


@contextmanager
def open_tap(browser: Browser) -> Iterator[CourtTap]:
    """Yield a tap on everything that a Chromium receives from courts."""
    session = browser.new_browser_cdp_session()
    tap = CourtTap(session)
    session.on("Fetch.requestPaused", tap.handle)
    patterns = [{"resourceType": kind, "requestStage": "Response"} for kind in _KINDS]
    session.send("Fetch.enable", {"patterns": patterns})
    try:
        yield tap
    finally:
        with suppress(Error):  # the browser may be gone
            session.detach()


def read_target(page: Page) -> Mapping[str, Any]:
    """Return what Chromium says about a tab: its id and its context's."""
    session = page.context.new_cdp_session(page)
    target: Mapping[str, Any] = session.send("Target.getTargetInfo")["targetInfo"]
    session.detach()
    return target


def _read_referer(request: Mapping[str, Any]) -> str:
    headers: Mapping[str, str] = request.get("headers", {})
    return next((value for name, value in headers.items() if name.casefold() == "referer"), "")


def _to_answer(request: str, exchange: Exchange) -> dict[str, Any]:
    return {
        "requestId": request,
        "responseCode": exchange.status,
        "responseHeaders": [
            {"name": name, "value": value}
            for name, value in exchange.headers
            if name.casefold() not in _DROPPED_HEADERS
        ],
        "body": b64encode(exchange.body.encode()).decode(),
    }
