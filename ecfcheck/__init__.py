"""Checks a court's documented e-filing procedures, step by step, in a real browser."""

from importlib.metadata import version

__version__ = version("ecfcheck")
