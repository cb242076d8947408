"""Network errors are explained in plain words, with the browser's own code."""

import pytest

from ecfcheck.courts.network_errors import explain_network_error

CHROMIUM = {
    "ERR_NAME_NOT_RESOLVED": "name not found",
    "ERR_NAME_RESOLUTION_FAILED": "name not found",
    "ERR_DNS_TIMED_OUT": "name not found",
    "ERR_CONNECTION_REFUSED": "connection refused",
    "ERR_CONNECTION_TIMED_OUT": "timed out",
    "ERR_TIMED_OUT": "timed out",
    "ERR_CERT_AUTHORITY_INVALID": "certificate not trusted",
    "ERR_CERT_DATE_INVALID": "certificate not trusted",
    "ERR_CERT_COMMON_NAME_INVALID": "certificate not trusted",
    "ERR_SSL_PROTOCOL_ERROR": "no encrypted connection",
    "ERR_SSL_VERSION_OR_CIPHER_MISMATCH": "no encrypted connection",
    "ERR_CONNECTION_RESET": "connection reset",
    "ERR_CONNECTION_CLOSED": "connection closed",
    "ERR_EMPTY_RESPONSE": "empty answer",
    "ERR_HTTP_RESPONSE_CODE_FAILURE": "HTTP error without a page",
    "ERR_TOO_MANY_REDIRECTS": "redirected without end",
    "ERR_INTERNET_DISCONNECTED": "no network on this machine",
    "ERR_NETWORK_CHANGED": "the network of this machine changed",
    "ERR_ADDRESS_UNREACHABLE": "host not reached",
    "ERR_CONNECTION_FAILED": "host not reached",
    "ERR_PROXY_CONNECTION_FAILED": "proxy not reached",
    "ERR_TUNNEL_CONNECTION_FAILED": "proxy not reached",
    "ERR_BLOCKED_BY_ADMINISTRATOR": "closed on this machine",
    "ERR_NETWORK_ACCESS_DENIED": "closed on this machine",
}
FIREFOX = {
    "NS_ERROR_UNKNOWN_HOST": "name not found",
    "NS_ERROR_CONNECTION_REFUSED": "connection refused",
    "NS_ERROR_NET_TIMEOUT": "timed out",
    "NS_ERROR_NET_RESET": "connection reset",
    "NS_ERROR_NET_INTERRUPT": "connection closed",
    "NS_ERROR_NET_EMPTY_RESPONSE": "empty answer",
    "NS_ERROR_REDIRECT_LOOP": "redirected without end",
    "NS_ERROR_OFFLINE": "no network on this machine",
    "NS_ERROR_PROXY_CONNECTION_REFUSED": "proxy not reached",
    "NS_ERROR_UNKNOWN_PROXY_HOST": "proxy not reached",
    "SEC_ERROR_UNKNOWN_ISSUER": "certificate not trusted",
    "SEC_ERROR_EXPIRED_CERTIFICATE": "certificate not trusted",
    "SSL_ERROR_BAD_CERT_DOMAIN": "certificate not trusted",
    "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT": "certificate not trusted",
    "SSL_ERROR_NO_CYPHER_OVERLAP": "no encrypted connection",
}


@pytest.mark.parametrize(("code", "words"), CHROMIUM.items())
def test_chromium_errors_are_explained(code: str, words: str) -> None:
    text = f"Page.goto: net::{code} at https://ecf.ctd.uscourts.gov/"
    assert explain_network_error(text) == f"{words} (net::{code})"
    assert explain_network_error(f"net::{code}") == f"{words} (net::{code})"


@pytest.mark.parametrize(("code", "words"), FIREFOX.items())
def test_firefox_errors_are_explained(code: str, words: str) -> None:
    assert explain_network_error(f"Page.goto: {code}\nCall log:\n  - navigating") == f"{words} ({code})"


def test_a_download_in_place_of_a_page_is_explained() -> None:
    assert explain_network_error("Page.goto: Download is starting") == "it sent a file to save, not a page"


def test_a_playwright_timeout_is_explained() -> None:
    text = "Page.goto: Timeout 30000ms exceeded.\nCall log:\n  - navigating to https://ecf.ctd.uscourts.gov/"
    assert explain_network_error(text) == "timed out (Timeout 30000ms exceeded)"


@pytest.mark.parametrize(
    "text",
    [
        "HTTP status 503",
        "Page.goto: net::ERR_NEVER_SEEN at https://ecf.ctd.uscourts.gov/",
        "NS_ERROR_NEVER_SEEN",
        "",
    ],
)
def test_of_an_unknown_error_the_first_line_is_returned(text: str) -> None:
    assert explain_network_error(f"{text}\nand more") == text


def test_an_explained_error_stays_unchanged() -> None:
    once = explain_network_error("Page.goto: net::ERR_CONNECTION_REFUSED at http://ecf.ctd.localhost/")
    assert explain_network_error(once) == once == "connection refused (net::ERR_CONNECTION_REFUSED)"
