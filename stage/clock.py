"""The stage's clock: the only place that asks for the time. It can be set, and runs on from there."""

import time
from datetime import UTC, datetime

YEARS = range(2000, 3000)  # other moments no system's calendar is sure to know
EXAMPLE = "2017-12-01T09:00-05:00"

_ahead = 0.0  # of the machine's clock, in seconds


def now() -> float:
    """Seconds since the epoch."""
    return time.time() + _ahead


def run_from(at: float) -> None:
    """Set the clock of this process; it runs on from there."""
    global _ahead  # noqa: PLW0603 - a process has one clock
    _ahead = at - time.time()


def iso(at: float) -> str:
    """Write a moment as people and JSON readers like it: UTC, ISO 8601."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


def read_iso(text: object) -> float:
    """Read a moment; without a zone it is UTC. Raises ValueError with what it must be."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        years = f"from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(f"must be a moment {years} in ISO 8601 such as {EXAMPLE}, not {text!r}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
