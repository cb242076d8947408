"""Browsers that live elsewhere: a Playwright server (`--connect`), or a grid (`SELENIUM_REMOTE_URL`)."""

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
    "is on this machine alone, and the browser at {} would look for it on its own; have the browser here, or"
    " name a --court that is not staged"
)
_TRACED_THERE = (
    "a server writes traces to files of its own, passwords and all, and keeps them until it ends; record a"
    " video, or have the browser here"
)
_BESIDE_HOST = re.compile(r"\b(\w+://)(?:[^\s/@]*@)?([^\s/?#]+)\S*")


@dataclass(frozen=True)
class RemoteBrowser:
    """Where a browser is that is not started on this machine, and by what it was named."""

    by: str
    address: str

    @property
    def shown(self) -> str:
        """The address without what may be a key to it: user name, password, path."""
        return without_keys(self.address)

    def require_usable(self, courts: Iterable[Court], record: Collection[str]) -> None:
        """Make sure that the browser can come to the courts, and be recorded. Raises Problems."""
        staged = () if is_loopback(self.address) else (court.name for court in courts if court.staged)
        problems = ProblemCollector()
        for name in staged:
            problems.add(name, _OUT_OF_REACH.format(self.shown))
        if self.by == CONNECT and "trace" in record:
            problems.add("--record trace", _TRACED_THERE)
        problems.raise_any()


def find_remote_browser(
    engine: Engine, *, headed: bool, connect: str | None, environ: Mapping[str, str]
) -> RemoteBrowser | None:
    """Return where the browser is; None if it is to be found on this machine. Raises Problems."""
    grid = environ.get(GRID)
    named = [RemoteBrowser(by, address) for by, address in ((CONNECT, connect), (GRID, grid)) if address]
    problems = ProblemCollector()
    for one in named:
        problems.extend(_problems(one))
    if connect and grid:
        problems.add(CONNECT, f"is given, and {GRID} is set: keep one of the two")
    if connect and headed:
        text = "whether a browser elsewhere shows its window is settled where it is started; leave it out"
        problems.add("--headed", text)
    if grid and engine != "chromium":
        text = f"leads to a Chromium alone, and this run asks for {engine}; unset it, or use {CONNECT}"
        problems.add(GRID, text)
    if grid and not os.environ.get(GRID):
        text = "stands in .env, and Playwright looks for it in the environment alone; export it there"
        problems.add(GRID, text)
    problems.raise_any()
    return next(iter(named), None)


def _problems(one: RemoteBrowser) -> Iterator[Problem]:
    parts = _split(one.address)
    if parts is None or parts.scheme not in _SCHEMES[one.by] or not parts.hostname:
        yield Problem(one.by, None, f"{one.shown!r} is no address of {_EXAMPLE[one.by]}")
    elif parts.scheme in {"ws", "http"} and not is_loopback(one.address):
        # All that is typed, and all cookies, go to the browser through here.
        how = f"write {parts.scheme}s://, or lead a tunnel there and write {parts.scheme}://127.0.0.1"
        yield Problem(one.by, None, f"{one.shown!r} would send passwords unencrypted; {how}")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - asked for the error it raises
    except ValueError:
        return None
    return parts


def without_keys(text: str) -> str:
    """Return a text whose addresses end with their port: what stands around may be a key to the browser."""
    return _BESIDE_HOST.sub(r"\1\2", text)
