"""The stage as a program: how it starts, what it says, and how it ends."""

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
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be sent to one process there")


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment whose temporary files are this test's own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    inherited = {name: value for name, value in os.environ.items() if name != "ECFCHECK_STAGE_TOKEN"}
    return {**inherited, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}


@contextmanager
def stage(surroundings: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*STAGE, *arguments],
        cwd=ROOT,
        env=surroundings,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ready(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return the exit code and all that was still written, once the process has ended by itself."""
    out, err = process.communicate(timeout=10)
    return process.returncode, out, err


def run(surroundings: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    with stage(surroundings, *arguments) as process:
        return ended(process)


def mint(told: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - a stage of this test
        f"{told['control']}/accounts",
        data=b"{}",
        headers={"Authorization": f"Bearer {told['token']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        made: dict[str, Any] = json.load(answer)
    return made


def test_it_says_where_it_is_in_one_line_serves_there_and_ends_with_its_input(
    surroundings: dict[str, str],
) -> None:
    with stage(surroundings, "--tied") as process:
        told = ready(process)
        port = told["port"]
        assert told["website"] == f"http://www.ctd.localhost:{port}"
        assert told["pacer"] == f"http://pacer.localhost:{port}"
        assert told["pacer_account"] == f"http://psc.localhost:{port}"
        assert told["ecf"] == f"http://ecf.ctd.localhost:{port}"
        assert told["control"] == f"http://127.0.0.1:{port}/control"
        assert mint(told)["pacer"]["user_name"]
        assert list(Path(surroundings["TMPDIR"]).glob("*/stage.sqlite"))
        assert ended(process) == (0, "", "")
    assert list(Path(surroundings["TMPDIR"]).iterdir()) == []


@ON_POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(surroundings: dict[str, str], number: signal.Signals) -> None:
    with stage(surroundings) as process:
        mint(ready(process))
        process.send_signal(number)
        assert ended(process) == (0, "", "")
    assert list(Path(surroundings["TMPDIR"]).iterdir()) == []


@pytest.mark.slow
@ON_POSIX
def test_a_second_signal_changes_nothing(surroundings: dict[str, str]) -> None:
    with stage(surroundings, "--tied") as process:
        ready(process)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            process.send_signal(number)
        assert ended(process) == (0, "", "")
    assert list(Path(surroundings["TMPDIR"]).iterdir()) == []


def test_it_does_not_end_with_its_input_unless_it_is_tied(surroundings: dict[str, str]) -> None:
    with stage(surroundings) as process:
        told = ready(process)
        assert process.stdin
        process.stdin.close()
        assert mint(told)["ecf"]["login"]
        assert process.poll() is None


def test_the_token_can_be_given_in_the_environment_and_is_new_otherwise(surroundings: dict[str, str]) -> None:
    with stage({**surroundings, "ECFCHECK_STAGE_TOKEN": "given"}, "--tied") as process:
        assert ready(process)["token"] == "given"
    with stage(surroundings, "--tied") as first, stage(surroundings, "--tied") as second:
        tokens = {ready(first)["token"], ready(second)["token"]}
    assert len(tokens) == 2
    assert min(map(len, tokens)) >= 32


def test_a_database_that_was_given_is_kept_and_serves_again(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "kept.sqlite"
    names = []
    for _ in range(2):
        with stage(surroundings, "--tied", "--database", str(path)) as process:
            names.append(mint(ready(process))["pacer"]["user_name"])
            assert ended(process) == (0, "", "")
    assert all(name.encode() in path.read_bytes() for name in names)


def test_a_port_in_use_is_told_in_one_line(surroundings: dict[str, str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        code, out, err = run(surroundings, "--tied", "--port", str(port))
    assert (code, out) == (4, "")
    assert err.startswith(f"stage: cannot listen on port {port}: ")
    assert err.count("\n") == 1


def test_a_port_that_another_stage_has_just_taken_is_in_use() -> None:
    with closing(listen(0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(StageStartError, match=f"cannot listen on port {port}"):
            listen(port).close()


def test_a_database_that_cannot_be_written_is_told_in_one_line(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "missing" / "stage.sqlite"
    code, out, err = run(surroundings, "--tied", "--database", str(path))
    assert (code, out) == (4, "")
    assert err.startswith(f"stage: cannot use the database {path}: ")
    assert err.count("\n") == 1
    assert list(Path(surroundings["TMPDIR"]).iterdir()) == []


@pytest.mark.parametrize("kind", ["a folder", "text", "another program's", "another version's"])
def test_what_is_no_database_of_this_stage_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "stage.sqlite"
    if kind == "a folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("This is no database, but a text of some length.\n" * 100)
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


def test_a_wrong_argument_is_told_in_one_line(surroundings: dict[str, str]) -> None:
    code, out, err = run(surroundings, "--port", "x")
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
def test_arguments_that_make_no_sense_are_refused_by_name(arguments: list[str]) -> None:
    with pytest.raises(StageStartError, match=arguments[0]):
        read_arguments(arguments)


def test_its_clock_starts_at_the_moment_given_and_runs_on(surroundings: dict[str, str]) -> None:
    with stage(surroundings, "--tied", "--at", "2017-12-01 09:00") as process:
        told = ready(process)
        request = urllib.request.Request(  # noqa: S310 - a stage of this test
            f"{told['control']}/clock", headers={"Authorization": f"Bearer {told['token']}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            at = json.load(answer)["at"]
    assert "2017-12-01T09:00:00" < at < "2017-12-01T09:01:00"
