"""Web addresses as a court's file writes them: where a browser goes, and where a password may."""

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def is_loopback(address: str) -> bool:
    """Whether an address can only lead to this very machine (browsers resolve *.localhost so)."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_origin(text: str) -> str:
    """Return an address that ends with its host. Raises ValueError."""
    address = _read_address(text)
    if urlsplit(address).path:
        raise ValueError(f"{text!r} goes on after the host; write it as https://ecf.ctd.uscourts.gov")
    return address


def _read_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ValueError(f"{text!r} is no web address: {error}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_right:
        raise ValueError(f"{text!r} is no web address; write it as https://ecf.ctd.uscourts.gov")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address holds no user name and no password")
    if parts.scheme == "http" and not is_loopback(text):
        raise ValueError(f"{text!r} would send passwords unencrypted; write https://")
    if parts.query or parts.fragment:
        raise ValueError(f"{text!r} goes on after the path; leave out what begins with ? or #")
    return text.rstrip("/")


Origin = Annotated[str, AfterValidator(read_origin)]
Address = Annotated[str, AfterValidator(_read_address)]
