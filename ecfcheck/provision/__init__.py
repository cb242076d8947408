"""Finds the browser of a run; `python -m ecfcheck.provision` installs one if need be."""

from ecfcheck.provision.ffmpeg import link_installed_ffmpeg
from ecfcheck.provision.find import (
    BrowserMissingError,
    Engine,
    LocalBrowser,
    base_launch_options,
    find_browser,
)

__all__ = [
    "BrowserMissingError",
    "Engine",
    "LocalBrowser",
    "base_launch_options",
    "find_browser",
    "link_installed_ffmpeg",
]
