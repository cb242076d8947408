"""Finds the browser of a run, and installs one if there is none (`python -m ecfcheck.provision`)."""

from ecfcheck.provision.find import (
    BrowserMissingError,
    Engine,
    LocalBrowser,
    base_launch_options,
    find_browser,
)

__all__ = ["BrowserMissingError", "Engine", "LocalBrowser", "base_launch_options", "find_browser"]
