"""Which browser a run uses, and how one comes to be there; `python -m ecfcheck.browser` provides it."""

from ecfcheck.browser.find import Browser, always, find, launch_options
from ecfcheck.browser.missing import BrowserMissing
from ecfcheck.browser.places import Engine

__all__ = ["Browser", "BrowserMissing", "Engine", "always", "find", "launch_options"]
