"""The stage's clock, the only source of time; it can be set and continues from there."""

import time
from datetime import UTC, datetime

YEARS = range(2000, 3000)  # not every system can represent other years
EXAMPLE = "2017-12-01T09:00-05:00"

_ahead = 0.0  # seconds ahead of the machine's clock


def now() -> float:
    """Return the time in seconds since the epoch."""
    return time.time() + _ahead


def set_time(at: float) -> None:
    """Set the clock of this process; it continues from there."""
    global _ahead  # noqa: PLW0603 - a process has one clock
    _ahead = at - time.time()


def format_iso(at: float) -> str:
    """Return a time in ISO 8601, in UTC, with milliseconds."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


def parse_iso(text: object) -> float:
    """Return the time of a text in ISO 8601, by default UTC; raises ValueError with the reason."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        years = f"from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(f"must be a time {years} in ISO 8601 such as {EXAMPLE}, not {text!r}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
