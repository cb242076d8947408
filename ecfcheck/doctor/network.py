"""Examines the network: proxy and certificates, and with `--live` each origin and its clock."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

from config.court import Court
from ecfcheck.doctor.diagnosis import Diagnosis, accept, note, report_problem

_SECONDS_TO_ANSWER = 10
_MAX_CLOCK_ERROR = timedelta(seconds=15)
"""Half of the 30 s that a one-time passcode is valid (facts A5)."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
_NO_PROXY = ("NO_PROXY", "no_proxy")
_CERTIFICATES = ("NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")


def examine_proxy(environ: Mapping[str, str]) -> Iterator[Diagnosis]:
    """Yield which proxy and certificates are set, and whether the staged court bypasses the proxy."""
    proxies = {name: environ[name] for name in _PROXIES if environ.get(name)}
    if not proxies:
        yield accept("proxy", "none is set")
    else:
        named = ", ".join(f"{name}={_hide_credentials(value)}" for name, value in proxies.items())
        excluded = ",".join(environ.get(name, "") for name in _NO_PROXY)
        if "localhost" in excluded:
            yield accept("proxy", f"{named}; not for localhost")
        else:
            yield note(
                "proxy",
                f"{named}, also for the staged court, which is on this machine",
                "set NO_PROXY=localhost,.localhost,127.0.0.1",
            )
    for name in _CERTIFICATES:
        if (path := environ.get(name)) and not Path(path).is_file():
            yield report_problem(
                "certificates", f"{name} names {path}, which does not exist", f"correct or unset {name}"
            )


def describe_clock() -> Diagnosis:
    """Return the machine's time, for a person to compare: nothing here knows the right one."""
    now = datetime.now(UTC)
    return accept("clock", f"{now:%Y-%m-%d %H:%M:%S} UTC; --live compares it with the courts' clocks")


def examine_origins(court: Court) -> Iterator[Diagnosis]:
    """Yield for each origin of a court whether it answers, and how far its clock is from ours.

    One HEAD request to each origin, without cookies or credentials.
    """
    for origin in dict.fromkeys(map(_find_origin, court.addresses)):
        yield _examine_origin(origin)


def _examine_origin(origin: str) -> Diagnosis:
    request = Request(origin, method="HEAD")  # noqa: S310 - a court file has http and https addresses only
    try:
        with urlopen(request, timeout=_SECONDS_TO_ANSWER) as response:  # noqa: S310 - see above
            status, date = response.status, response.headers.get("Date")
    except HTTPError as error:  # an answer too: some sites refuse HEAD
        status, date = error.code, error.headers.get("Date")
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        return report_problem(
            origin,
            f"does not answer: {reason}",
            "open it in a browser on this machine; ask your network's staff about proxy and certificates",
        )
    return _compare_clocks(origin, status, date)


def _compare_clocks(origin: str, status: int, date: str | None) -> Diagnosis:
    answer = f"answers with HTTP status {status}"
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return accept(origin, f"{answer}, without a date to compare the clock with")
    difference = datetime.now(UTC) - theirs
    seconds = abs(difference.total_seconds())
    if abs(difference) > _MAX_CLOCK_ERROR:
        direction = "ahead" if difference > timedelta() else "behind"
        return report_problem(
            origin,
            f"{answer}; this machine's clock is {seconds:.0f} s {direction} of its clock",
            "set this machine's clock by a time server: PACER refuses one-time passcodes of another time",
        )
    return accept(origin, f"{answer}; its clock and this machine's agree")


def _find_origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def _hide_credentials(address: str) -> str:
    """Return a proxy's address without the user name and password that it may contain."""
    parts = urlsplit(address if "//" in address else f"//{address}")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])).removeprefix("//")
