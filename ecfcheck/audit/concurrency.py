"""How many accounts an audit takes at once, where its user does not say."""

from math import ceil

_BUSY_SECONDS = 0.7
"""How long one account keeps a core busy (design: Speed, with four at once on two cores)."""

_OWN_SECONDS = 0.3
"""How long a first screen takes of a court that answers at once: what the browser does for it."""

_ANSWERS = 6
"""How many answers of the court an account waits for, one after the other."""

_MOST = 8
"""How many accounts a core can carry before they only get in each other's way."""


def accounts_at_once(cores: int, first_screen: float, per_minute: int) -> int:
    """Return how many accounts to take at once.

    `first_screen` is how many seconds a court's login took to be there: while a court lets one account wait,
    a core can do for others. More than can log in at the limit of logins a minute would only wait in turn.
    """
    waiting = _ANSWERS * max(first_screen - _OWN_SECONDS, 0)
    busy = cores * min(2 * (1 + waiting / _BUSY_SECONDS), _MOST)
    seconds = 2 * _BUSY_SECONDS + waiting
    of_use = 1 + per_minute / 60 * seconds
    return max(1, min(round(busy), ceil(of_use)))


def timeout_factor(cores: int, at_once: int) -> float:
    """Return by how much longer than its file says a court may take, each account having less of a core."""
    return max(1.0, at_once / (2 * cores))
