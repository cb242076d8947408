"""Provides a browser where there is none: Playwright's own, or else the Debian package."""

import os
import sys
from collections.abc import Callable

from ecfcheck.provision import apt, errors
from ecfcheck.provision.errors import BrowserMissingError
from ecfcheck.provision.find import VARIABLE, Browser, find
from ecfcheck.provision.locations import OWN, Engine
from ecfcheck.provision.process import Done, run

DOWNLOAD_SECONDS = (
    300  # enough for the browser's 120 MB on a slow line; a closed network is waited for no longer
)
CONNECT_TIMEOUT = {
    "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"
}  # ms; a dead address is tried five times
START_SECONDS = 60

Say = Callable[[str], object]


def install_browser(engine: Engine, say: Say) -> Browser:
    """Return the browser that is there, or get one; BrowserMissing when none can be had."""
    browser = present(engine) or from_playwright(engine, say) or from_debian(engine, say)
    return proven(browser or find(engine), say)


def present(engine: Engine) -> Browser | None:
    """Return the browser that is there; one that the user named wrongly is not made up for by another."""
    try:
        return find(engine)
    except BrowserMissingError:
        if os.environ.get(VARIABLE):
            raise
        return None


def from_playwright(engine: Engine, say: Say) -> Browser | None:
    """Let Playwright download its own browser; closed networks do not let it, so failing is ordinary."""
    say(f"browser: fetching Playwright's own {engine}")
    shell = ["--only-shell"] if engine == "chromium" else []
    done = playwright("install", *shell, engine)
    if not done.ok:
        say(f"browser: Playwright's own could not be fetched: {_complaint(done.output)}")
    return present(engine)


def _complaint(output: str) -> str:
    """Return the line that says what went wrong; the first is about what was tried."""
    lines = output.splitlines()
    return next((line.strip() for line in lines if "error" in line.lower()), lines[0])


def from_debian(engine: Engine, say: Say) -> Browser | None:
    """Install the first of Debian's packages that is to be had, where nobody has to be asked."""
    if not apt.usable():
        return None
    for packages in errors.PACKAGES[engine]:
        say(f"browser: installing Debian's {' and '.join(packages)}")
        done = apt.install(packages)
        if done.ok:
            break
        say(f"browser: apt-get could not: {done.output.splitlines()[-1]}")
    return present(engine)


def proven(browser: Browser, say: Say) -> Browser:
    """Return the browser if it starts; a Linux may lack the shared libraries that Playwright's own needs."""
    done = start(browser)
    if not done.ok and browser.origin == OWN and apt.usable():
        say("browser: installing the shared libraries it needs")
        playwright("install-deps", browser.engine, root=apt.as_root() or ())
        done = start(browser)
    if not done.ok:
        raise errors.does_not_start(browser.executable, browser.origin, browser.engine, done.output)
    return browser


def start(browser: Browser) -> Done:
    """Start the browser just to say its version; elsewhere than on Linux that would open a window."""
    if sys.platform != "linux" or browser.engine == "webkit":
        return Done(ok=True, output="")
    return run([str(browser.executable), "--version"], seconds=START_SECONDS)


def playwright(*arguments: str, root: tuple[str, ...] = ()) -> Done:
    """Run Playwright's own command line."""
    command = [*root, sys.executable, "-m", "playwright", *arguments]
    return run(command, seconds=DOWNLOAD_SECONDS, extra=CONNECT_TIMEOUT | dict(os.environ))
