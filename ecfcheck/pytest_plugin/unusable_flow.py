"""A flow that cannot run, because the settings of its account are missing or wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class UnusableFlow:
    """What to report of a flow that cannot run."""

    name: str
    text: str
    """What is missing or wrong, in one message."""
    is_left_out: bool
    """Whether the user wants it left out: it then does not fail."""
