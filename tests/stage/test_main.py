"""The stage as a process: how it starts, what it prints, and how it ends."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from stage import database
from stage.__main__ import read_arguments
from stage.serving import listen
from stage.settings import StageStartError

STAGE = [sys.executable, "-m", "stage"]
ROOT = Path(__file__).parents[2]
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send a signal to one process")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with a temporary folder for this test."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    inherited = {name: value for name, value in os.environ.items() if name != "ECFCHECK_STAGE_TOKEN"}
    return {**inherited, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}


@contextmanager
def start_stage(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*STAGE, *arguments],
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_ready_line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def wait_for_end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return the exit code and the rest of the output, once the process has ended by itself."""
    out, err = process.communicate(timeout=10)
    return process.returncode, out, err


def run(environment: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    with start_stage(environment, *arguments) as process:
        return wait_for_end(process)


def mint(addresses: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - this test's stage
        f"{addresses['control']}/accounts",
        data=b"{}",
        headers={"Authorization": f"Bearer {addresses['token']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        accounts: dict[str, Any] = json.load(answer)
    return accounts


def test_the_stage_prints_its_addresses_and_ends_with_its_input(
    environment: dict[str, str],
) -> None:
    with start_stage(environment, "--tied") as process:
        addresses = read_ready_line(process)
        port = addresses["port"]
        assert addresses["website"] == f"http://www.ctd.localhost:{port}"
        assert addresses["pacer"] == f"http://pacer.localhost:{port}"
        assert addresses["pacer_account"] == f"http://psc.localhost:{port}"
        assert addresses["ecf"] == f"http://ecf.ctd.localhost:{port}"
        assert addresses["control"] == f"http://127.0.0.1:{port}/control"
        assert mint(addresses)["pacer"]["user_name"]
        assert list(Path(environment["TMPDIR"]).glob("*/stage.sqlite"))
        assert wait_for_end(process) == (0, "", "")
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


@ON_POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_stage_cleanly(environment: dict[str, str], number: signal.Signals) -> None:
    with start_stage(environment) as process:
        mint(read_ready_line(process))
        process.send_signal(number)
        assert wait_for_end(process) == (0, "", "")
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


@pytest.mark.slow
@ON_POSIX
def test_a_second_signal_changes_nothing(environment: dict[str, str]) -> None:
    with start_stage(environment, "--tied") as process:
        read_ready_line(process)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            process.send_signal(number)
        assert wait_for_end(process) == (0, "", "")
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


def test_an_untied_stage_does_not_end_with_its_input(environment: dict[str, str]) -> None:
    with start_stage(environment) as process:
        addresses = read_ready_line(process)
        assert process.stdin
        process.stdin.close()
        assert mint(addresses)["ecf"]["login"]
        assert process.poll() is None


def test_the_token_comes_from_the_environment_or_is_random(environment: dict[str, str]) -> None:
    with start_stage({**environment, "ECFCHECK_STAGE_TOKEN": "given"}, "--tied") as process:
        assert read_ready_line(process)["token"] == "given"
    with start_stage(environment, "--tied") as first, start_stage(environment, "--tied") as second:
        tokens = {read_ready_line(first)["token"], read_ready_line(second)["token"]}
    assert len(tokens) == 2
    assert min(map(len, tokens)) >= 32


def test_a_database_of_its_own_is_kept_and_can_be_used_again(
    environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "kept.sqlite"
    names = []
    for _ in range(2):
        with start_stage(environment, "--tied", "--database", str(path)) as process:
            names.append(mint(read_ready_line(process))["pacer"]["user_name"])
            assert wait_for_end(process) == (0, "", "")
    assert all(name.encode() in path.read_bytes() for name in names)


def test_a_port_in_use_is_reported_in_one_line(environment: dict[str, str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        code, out, err = run(environment, "--tied", "--port", str(port))
    assert (code, out) == (4, "")
    assert err.startswith(f"stage: cannot listen on port {port}: ")
    assert err.count("\n") == 1


def test_two_stages_cannot_share_a_port() -> None:
    with closing(listen(0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(StageStartError, match=f"cannot listen on port {port}"):
            listen(port).close()


def test_an_unwritable_database_is_reported_in_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "missing" / "stage.sqlite"
    code, out, err = run(environment, "--tied", "--database", str(path))
    assert (code, out) == (4, "")
    assert err.startswith(f"stage: cannot use the database {path}: ")
    assert err.count("\n") == 1
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


@pytest.mark.parametrize("kind", ["a folder", "text", "another program's", "another version's"])
def test_a_file_that_is_not_a_stages_database_is_refused_and_unchanged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "stage.sqlite"
    if kind == "a folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("This is not a database but a text of some length.\n" * 100)
    elif kind == "another program's":
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE theirs (x)")
    else:
        database.prepare(path)
        with closing(sqlite3.connect(path)) as other:
            other.execute(f"PRAGMA user_version = {database.VERSION + 1}")
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StageStartError, match="Give --database another path") as problem:
        database.prepare(path)
    assert str(path) in str(problem.value)
    assert "\n" not in str(problem.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_wrong_argument_is_reported_in_one_line(environment: dict[str, str]) -> None:
    code, out, err = run(environment, "--port", "x")
    assert (code, out) == (4, "")
    assert err == "stage: argument --port: invalid int value: 'x'. See python -m stage --help.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "65536"],
        ["--port", "-1"],
        ["--session-minutes", "0"],
        ["--session-minutes", "nan"],
        ["--at", "soon"],
        ["--nonsense"],
        ["--database"],
    ],
    ids=" ".join,
)
def test_invalid_arguments_are_reported_by_name(arguments: list[str]) -> None:
    with pytest.raises(StageStartError, match=arguments[0]):
        read_arguments(arguments)


def test_the_clock_starts_at_the_given_time(environment: dict[str, str]) -> None:
    with start_stage(environment, "--tied", "--at", "2017-12-01 09:00") as process:
        addresses = read_ready_line(process)
        request = urllib.request.Request(  # noqa: S310 - this test's stage
            f"{addresses['control']}/clock", headers={"Authorization": f"Bearer {addresses['token']}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            at = json.load(answer)["at"]
    assert "2017-12-01T09:00:00" < at < "2017-12-01T09:01:00"
