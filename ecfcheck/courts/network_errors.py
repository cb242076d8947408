"""Explains in plain words why a browser cannot reach a court."""

import re
from collections.abc import Mapping

_CHROMIUM = re.compile(r"net::ERR_(\w+)")
_FIREFOX = re.compile(r"\b(?:NS|SEC|SSL|MOZILLA_PKIX)_ERROR_(\w+)")
_TIMEOUT = re.compile(r"Timeout [\d.]+ ?ms exceeded")

_DOWNLOAD = "Download is starting"

_NAME = "name not found"
CONNECTION_REFUSED = "connection refused"
"""What is said of an address where no program answers."""
_TIMED_OUT = "timed out"
_CERTIFICATE = "certificate not trusted"
_TLS = "no encrypted connection"
_RESET = "connection reset"
_CLOSED = "connection closed"
_OFFLINE = "no network on this machine"
_PROXY = "proxy not reached"
_UNREACHABLE = "host not reached"
_CLOSED_HERE = "closed on this machine"
_REDIRECTS = "redirected without end"

_CHROMIUM_CAUSES: Mapping[str, str] = {
    "NAME_NOT_RESOLVED": _NAME,
    "NAME_RESOLUTION_FAILED": _NAME,
    "DNS_": _NAME,
    "ICANN_NAME_COLLISION": _NAME,
    "CONNECTION_REFUSED": CONNECTION_REFUSED,
    "CONNECTION_TIMED_OUT": _TIMED_OUT,
    "TIMED_OUT": _TIMED_OUT,
    "CERT_": _CERTIFICATE,
    "SSL_": _TLS,
    "BAD_SSL_": _TLS,
    "CONNECTION_RESET": _RESET,
    "CONNECTION_CLOSED": _CLOSED,
    "CONNECTION_ABORTED": _CLOSED,
    "EMPTY_RESPONSE": "empty answer",
    "INVALID_HTTP_RESPONSE": "not an HTTP answer",
    "INVALID_RESPONSE": "not an HTTP answer",
    "HTTP_RESPONSE_CODE_FAILURE": "HTTP error without a page",
    "TOO_MANY_REDIRECTS": _REDIRECTS,
    "INTERNET_DISCONNECTED": _OFFLINE,
    "NETWORK_CHANGED": "the network of this machine changed",
    "ADDRESS_UNREACHABLE": _UNREACHABLE,
    "CONNECTION_FAILED": _UNREACHABLE,
    "PROXY_": _PROXY,
    "TUNNEL_CONNECTION_FAILED": _PROXY,
    "SOCKS_CONNECTION_": _PROXY,
    "NETWORK_ACCESS_DENIED": _CLOSED_HERE,
    "BLOCKED_BY_": _CLOSED_HERE,
}
"""Causes by Chromium's code after `net::ERR_`; a key that ends in `_` is a prefix."""

_FIREFOX_CAUSES: Mapping[str, str] = {
    "UNKNOWN_HOST": _NAME,
    "DNS_": _NAME,
    "CONNECTION_REFUSED": CONNECTION_REFUSED,
    "NET_TIMEOUT": _TIMED_OUT,
    "NET_RESET": _RESET,
    "NET_INTERRUPT": _CLOSED,
    "NET_PARTIAL_TRANSFER": _CLOSED,
    "NET_EMPTY_RESPONSE": "empty answer",
    "REDIRECT_LOOP": _REDIRECTS,
    "OFFLINE": _OFFLINE,
    "PROXY_": _PROXY,
    "UNKNOWN_PROXY_HOST": _PROXY,
    "UNKNOWN_ISSUER": _CERTIFICATE,
    "UNTRUSTED_": _CERTIFICATE,
    "EXPIRED_": _CERTIFICATE,
    "REVOKED_CERTIFICATE": _CERTIFICATE,
    "CERT_": _CERTIFICATE,
    "BAD_CERT_": _CERTIFICATE,
    "CA_CERT_": _CERTIFICATE,
    "INADEQUATE_": _CERTIFICATE,
    "SELF_SIGNED_CERT": _CERTIFICATE,
    "NOT_YET_VALID_": _CERTIFICATE,
}
"""Causes by Firefox's code after `_ERROR_`; a key that ends in `_` is a prefix."""


def explain_network_error(text: str) -> str:
    """Return the cause in plain words with the browser's code; the first line if it is unknown."""
    first = text.split("\n", maxsplit=1)[0]
    if chromium := _CHROMIUM.search(text):
        return _format_cause(_find_cause(_CHROMIUM_CAUSES, chromium[1]), chromium[0], first)
    if firefox := _FIREFOX.search(text):
        otherwise = _TLS if firefox[0].startswith("SSL_") else None
        return _format_cause(_find_cause(_FIREFOX_CAUSES, firefox[1]) or otherwise, firefox[0], first)
    if _DOWNLOAD in first:
        return "it sent a file to save, not a page"
    if timeout := _TIMEOUT.search(text):
        return _format_cause(_TIMED_OUT, timeout[0], first)
    return first


def _find_cause(causes: Mapping[str, str], code: str) -> str | None:
    if code in causes:
        return causes[code]
    return next(
        (cause for name, cause in causes.items() if name.endswith("_") and code.startswith(name)), None
    )


def _format_cause(cause: str | None, code: str, otherwise: str) -> str:
    return f"{cause} ({code})" if cause else otherwise
