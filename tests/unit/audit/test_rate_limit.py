"""Tests that all processes together keep to the login limit, evenly spaced."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from time import time_ns

import pytest
from filelock import FileLock

from ecfcheck.audit import rate_limit
from ecfcheck.audit.rate_limit import LoginRateLimit, RateLimitError

RESERVE_SCRIPT = """
import sys
from pathlib import Path
from ecfcheck.audit.rate_limit import LoginRateLimit
limit, wanted, taken = LoginRateLimit(Path(sys.argv[1]), int(sys.argv[2])), int(sys.argv[3]), 0
while taken < wanted:
    if limit.reserve() == 0:
        taken += 1
        print(taken, flush=True)
"""
MINUTE_MS = 60_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "logins.sqlite"


def start_reserving(path: Path, per_minute: int, wanted: int) -> subprocess.Popen[str]:
    """Start a process that reserves without a pause until it has the wanted number of logins."""
    command = [sys.executable, "-c", RESERVE_SCRIPT, str(path), str(per_minute), str(wanted)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def read_logins(path: Path) -> list[int]:
    """Return the times of the recorded logins in milliseconds, the earliest first."""
    with closing(sqlite3.connect(path)) as file:
        return [row[0] for row in file.execute("SELECT item_timestamp FROM rate_bucket ORDER BY 1")]


def record_logins(path: Path, *milliseconds_ago: int) -> None:
    """Record logins at these times before now."""
    LoginRateLimit(path, 1).reserve()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM rate_bucket")
        moments = [("login", time_ns() // 1_000_000 - ago) for ago in milliseconds_ago]
        file.executemany("INSERT INTO rate_bucket VALUES (?, ?)", moments)


def test_two_processes_share_the_limit_evenly_spaced(path: Path) -> None:
    # 1200 a minute are one every 50 ms, and never two within 40 ms.
    both = [start_reserving(path, 1200, 12) for _ in range(2)]
    assert [len(process.communicate()[0].splitlines()) for process in both] == [12, 12]
    moments = read_logins(path)
    assert len(moments) == 24
    assert min(later - earlier for earlier, later in pairwise(moments)) > 40


def test_the_second_login_waits_for_four_fifths_of_the_even_gap(path: Path) -> None:
    assert LoginRateLimit(path, 2).reserve() == 0
    assert 0 < LoginRateLimit(path, 2).reserve() <= 24.001


def test_a_minute_has_at_most_as_many_logins_as_the_limit(path: Path) -> None:
    record_logins(path, 50_000, 25_000)
    assert 0 < LoginRateLimit(path, 2).reserve() <= 10.001
    assert len(read_logins(path)) == 2
    assert LoginRateLimit(path, 3).reserve() == 0
    assert len(read_logins(path)) == 3


def test_logins_older_than_a_minute_are_deleted(path: Path) -> None:
    record_logins(path, 3 * MINUTE_MS, 2 * MINUTE_MS)
    assert LoginRateLimit(path, 1).reserve() == 0
    assert len(read_logins(path)) == 1


def test_logins_under_another_limit_count_too(path: Path) -> None:
    record_logins(path, *range(20_000, 10_000, -100))
    assert 0 < LoginRateLimit(path, 100).reserve() <= 40.001
    assert LoginRateLimit(path, 200).reserve() == 0


def test_a_clock_that_was_set_back_causes_no_wait(path: Path) -> None:
    record_logins(path, -120 * MINUTE_MS)
    assert LoginRateLimit(path, 10).reserve() == 0
    assert len(read_logins(path)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_a_usable_file(path: Path) -> None:
    for _ in range(5):
        process = start_reserving(path, 6000, 10**6)
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(3)] == ["1\n", "2\n", "3\n"]
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert 0 <= LoginRateLimit(path, 6000).reserve() <= 60
        assert min(later - earlier for earlier, later in pairwise(read_logins(path))) > 8


@pytest.mark.parametrize("per_minute", [1, 2, 3, 7, 11, 30, 45, 60, 59, 601, 5999, 6000])
def test_every_valid_limit_works(per_minute: int, path: Path) -> None:
    assert LoginRateLimit(path, per_minute).reserve() == 0
    wait = LoginRateLimit(path, per_minute).reserve()
    assert 0 <= wait <= 60.001


@pytest.mark.parametrize("per_minute", [0, -1, 6001])
def test_an_invalid_limit_is_refused(per_minute: int, path: Path) -> None:
    with pytest.raises(ValueError, match=f"^{per_minute} logins a minute is not a limit from 1 to 6000$"):
        LoginRateLimit(path, per_minute)


def reserve_fails(path: Path) -> str:
    with pytest.raises(RateLimitError) as error:
        LoginRateLimit(path, 10).reserve()
    return str(error.value)


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "logins.sqlite"
    message = reserve_fails(path)
    assert message.startswith(f"the count of logins, {path}, cannot be written: ")
    assert message.endswith("; set ECFCHECK_STATE to a writable folder")
    folder = tmp_path / "folder"
    folder.mkdir()
    assert reserve_fails(folder) == (
        f"the count of logins, {folder}, cannot be written: unable to open database file;"
        " set ECFCHECK_STATE to a writable folder"
    )


def test_a_damaged_file_is_reported(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database at all " * 100, encoding="utf-8")
    assert reserve_fails(path) == (
        f"the count of logins, {path}, is damaged: file is not a database;"
        " delete it: it holds only the last minute's logins"
    )


def test_a_lock_that_another_run_keeps_is_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_LOCK_TIMEOUT_SECONDS", 0)
    path.parent.mkdir()
    with FileLock(path.with_suffix(".lock")):
        assert reserve_fails(path) == (
            f"the count of logins, {path}, is in use by another run that does not end;"
            " end that run, or try again"
        )
