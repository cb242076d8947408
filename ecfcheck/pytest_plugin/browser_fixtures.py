"""Overrides pytest-playwright's fixtures to use the browser that ecfcheck finds."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from ecfcheck.browser.launch import BrowserFactory, open_browser
from ecfcheck.browser.remote import RemoteBrowser, find_remote_browser
from ecfcheck.provision import BrowserMissingError, Engine, base_launch_options, find_browser
from ecfcheck.runner.outcome import Outcome


def find_remote_browsers(config: pytest.Config) -> list[RemoteBrowser]:
    """Return the remote browsers that the options and the environment name. Raises ProblemsError."""
    remotes = [_find_remote(config, engine) for engine in config.getoption("--browser") or ["chromium"]]
    return [remote for remote in remotes if remote]


def list_recordings(config: pytest.Config) -> set[str]:
    """Return what ecfcheck or pytest-playwright records: `trace`, `video`."""
    traced = {"trace"} if config.getoption("--tracing") != "off" else set()
    return {*config.getoption("--record"), *traced}


def _find_remote(config: pytest.Config, engine: Engine) -> RemoteBrowser | None:
    headed, connect = config.getoption("--headed"), config.getoption("--connect")
    return find_remote_browser(engine, headed=headed, connect=connect, environ=os.environ)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: Engine, pytestconfig: pytest.Config
) -> dict[str, Any]:
    """Add the browser found on this machine, unless it is remote or --browser-channel names one."""
    if _find_remote(pytestconfig, browser_name):
        return browser_type_launch_args
    if "channel" in browser_type_launch_args:
        return {**browser_type_launch_args, **base_launch_options(browser_name)}
    try:
        found = find_browser(browser_name, headed=pytestconfig.getoption("--headed"))
    except BrowserMissingError as error:
        pytest.exit(str(error), returncode=Outcome.HARNESS.exit_status)
    return {**browser_type_launch_args, **found.launch_options}


@pytest.fixture(scope="session")
def open_remote_browser(
    playwright: Playwright, browser_name: Engine, pytestconfig: pytest.Config
) -> Callable[[], Browser] | None:
    """Return a function that opens the remote browser; None if the browser is on this machine."""
    if not _find_remote(pytestconfig, browser_name):
        return None
    headed, connect = pytestconfig.getoption("--headed"), pytestconfig.getoption("--connect")
    return lambda: open_browser(playwright, browser_name, headed=headed, connect=connect, environ=os.environ)


@pytest.fixture(scope="session")
def reopen_browser(
    launch_browser: Callable[..., Browser], open_remote_browser: Callable[[], Browser] | None
) -> BrowserFactory:
    """Return a function that replaces a browser that was lost."""
    return BrowserFactory(open_remote_browser or launch_browser)


@pytest.fixture(scope="session")
def launch_browser(
    launch_browser: Callable[..., Browser], open_remote_browser: Callable[[], Browser] | None
) -> Callable[..., Browser]:
    """Return pytest-playwright's function that launches a browser, or ours for a remote one."""
    if open_remote_browser is None:
        return launch_browser

    def open_or_exit() -> Browser:
        try:
            return open_remote_browser()
        except BrowserMissingError as error:
            pytest.exit(str(error), returncode=Outcome.HARNESS.exit_status)

    return open_or_exit
