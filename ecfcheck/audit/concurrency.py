"""Chooses how many accounts to audit at once."""

from math import ceil

_BUSY_SECONDS = 0.7
"""How long one account keeps a core busy (measured with four at once on two cores)."""

_BROWSER_SECONDS = 0.3
"""The browser's own share of the time to a first screen: how long it takes if the court answers at once."""

_COURT_ANSWERS = 6
"""How many answers of the court an account waits for, one after the other."""

_MAX_PER_CORE = 8
"""How many accounts a core can carry before they slow each other down."""


def choose_concurrency(cores: int, first_screen: float, per_minute: int) -> int:
    """Return how many accounts to audit at once.

    `first_screen` is how many seconds a court took to show its login. While one account waits for its court,
    a core can serve others. The limit of `per_minute` logins caps the number: more would only wait in line.
    """
    waiting = _COURT_ANSWERS * max(first_screen - _BROWSER_SECONDS, 0)
    busy = cores * min(2 * (1 + waiting / _BUSY_SECONDS), _MAX_PER_CORE)
    seconds = 2 * _BUSY_SECONDS + waiting
    can_log_in = 1 + per_minute / 60 * seconds
    return max(1, min(round(busy), ceil(can_log_in)))
