"""Remote browsers: a Playwright server (`--connect`) or a grid (`SELENIUM_REMOTE_URL`)."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from config.address import is_loopback
from config.court import Court
from config.problem_collector import ProblemCollector
from config.yaml_file import Problem
from ecfcheck.provision import Engine

CONNECT = "--connect"
GRID = "SELENIUM_REMOTE_URL"

_EXAMPLE = {
    CONNECT: "a Playwright server; write it as the server prints it: ws://127.0.0.1:8400/0123abcd",
    GRID: "a grid or a chromedriver; write it as http://127.0.0.1:9515 or https://grid.example.org/wd/hub",
}
_SCHEMES = {CONNECT: ("ws", "wss"), GRID: ("http", "https")}
_OUT_OF_REACH = (
    "is only on this machine, and the browser at {} cannot reach it; use a browser on this machine, or name a"
    " --court that is not staged"
)
_TRACED_REMOTELY = (
    "a server writes traces, passwords included, to its own files and keeps them until it stops; record a"
    " video, or use a browser on this machine"
)
_ADDRESS = re.compile(r"\b(\w+://)(?:[^\s/@]*@)?([^\s/?#]+)\S*")


@dataclass(frozen=True)
class RemoteBrowser:
    """The address of a remote browser, and the option or variable that named it."""

    option: str
    address: str

    @property
    def display_address(self) -> str:
        """The address without what can be a key to it: user name, password, path."""
        return strip_credentials(self.address)

    def require_usable(self, courts: Iterable[Court], record: Collection[str]) -> None:
        """Make sure that the browser can reach the courts and be recorded. Raises ProblemsError."""
        staged = () if is_loopback(self.address) else (court.name for court in courts if court.staged)
        problems = ProblemCollector()
        for name in staged:
            problems.add(name, _OUT_OF_REACH.format(self.display_address))
        if self.option == CONNECT and "trace" in record:
            problems.add("--record trace", _TRACED_REMOTELY)
        problems.raise_any()


def find_remote_browser(
    engine: Engine, *, headed: bool, connect: str | None, environ: Mapping[str, str]
) -> RemoteBrowser | None:
    """Return the remote browser, None if it is on this machine. Raises ProblemsError."""
    grid = environ.get(GRID)
    options = ((CONNECT, connect), (GRID, grid))
    named = [RemoteBrowser(option, address) for option, address in options if address]
    problems = ProblemCollector()
    for browser in named:
        problems.extend(_check_address(browser))
    if connect and grid:
        problems.add(CONNECT, f"conflicts with {GRID}, which is set: keep one of the two")
    if connect and headed:
        text = "a remote browser shows its window or not as it was started; leave this option out"
        problems.add("--headed", text)
    if grid and engine != "chromium":
        text = f"only provides Chromium, and this run asks for {engine}; unset it, or use {CONNECT}"
        problems.add(GRID, text)
    if grid and not os.environ.get(GRID):
        text = "is set in .env, but Playwright only reads it from the environment; export it there"
        problems.add(GRID, text)
    problems.raise_any()
    return next(iter(named), None)


def _check_address(browser: RemoteBrowser) -> Iterator[Problem]:
    option, address = browser.option, browser.display_address
    parts = _split_address(browser.address)
    if parts is None or parts.scheme not in _SCHEMES[option] or not parts.hostname:
        yield Problem(option, None, f"{address!r} is not the address of {_EXAMPLE[option]}")
    elif parts.scheme in {"ws", "http"} and not is_loopback(browser.address):
        # Everything that is typed, and all cookies, go through this connection.
        how = f"write {parts.scheme}s://, or open a tunnel there and write {parts.scheme}://127.0.0.1"
        yield Problem(option, None, f"{address!r} would send passwords unencrypted; {how}")


def _split_address(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - for the error it can raise
    except ValueError:
        return None
    return parts


def strip_credentials(text: str) -> str:
    """Return a text with only scheme, host and port of its addresses: the rest can be a key."""
    return _ADDRESS.sub(r"\1\2", text)
