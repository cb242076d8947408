"""Lets a page send its form only from a click on, and once (docs/adr/0013 and 0014)."""

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qsl, unquote_to_bytes

from playwright.sync_api import Request, Route

from pages.safe_typing import strip_query

_BYTES = "latin-1"
"""The encoding in which each byte is one character, so that any body can be read."""

_LONG = 2**20
"""The bytes of a body from which its fields are not read, which would take a second."""

_BOUNDARY = re.compile(r'multipart/form-data;.*boundary="?([^";]+)', re.IGNORECASE)

_SUBMISSION = "submission"


class ClickGate:
    """Decides, in the order in which requests pass, which of them a click has caused; it begins closed.

    A button may ask the court first and then submit its form, or have a field checked when it loses the
    focus. So another request may pass, but none that is the same again, and none after the submission: that
    one may be the page's own, right before the click, and what follows it is then the click's.
    """

    def __init__(self) -> None:
        self.unasked: list[str] = []
        """Where the page would have sent something by itself, without queries."""
        self._clicks = 0
        """How many clicks may be answered to; 0 if it is closed."""
        self._is_relaxed = False
        self._is_noting = True
        self._passed: Counter[object] = Counter()
        """How often each request, by its fields, and any submission has passed since the click."""

    @property
    def has_passed(self) -> bool:
        """Whether anything has passed since the last click on this screen."""
        return self._passed.total() > 0

    def open(self, clicks: int = 1) -> None:
        """Let requests pass from now on: the form is clicked, as often as that."""
        self._clicks, self._is_relaxed, self._is_noting = clicks, False, True
        self._passed.clear()

    def relax(self) -> None:
        """Let everything pass, since the click was answered; the page may go on to poll, for instance."""
        self._is_relaxed = self._clicks > 0

    def stop_noting(self) -> None:
        """Abort without a note, since there seems to be an answer on the same screen, where a page may poll.

        Nothing more passes than before: a text such as "Please wait" can look like an answer.
        """
        self._is_noting = not self.has_passed

    def close(self) -> None:
        """Let nothing pass until the next click."""
        self._clicks, self._is_relaxed, self._is_noting = 0, False, True

    def reset(self) -> None:
        """Let nothing pass, and forget what has passed: another screen is there."""
        self.close()
        self._passed.clear()

    def handle(self, route: Route) -> None:
        """Let a request pass, or abort it and note where it would have gone."""
        if self._may_pass(route.request):
            route.fallback()
        else:
            if self._is_noting:
                self.unasked.append(strip_query(route.request.url))
            route.abort("aborted")  # the browser stays in its document, without an error page

    def _may_pass(self, request: Request) -> bool:
        if self._is_relaxed:
            return True
        if self._passed[_SUBMISSION] >= self._clicks:  # or it is closed
            return False
        keys: list[object] = [_build_key(request)]
        if request.is_navigation_request():
            keys.append(_SUBMISSION)
        if any(self._passed[key] >= self._clicks for key in keys):
            return False
        self._passed.update(keys)
        return True


def _build_key(request: Request) -> object:
    """Return what is the same each time that a page sends the same: the address and the names and values.

    A form is the same in either encoding, with its fields in another order, and with another query, in which
    a script may put the time.
    """
    body, kind = request.post_data_buffer or b"", request.headers.get("content-type", "")
    # The boundary between the parts of a form is another one each time.
    boundary = _BOUNDARY.match(kind)
    separator = b"--" + boundary[1].encode(_BYTES, "replace") if boundary else b""
    fields = _read_fields(body, kind, separator) if len(body) <= _LONG else []
    if fields:
        return (strip_query(request.url), *sorted(fields))
    return request.url, body.replace(separator, b"") if separator else body


def _read_fields(body: bytes, kind: str, separator: bytes) -> list[tuple[str, str]]:
    """Return the names and values that a form sends; none if it is not a form."""
    if separator:
        return [_read_part(part) for part in body.split(separator)[1:-1]]
    if not kind.lower().startswith("application/x-www-form-urlencoded"):
        return []
    pairs = parse_qsl(body.decode(_BYTES), keep_blank_values=True, encoding=_BYTES)
    return [(_normalize(name.encode(_BYTES)), _normalize(value.encode(_BYTES))) for name, value in pairs]


def _read_part(part: bytes) -> tuple[str, str]:
    """Return the name and value of a part of a multipart form."""
    head, _, value = part.partition(b"\r\n\r\n")
    name = re.search(rb'[;\s]name="([^"]*)"', head)
    # A browser writes quotes and line breaks in a name, and only these, as in an address.
    plain = re.sub(rb"%(?:22|0D|0A)", lambda one: unquote_to_bytes(one[0]), name[1]) if name else b""
    return _normalize(plain), _normalize(value.removesuffix(b"\r\n"))


def _normalize(text: bytes) -> str:
    """Return a text of a form: a script sends UTF-8, a form its page's letters, and each its line breaks.

    A form sends a letter that its page does not have as a character reference.
    """
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        decoded = text.decode("cp1252", "backslashreplace")
    return unescape(decoded).replace("\r\n", "\n").replace("\r", "\n")
