"""What every HTML report's templates are rendered in: text escaped, nothing undefined, shared wordings."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ecfcheck.report import text

SHARED = Path(__file__).parent
"""Where `base.css` is, which every report includes."""


def environment(*folders: Path) -> Environment:
    """Return where the templates of these folders, and of this one, are rendered."""
    made = Environment(
        loader=FileSystemLoader((*folders, SHARED)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(count=text.count, duration=text.duration, moment=text.moment)
    return made
