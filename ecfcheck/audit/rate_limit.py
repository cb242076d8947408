"""How fast an audit may log in: so many logins a minute, of all processes of a user together.

Where R a minute are allowed, no minute holds more than R, from whatever moment it is counted, and within it
they come evenly: at R = 30 one each 2 seconds. Two are never nearer than four fifths of that gap (1.6 s), so
that there is no rush after a pause, while what is lost when a login comes late is made up for by the next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import cast

from filelock import FileLock, Timeout
from pyrate_limiter import Duration, Rate, RateItem, SQLiteBucket

from ecfcheck.courts.ledger import STATE

MOST = 6000
"""The highest number of logins a minute that can be kept apart."""

_SECONDS_TO_WAIT = 10
_PART_OF_EVEN_GAP = 0.8
_MINUTE = Duration.MINUTE.value


class RateLimitError(Exception):
    """The logins of the last minute cannot be counted; the text says why, and what to do."""


@dataclass(frozen=True)
class LoginRateLimit:
    """The limit of logins a minute, 1 to 6000; the file holds when people logged in, and no more.

    Processes with other limits may use the same file: each keeps to its own, and counts the logins of all.
    """

    path: Path
    per_minute: int

    def __post_init__(self) -> None:
        if not 1 <= self.per_minute <= MOST:
            raise ValueError(f"logins a minute: from 1 to {MOST}, not {self.per_minute}")

    def reserve(self) -> float:
        """Take a place for one login and return 0.0, or return after how many seconds to ask again.

        It waits for other processes that are asking, for some milliseconds each. Raises PaceFailed.
        """
        with self._locked(), closing(self._bucket()) as bucket:
            now = time_ns() // 1_000_000
            self._forget_what_is_past(bucket, now)
            login = RateItem("login", now)
            if bucket.put(login):
                return 0.0
            milliseconds = cast("int", bucket.waiting(login))  # only asynchronous buckets return another
            return max(milliseconds, 1) / 1000

    def _bucket(self) -> SQLiteBucket:
        return SQLiteBucket.init_from_file(self._rates, db_path=str(self.path))

    @property
    def _rates(self) -> list[Rate]:
        a_minute = Rate(self.per_minute, _MINUTE)
        one_by_one = Rate(1, int(_PART_OF_EVEN_GAP * _MINUTE / self.per_minute))
        return [one_by_one, a_minute] if self.per_minute > 1 else [a_minute]

    @staticmethod
    def _forget_what_is_past(bucket: SQLiteBucket, now: int) -> None:
        bucket.leak(now)
        newest = bucket.peek(0)
        if newest and newest.timestamp > now + _MINUTE:
            # The clock was set back: nobody shall wait until that moment comes again.
            bucket.flush()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # The bucket's own lock would wait for ever, and does not hold while it is opened and closed.
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_SECONDS_TO_WAIT, poll_interval=0.01):
                yield
        except Timeout:
            text = f"{self._name} is in use by another run that does not end"
            raise RateLimitError(f"{text}: end that run, or try again") from None
        except (OSError, sqlite3.OperationalError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            text = f"{self._name} cannot be written: {why}"
            raise RateLimitError(f"{text}; set {STATE} to a folder that can be written to") from None
        except sqlite3.DatabaseError as error:
            text = f"{self._name} is damaged: {error}"
            raise RateLimitError(
                f"{text}; delete it: it holds nothing but the last minute's logins"
            ) from None

    @property
    def _name(self) -> str:
        return f"the count of logins, {self.path},"
