"""Limits logins per minute, across all processes of a user.

If R a minute are allowed, no window of 60 seconds holds more than R, and they are spaced evenly: at R = 30,
one every 2 seconds. Two are never closer than four fifths of that gap (1.6 s): that prevents a burst after
a pause, and lets the next logins catch up when one is late.
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

from config.errors import UserError
from ecfcheck.courts.ledger import STATE

MAX_PER_MINUTE = 6000
"""The highest limit at which two logins can still be spaced apart."""

_LOCK_TIMEOUT_SECONDS = 10
_MIN_GAP_FRACTION = 0.8
_MINUTE_MS = Duration.MINUTE.value


class RateLimitError(UserError):
    """The logins of the last minute cannot be counted; the message says why, and what to do."""


@dataclass(frozen=True)
class LoginRateLimit:
    """A limit of 1 to 6000 logins a minute; its SQLite file holds the times of logins only.

    Processes with other limits may share the file: each keeps to its own limit and counts all logins.
    """

    path: Path
    per_minute: int

    def __post_init__(self) -> None:
        if not 1 <= self.per_minute <= MAX_PER_MINUTE:
            raise ValueError(f"{self.per_minute} logins a minute is not a limit from 1 to {MAX_PER_MINUTE}")

    def reserve(self) -> float:
        """Reserve one login now and return 0.0, or return in how many seconds to ask again.

        It waits for other processes that ask, some milliseconds each. Raises RateLimitError.
        """
        with self._lock_file(), closing(self._open_bucket()) as bucket:
            now = time_ns() // 1_000_000
            self._drop_old_logins(bucket, now)
            login = RateItem("login", now)
            if bucket.put(login):
                return 0.0
            milliseconds = cast("int", bucket.waiting(login))  # only asynchronous buckets return an awaitable
            return max(milliseconds, 1) / 1000

    def _open_bucket(self) -> SQLiteBucket:
        return SQLiteBucket.init_from_file(self._rates, db_path=str(self.path))

    @property
    def _rates(self) -> list[Rate]:
        per_minute = Rate(self.per_minute, _MINUTE_MS)
        min_gap = Rate(1, int(_MIN_GAP_FRACTION * _MINUTE_MS / self.per_minute))
        return [min_gap, per_minute] if self.per_minute > 1 else [per_minute]

    @staticmethod
    def _drop_old_logins(bucket: SQLiteBucket, now: int) -> None:
        bucket.leak(now)
        newest = bucket.peek(0)
        if newest and newest.timestamp > now + _MINUTE_MS:
            # The clock was set back: do not wait until that moment comes again.
            bucket.flush()

    @contextmanager
    def _lock_file(self) -> Iterator[None]:
        # The bucket's own lock waits forever, and is not held while the bucket is opened and closed.
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=_LOCK_TIMEOUT_SECONDS, poll_interval=0.01):
                yield
        except Timeout:
            text = f"{self._name} is in use by another run that does not end"
            raise RateLimitError(f"{text}; end that run, or try again") from None
        except (OSError, sqlite3.OperationalError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            text = f"{self._name} cannot be written: {why}"
            raise RateLimitError(f"{text}; set {STATE} to a writable folder") from None
        except sqlite3.DatabaseError as error:
            text = f"{self._name} is damaged: {error}"
            raise RateLimitError(f"{text}; delete it: it holds only the last minute's logins") from None

    @property
    def _name(self) -> str:
        return f"the count of logins, {self.path},"
