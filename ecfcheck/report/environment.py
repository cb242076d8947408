"""Builds the Jinja environment of all HTML reports."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ecfcheck.report import text

SHARED = Path(__file__).parent
"""The folder of `base.css`, which every report includes."""


def build_environment(*folders: Path) -> Environment:
    """Return the environment for the templates of these folders and of this one.

    Text is escaped, and an undefined name is an error.
    """
    built = Environment(
        loader=FileSystemLoader((*folders, SHARED)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    built.filters.update(count=text.count, duration=text.format_duration, moment=text.format_moment)
    return built
