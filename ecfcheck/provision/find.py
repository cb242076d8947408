"""Finds the browser a run uses: the configured one, Playwright's own, or one that is installed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from ecfcheck.provision import errors
from ecfcheck.provision.locations import OWN, Engine, kinds, places, startable
from ecfcheck.provision.machine import Machine, this_machine

VARIABLE = "ECFCHECK_BROWSER"
STOCK_FIREFOX = "moz-firefox"  # Playwright's name for driving an unpatched Firefox, over WebDriver BiDi


class LaunchOptions(TypedDict, total=False):
    """What Playwright's `launch()` is told about the browser."""

    executable_path: str
    channel: str
    args: list[str]
    firefox_user_prefs: dict[str, str | float | bool]
    handle_sigint: bool


ONCE: Mapping[Engine, LaunchOptions] = {
    "chromium": {"args": ["--disable-http2", "--disable-quic"]},
    "firefox": {
        "firefox_user_prefs": {"network.http.http2.enabled": False, "network.http.http3.enable": False}
    },
    "webkit": {},
}
"""What keeps a browser to HTTP/1.1: there it can be kept from sending a request again (docs/adr/0021)."""


@dataclass(frozen=True)
class Browser:
    """A browser that is there: its engine, its program and where it came from."""

    engine: Engine
    executable: Path
    origin: str
    options: LaunchOptions


def find(
    engine: Engine = "chromium", *, headed: bool = False, environ: Mapping[str, str] = os.environ
) -> Browser:
    """Return the browser to use, within milliseconds; BrowserMissing says what to do when there is none."""
    return find_on(this_machine(environ), engine, headed=headed)


def launch_options(browser: Browser) -> LaunchOptions:
    """Return what to pass to Playwright's `launch()` besides the user's own options."""
    return {**browser.options, **always(browser.engine)}


def always(engine: Engine) -> LaunchOptions:
    """Return what `launch()` is told of every browser: to send nothing twice, and to outlive Ctrl-C."""
    return {**ONCE[engine], "handle_sigint": False}


def find_on(machine: Machine, engine: Engine, *, headed: bool) -> Browser:
    """Find the browser on the given machine."""
    if machine.environ.get(VARIABLE):
        return configured(Path(machine.environ[VARIABLE]).expanduser(), engine)
    looked = list(places(machine, engine, headed=headed))
    for place in looked:
        executable = place.executable()
        if executable and place.origin == OWN and place.kind == kinds(engine, headed=headed)[0]:
            return Browser(engine, executable, OWN, {})  # Playwright picks the very same by itself
        if executable:
            return installed(engine, executable, place.origin)
    raise errors.nothing_found(machine, engine, looked, headed=headed)


def configured(path: Path, engine: Engine) -> Browser:
    """Return the browser that the user named, if it is one and of the engine asked for."""
    if not path.exists():
        raise errors.BrowserMissingError(errors.CONFIGURED_AWAY.format(path=path))
    if not startable(path):
        raise errors.BrowserMissingError(errors.CONFIGURED_DEAD.format(path=path))
    if ("firefox" in path.name.lower()) != (engine == "firefox"):
        named = "chromium" if engine == "firefox" else "firefox"
        raise errors.BrowserMissingError(errors.CONFIGURED_OTHER.format(path=path, asked=engine, named=named))
    return installed(engine, path, "configured")


def installed(engine: Engine, executable: Path, origin: str) -> Browser:
    """Return a browser that Playwright must be pointed to."""
    options: LaunchOptions = {"executable_path": str(executable)}
    if engine == "firefox":
        options["channel"] = STOCK_FIREFOX
    return Browser(engine, executable, origin, options)
