"""The stage's clock: the only place that asks for the time, so that one day a test may set it."""

import time
from datetime import UTC, datetime


def now() -> float:
    """Seconds since the epoch."""
    return time.time()


def iso(at: float) -> str:
    """Write a moment as people and JSON readers like it: UTC, ISO 8601."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
