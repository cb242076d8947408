"""Opens the browser of a run, on this machine or remotely, or says how to get one."""

import re
from collections.abc import Callable, Mapping
from importlib.metadata import version

from playwright.sync_api import Browser, Error, Playwright

from ecfcheck.browser.remote import CONNECT, GRID, RemoteBrowser, find_remote_browser, strip_credentials
from ecfcheck.provision import BrowserMissingError, Engine, LocalBrowser, base_launch_options, find_browser
from pages.errors import BrowserLostError, get_first_line, translate_browser_errors

SECONDS_TO_CONNECT = 30

_VERSIONS = re.compile(r"server version: v(\S+)")

_NO_START = """\
{path} ({origin}) does not start as a browser: {reason}
next  set ECFCHECK_BROWSER to the program of another browser, or unset it to have one found"""

_NO_TEMPORARY_FILES = """\
{path} does not start as a browser, because no temporary file can be made: {reason}
next  set TMPDIR to a folder that you may write to"""

_NO_SERVER = """\
{option}: cannot connect to a Playwright server at {address}: {reason}
next  start one there, and give its full address as it prints it:
  .venv/bin/python -m playwright launch-server --browser {engine}"""

_OTHER_VERSION = """\
{option}: the Playwright server at {address} has version {theirs}, this machine {ours}: they must be equal
next  start the server from an installation of Playwright {ours}"""

_OTHER_ENGINE = """\
{option}: the browser at {address} is not {engine}: it calls itself {agent}
next  name that browser with --browser, or connect to a server that runs {engine}"""

_NO_GRID = """\
{option}: cannot start a browser at {address}: {reason}
next  start a grid or a chromedriver there, or unset {option} to use a browser on this machine"""

_USER_AGENT_SIGNS: Mapping[Engine, str] = {"chromium": "Chrome/", "firefox": "Firefox/", "webkit": "Version/"}
"""What only this one of the three engines has in its user agent."""


def require_browser(
    engine: Engine, *, headed: bool, connect: str | None, environ: Mapping[str, str]
) -> RemoteBrowser | None:
    """Make sure that there is a browser, without starting it or connecting to it.

    Returns where it is if it is remote, else None. Raises ProblemsError or BrowserMissingError.
    """
    remote = find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    if remote is None:
        find_browser(engine, headed=headed, environ=environ)
    return remote


def open_browser(  # noqa: PLR0913 - one argument for each choice a user has
    playwright: Playwright,
    engine: Engine,
    *,
    headed: bool = False,
    connect: str | None,
    environ: Mapping[str, str],
    slow_mo: int = 0,
) -> Browser:
    """Return a browser at `connect`, at SELENIUM_REMOTE_URL, or started on this machine.

    `slow_mo` is how many milliseconds Playwright waits before each thing it does.

    A browser that was started here survives Ctrl-C, so that work in it can be finished in good order.

    Raises ProblemsError if the options conflict or are not addresses, and BrowserMissingError if no browser
    can be opened.
    """
    remote = find_remote_browser(engine, headed=headed, connect=connect, environ=environ)
    if remote is None:
        found = find_browser(engine, headed=headed, environ=environ)
        return _launch(playwright, found, headed=headed, slow_mo=slow_mo)
    if remote.option == GRID:
        return _launch_on_grid(playwright, remote, headed=headed, slow_mo=slow_mo)
    return _connect(playwright, engine, remote, slow_mo)


class BrowserFactory:
    """Replaces a lost browser: opens one on first use, and again whenever that one is lost."""

    def __init__(self, open_another: Callable[[], Browser]) -> None:
        self._open_another = open_another
        self._browser: Browser | None = None

    def __call__(self) -> Browser:
        """Return a connected browser. Raises BrowserLostError."""
        if self._browser is None or not self._browser.is_connected():
            try:
                self._browser = self._open_another()
            except BrowserMissingError as error:
                raise BrowserLostError(str(error)) from None
        return self._browser


def _launch(playwright: Playwright, found: LocalBrowser, *, headed: bool, slow_mo: int) -> Browser:
    try:
        with translate_browser_errors():
            return playwright[found.engine].launch(
                headless=not headed, slow_mo=slow_mo, **found.launch_options
            )
    except BrowserLostError as error:
        template = _NO_TEMPORARY_FILES if "mkdtemp" in str(error) else _NO_START
        text = template.format(path=found.executable, origin=found.origin, reason=error)
        raise BrowserMissingError(text) from None


def _launch_on_grid(playwright: Playwright, grid: RemoteBrowser, *, headed: bool, slow_mo: int) -> Browser:
    """Have a grid start a browser: Playwright itself connects to it if the variable is set."""
    try:
        with translate_browser_errors():
            return playwright.chromium.launch(
                headless=not headed, slow_mo=slow_mo, **base_launch_options("chromium")
            )
    except BrowserLostError as error:
        reason = strip_credentials(str(error))
        text = _NO_GRID.format(option=grid.option, address=grid.display_address, reason=reason)
        raise BrowserMissingError(text) from None


def _connect(playwright: Playwright, engine: Engine, server: RemoteBrowser, slow_mo: int) -> Browser:
    try:
        browser = playwright[engine].connect(
            server.address, timeout=SECONDS_TO_CONNECT * 1000, slow_mo=slow_mo
        )
        agent = _read_user_agent(browser)
    except Error as error:
        raise BrowserMissingError(explain_no_connection(error.message, engine, server)) from None
    if _USER_AGENT_SIGNS[engine] not in agent:
        browser.close()
        text = _OTHER_ENGINE.format(
            option=CONNECT, address=server.display_address, engine=engine, agent=agent
        )
        raise BrowserMissingError(text)
    return browser


def _read_user_agent(browser: Browser) -> str:
    """Return the user agent: a server provides its own browser whichever engine was requested."""
    page = browser.new_page()
    try:
        return str(page.evaluate("navigator.userAgent"))
    finally:
        page.close()


def explain_no_connection(message: str, engine: Engine, server: RemoteBrowser) -> str:
    """Return the error text for a failed connection, from Playwright's message about it."""
    theirs = _VERSIONS.search(message)
    values = {"option": CONNECT, "address": server.display_address, "engine": engine}
    if theirs:
        ours = version("playwright")
        return _OTHER_VERSION.format(theirs=theirs[1], ours=ours, **values)
    return _NO_SERVER.format(reason=strip_credentials(get_first_line(message)), **values)
