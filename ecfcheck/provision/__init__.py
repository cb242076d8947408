"""Which browser a run uses, and how one comes to be there; `python -m ecfcheck.provision` provides it."""

from ecfcheck.provision.errors import BrowserMissingError
from ecfcheck.provision.find import Browser, always, find, launch_options
from ecfcheck.provision.locations import Engine

__all__ = ["Browser", "BrowserMissingError", "Engine", "always", "find", "launch_options"]
