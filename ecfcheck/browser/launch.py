"""Opens the browser of a run, on this machine or elsewhere; says plainly what to do when there is none."""

import re
from collections.abc import Callable, Mapping
from importlib.metadata import version

from playwright.sync_api import Browser, Error, Playwright

from ecfcheck.browser.remote import CONNECT, GRID, RemoteBrowser, find_remote_browser, without_keys
from ecfcheck.provision import BrowserMissingError, Engine, LocalBrowser, base_launch_options, find_browser
from pages.errors import BrowserLostError, first_line, translate_browser_errors

SECONDS_TO_CONNECT = 30

_VERSIONS = re.compile(r"server version: v(\S+)")

_NO_START = """\
{path} ({origin}) does not start as a browser: {said}
next  set ECFCHECK_BROWSER to another browser's program, or unset it to have one found"""

_NO_SERVER = """\
{by}: no Playwright server takes us at {where}: {said}
next  start one there, and name its address in full, as it prints it:
  .venv/bin/python -m playwright launch-server --browser {engine}"""

_OTHER_VERSION = """\
{by}: the Playwright server at {where} is of version {theirs}, and this is {ours}: they must be the same
next  start the server from an installation of Playwright {ours}"""

_OTHER_ENGINE = """\
{by}: the browser at {where} is no {engine}, but says that it is {agent}
next  ask for that one with --browser, or connect to a server of {engine}"""

_NO_GRID = """\
{by}: no browser comes from {where}: {said}
next  start a grid or a chromedriver there, or unset {by} to have a browser on this machine"""

_SIGNS: Mapping[Engine, str] = {"chromium": "Chrome/", "firefox": "Firefox/", "webkit": "Version/"}
"""What a browser calls itself by, in the words it sends to servers, and no other of the three does."""


def require_browser(
    engine: Engine, *, headed: bool, connect: str | None, environ: Mapping[str, str]
) -> RemoteBrowser | None:
    """Make sure that there is a browser, as far as can be told without starting one or going there.

    Return where it is, None if on this machine. Raises Problems, BrowserMissing.
    """
    place = find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    if place is None:
        find_browser(engine, headed=headed, environ=environ)
    return place


def open_browser(
    playwright: Playwright,
    engine: Engine,
    *,
    headed: bool = False,
    connect: str | None,
    environ: Mapping[str, str],
) -> Browser:
    """Return a browser: the one at `connect`, or at SELENIUM_REMOTE_URL, or one started on this machine.

    One that was started here outlives Ctrl-C, so that what was begun in it can be ended in good order.

    Raises Problems when these contradict or are no addresses, BrowserMissing when no browser comes of them.
    """
    place = find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    if place is None:
        found = find_browser(engine, headed=headed, environ=environ)
        return _launch(playwright, found, headed=headed)
    return (
        _launch_on_grid(playwright, place, headed=headed)
        if place.by == GRID
        else _connected(playwright, engine, place)
    )


class BrowserFactory:
    """A browser in the place of one that was lost: opened when first asked for, and anew if lost too."""

    def __init__(self, another: Callable[[], Browser]) -> None:
        self._another = another
        self._browser: Browser | None = None

    def __call__(self) -> Browser:
        """Return it. Raises BrowserLostError."""
        if self._browser is None or not self._browser.is_connected():
            try:
                self._browser = self._another()
            except BrowserMissingError as error:
                raise BrowserLostError(str(error)) from None
        return self._browser


def _launch(playwright: Playwright, found: LocalBrowser, *, headed: bool) -> Browser:
    try:
        with translate_browser_errors():
            return playwright[found.engine].launch(headless=not headed, **found.launch_options)
    except BrowserLostError as error:
        text = _NO_START.format(path=found.executable, origin=found.origin, said=error)
        raise BrowserMissingError(text) from None


def _launch_on_grid(playwright: Playwright, grid: RemoteBrowser, *, headed: bool) -> Browser:
    """Have a grid start a browser: Playwright goes there by itself where the variable is set."""
    try:
        with translate_browser_errors():
            return playwright.chromium.launch(headless=not headed, **base_launch_options("chromium"))
    except BrowserLostError as error:
        said = without_keys(str(error))
        raise BrowserMissingError(_NO_GRID.format(by=grid.by, where=grid.shown, said=said)) from None


def _connected(playwright: Playwright, engine: Engine, server: RemoteBrowser) -> Browser:
    try:
        browser = playwright[engine].connect(server.address, timeout=SECONDS_TO_CONNECT * 1000)
        agent = _agent(browser)
    except Error as error:
        raise BrowserMissingError(not_connected(error.message, engine, server)) from None
    if _SIGNS[engine] not in agent:
        browser.close()
        text = _OTHER_ENGINE.format(by=CONNECT, where=server.shown, engine=engine, agent=agent)
        raise BrowserMissingError(text)
    return browser


def _agent(browser: Browser) -> str:
    """Return what the browser calls itself: a server serves what it has, whichever engine was asked for."""
    page = browser.new_page()
    try:
        return str(page.evaluate("navigator.userAgent"))
    finally:
        page.close()


def not_connected(message: str, engine: Engine, server: RemoteBrowser) -> str:
    """Return what to say when a server does not take us; in Playwright's message its version may stand."""
    theirs = _VERSIONS.search(message)
    values = {"by": CONNECT, "where": server.shown, "engine": engine}
    if theirs:
        ours = version("playwright")
        return _OTHER_VERSION.format(theirs=theirs[1], ours=ours, **values)
    return _NO_SERVER.format(said=without_keys(first_line(message)), **values)
