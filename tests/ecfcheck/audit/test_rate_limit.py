"""So many logins a minute get through and no more, whoever asks; in an even flow, and whatever was killed."""

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

ASK = """
import sys
from pathlib import Path
from ecfcheck.audit.rate_limit import LoginRateLimit
pace, wanted, taken = LoginRateLimit(Path(sys.argv[1]), int(sys.argv[2])), int(sys.argv[3]), 0
while taken < wanted:
    if pace.reserve() == 0:
        taken += 1
        print(taken, flush=True)
"""
MINUTE = 60_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "logins.sqlite"


def asking(path: Path, per_minute: int, wanted: int) -> subprocess.Popen[str]:
    """Start a process that asks without a pause until it got that many places."""
    command = [sys.executable, "-c", ASK, str(path), str(per_minute), str(wanted)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def logins(path: Path) -> list[int]:
    """Return the moments of the logins on record, in milliseconds, the earliest first."""
    with closing(sqlite3.connect(path)) as file:
        return [row[0] for row in file.execute("SELECT item_timestamp FROM rate_bucket ORDER BY 1")]


def had_logins(path: Path, *milliseconds_ago: int) -> None:
    """Let there have been logins at these moments."""
    LoginRateLimit(path, 1).reserve()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM rate_bucket")
        moments = [("login", time_ns() // 1_000_000 - ago) for ago in milliseconds_ago]
        file.executemany("INSERT INTO rate_bucket VALUES (?, ?)", moments)


def test_two_processes_together_keep_to_the_limit_in_an_even_flow(path: Path) -> None:
    # 1200 a minute are one each 50 ms, and never two within 40.
    both = [asking(path, 1200, 12) for _ in range(2)]
    assert [len(process.communicate()[0].splitlines()) for process in both] == [12, 12]
    moments = logins(path)
    assert len(moments) == 24
    assert min(later - earlier for earlier, later in pairwise(moments)) > 40


def test_the_first_login_is_free_and_the_second_waits_for_four_fifths_of_the_even_gap(path: Path) -> None:
    assert LoginRateLimit(path, 2).reserve() == 0
    assert 0 < LoginRateLimit(path, 2).reserve() <= 24.001


def test_a_minute_holds_no_more_than_the_limit(path: Path) -> None:
    had_logins(path, 50_000, 25_000)
    assert 0 < LoginRateLimit(path, 2).reserve() <= 10.001
    assert len(logins(path)) == 2
    assert LoginRateLimit(path, 3).reserve() == 0
    assert len(logins(path)) == 3


def test_what_is_older_than_a_minute_counts_no_more_and_is_forgotten(path: Path) -> None:
    had_logins(path, 3 * MINUTE, 2 * MINUTE)
    assert LoginRateLimit(path, 1).reserve() == 0
    assert len(logins(path)) == 1


def test_the_logins_under_another_limit_count_too(path: Path) -> None:
    had_logins(path, *range(20_000, 10_000, -100))
    assert 0 < LoginRateLimit(path, 100).reserve() <= 40.001
    assert LoginRateLimit(path, 200).reserve() == 0


def test_a_clock_that_was_set_back_keeps_nobody_waiting(path: Path) -> None:
    had_logins(path, -120 * MINUTE)
    assert LoginRateLimit(path, 10).reserve() == 0
    assert len(logins(path)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is another thing there")
def test_a_process_that_is_killed_in_the_middle_leaves_what_others_can_use(path: Path) -> None:
    for _ in range(5):
        process = asking(path, 6000, 10**6)
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(3)] == ["1\n", "2\n", "3\n"]
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert 0 <= LoginRateLimit(path, 6000).reserve() <= 60
        assert min(later - earlier for earlier, later in pairwise(logins(path))) > 8


@pytest.mark.parametrize("per_minute", [1, 2, 3, 7, 11, 30, 45, 60, 59, 601, 5999, 6000])
def test_every_limit_can_be_kept(per_minute: int, path: Path) -> None:
    assert LoginRateLimit(path, per_minute).reserve() == 0
    wait = LoginRateLimit(path, per_minute).reserve()
    assert 0 <= wait <= 60.001


@pytest.mark.parametrize("per_minute", [0, -1, 6001])
def test_a_limit_that_cannot_be_kept_is_refused(per_minute: int, path: Path) -> None:
    with pytest.raises(ValueError, match=f"^logins a minute: from 1 to 6000, not {per_minute}$"):
        LoginRateLimit(path, per_minute)


def failed(path: Path) -> str:
    with pytest.raises(RateLimitError) as told:
        LoginRateLimit(path, 10).reserve()
    return str(told.value)


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "logins.sqlite"
    told = failed(path)
    assert told.startswith(f"the count of logins, {path}, cannot be written: ")
    assert told.endswith("; set ECFCHECK_STATE to a folder that can be written to")
    folder = tmp_path / "folder"
    folder.mkdir()
    assert failed(folder) == (
        f"the count of logins, {folder}, cannot be written: unable to open database file;"
        " set ECFCHECK_STATE to a folder that can be written to"
    )


def test_a_damaged_file_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("no database at all " * 100, encoding="utf-8")
    assert failed(path) == (
        f"the count of logins, {path}, is damaged: file is not a database;"
        " delete it: it holds nothing but the last minute's logins"
    )


def test_another_run_that_does_not_let_go_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "_SECONDS_TO_WAIT", 0)
    path.parent.mkdir()
    with FileLock(path.with_suffix(".lock")):
        assert failed(path) == (
            f"the count of logins, {path}, is in use by another run that does not end:"
            " end that run, or try again"
        )
