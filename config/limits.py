"""Defines the time limits of a court."""

from typing import Annotated

from pydantic import Field

from config.validation import StrictModel

Seconds = Annotated[float, Field(gt=0, le=600)]


class Limits(StrictModel):
    """Time limits for this court, in seconds."""

    arrive: Seconds = 30
    """Maximum wait for the screen that an action leads to."""
    act: Seconds = 10
    """Maximum wait for an element of the current screen to become usable."""
    settle: Seconds = 3
    """Maximum wait for a screen to match what is documented before a difference is reported."""
    again: Seconds = 5
    """Delay before an unreachable court is tried again; doubles with each retry."""
