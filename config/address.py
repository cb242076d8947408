"""Validates the web addresses of a court file: where a browser goes and passwords are sent."""

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def is_loopback(address: str) -> bool:
    """Return whether an address is on this machine (browsers resolve *.localhost to loopback)."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_origin(text: str) -> str:
    """Return an address without a path. Raises ValueError."""
    address = _read_address(text)
    if urlsplit(address).path:
        raise ValueError(f"{text!r} has a path after the host; write it like https://ecf.ctd.uscourts.gov")
    return address


def _read_address(text: str) -> str:
    """Return a valid http(s) address without a trailing slash. Raises ValueError."""
    try:
        parts = urlsplit(text)
        is_port_valid = parts.port is None or parts.port > 0
    except ValueError as error:
        raise ValueError(f"{text!r} is not a web address: {error}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_port_valid:
        raise ValueError(f"{text!r} is not a web address; write it like https://ecf.ctd.uscourts.gov")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address cannot contain a user name or a password")
    if parts.scheme == "http" and not is_loopback(text):
        raise ValueError(f"{text!r} would send passwords unencrypted; write https://")
    if parts.query or parts.fragment:
        raise ValueError(f"{text!r} has a query or fragment after the path; remove everything from ? or # on")
    return text.rstrip("/")


Origin = Annotated[str, AfterValidator(read_origin)]
Address = Annotated[str, AfterValidator(_read_address)]
