"""Says where the landmarks are of several screens that are recognized at once."""

import sys
from collections.abc import Iterable
from pathlib import Path

from config.yaml_file import display_path
from ecfcheck.flowfile.registry import load_screens


def suggest_narrower_landmarks(names: Iterable[str]) -> str:
    """Return what to do if the landmarks of these screens all match one page."""
    places = ", ".join(f"{name} in {_find_file(name)}" for name in names)
    return f"make one of the landmarks narrower: {places} (several `says` are alternatives: one is enough)"


def _find_file(name: str) -> str:
    """Return the file with the page object of a screen."""
    module = load_screens()[name].page_class.__module__
    return display_path(Path(sys.modules[module].__file__ or module))
