"""The browser of flows under pytest: the one that is found on this machine, or one that is elsewhere."""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from ecfcheck.browser.launch import BrowserFactory, open_browser
from ecfcheck.browser.remote import RemoteBrowser, find_remote_browser
from ecfcheck.provision import BrowserMissingError, Engine, always, find, launch_options
from ecfcheck.runner.outcome import Outcome


def find_remote_browsers(config: pytest.Config) -> list[RemoteBrowser]:
    """Return where the browsers are that are not to be found on this machine. Raises Problems."""
    places = [_elsewhere(config, engine) for engine in config.getoption("--browser") or ["chromium"]]
    return [place for place in places if place]


def recorded(config: pytest.Config) -> set[str]:
    """Return what is recorded, by ecfcheck or by pytest-playwright."""
    traced = {"trace"} if config.getoption("--tracing") != "off" else set()
    return {*config.getoption("--record"), *traced}


def _elsewhere(config: pytest.Config, engine: Engine) -> RemoteBrowser | None:
    headed, connect = config.getoption("--headed"), config.getoption("--connect")
    return find_remote_browser(engine, headed=headed, connect=connect, environ=os.environ)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: Engine, pytestconfig: pytest.Config
) -> dict[str, Any]:
    """The browser that is found, unless it is elsewhere or the command line names a channel."""
    if _elsewhere(pytestconfig, browser_name):
        return browser_type_launch_args
    if "channel" in browser_type_launch_args:
        return {**browser_type_launch_args, **always(browser_name)}
    try:
        found = find(browser_name, headed=pytestconfig.getoption("--headed"))
    except BrowserMissingError as error:
        pytest.exit(str(error), returncode=Outcome.HARNESS.exit_status)
    return {**browser_type_launch_args, **launch_options(found)}


@pytest.fixture(scope="session")
def reopen_browser(
    launch_browser: Callable[..., Browser],
    playwright: Playwright,
    browser_name: Engine,
    pytestconfig: pytest.Config,
) -> BrowserFactory:
    """What gives a browser in the place of one that was lost."""
    place = _elsewhere(pytestconfig, browser_name)
    return BrowserFactory(_there(playwright, browser_name, pytestconfig) if place else launch_browser)


@pytest.fixture(scope="session")
def launch_browser(
    launch_browser: Callable[..., Browser],
    playwright: Playwright,
    browser_name: Engine,
    pytestconfig: pytest.Config,
) -> Callable[..., Browser]:
    """What gives a browser: pytest-playwright's own way on this machine, ours where it is elsewhere."""
    place = _elsewhere(pytestconfig, browser_name)
    return partial(_or_exit, _there(playwright, browser_name, pytestconfig)) if place else launch_browser


def _there(playwright: Playwright, engine: Engine, config: pytest.Config) -> Callable[[], Browser]:
    headed, connect = config.getoption("--headed"), config.getoption("--connect")
    return partial(open_browser, playwright, engine, headed=headed, connect=connect, environ=os.environ)


def _or_exit(open_there: Callable[[], Browser]) -> Browser:
    try:
        return open_there()
    except BrowserMissingError as error:
        pytest.exit(str(error), returncode=Outcome.HARNESS.exit_status)
