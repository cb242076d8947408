"""Which browser a run uses, and how one comes to be there; `python -m ecfcheck.browser` provides it."""

from ecfcheck.browser.find import ONCE, Browser, find, launch_options
from ecfcheck.browser.missing import BrowserMissing
from ecfcheck.browser.places import Engine

__all__ = ["ONCE", "Browser", "BrowserMissing", "Engine", "find", "launch_options"]
