"""`--shard` with pytest: each module is in one shard; an empty shard succeeds."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from ecfcheck.report.read import read_folder
from ecfcheck.runner.records import RunRecord, StepRecord
from tests.e2e.pytest_plugin.conftest import RunHere
from tests.helpers.suite import copy_suite

pytest_plugins = ["pytester"]


def create_suite(folder: Path) -> Path:
    """Create a suite of two flows and a test; return the folder."""
    copy_suite(folder, "pacer_only", "wrong_pacer_password")
    (folder / "test_own.py").write_text("def test_own() -> None:\n    pass\n", encoding="utf-8")
    return folder


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    return create_suite(tmp_path)


@pytest.fixture
def suite_here(pytester: pytest.Pytester) -> Path:
    """Create the same suite for pytest in this process."""
    return create_suite(pytester.path)


@pytest.fixture
def run_shard(suite_here: Path, run_here: RunHere) -> RunHere:  # noqa: ARG001 - creates the files
    """Return a function that runs an empty shard: tests cannot run within a test."""
    return partial(run_here, "flows", "test_own.py")


def run_pytest(suite: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "flows", "test_own.py", "-p", "no:randomly", *arguments]
    return subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_all_steps_and_runs_of_a_flow_are_in_one_shard(suite: Path) -> None:
    steps: list[tuple[str, int, str]] = []
    plans, passed = set(), []
    for index in (1, 2):
        run = run_pytest(suite, f"--shard={index}/2", "--runs=2", f"--out=out{index}")
        assert run.returncode == 0, run.stdout
        passed.append("test_own.py ." in run.stdout)
        records = read_folder(suite / f"out{index}").records
        heads = [record for record in records if isinstance(record, RunRecord)]
        assert {head.shard for head in heads} == {(index, 2)}
        plans |= {head.plan for head in heads}
        mine = [(r.flow, r.run, r.step) for r in records if isinstance(r, StepRecord)]
        assert len({flow for flow, _, _ in mine}) == 1
        assert {number for _, number, _ in mine} == {1, 2}
        steps += mine
    assert len(plans) == 1
    assert sorted(passed) == [False, True]
    assert len(steps) == len(set(steps))
    assert {flow for flow, _, _ in steps} == {"pacer_only", "wrong_pacer_password"}


def check_empty_shard(suite: Path, status: int, printed: str) -> None:
    assert status == 0, printed
    assert "shard 4/4: nothing to run; all that was collected is in other shards" in printed
    head, _end = read_folder(suite / "out").records
    assert isinstance(head, RunRecord)
    assert head.shard == (4, 4)


def test_an_empty_shard_succeeds_and_is_on_record(suite_here: Path, run_shard: RunHere) -> None:
    run = run_shard("--shard=4/4", "--out=out")
    check_empty_shard(suite_here, run.ret, run.stdout.str())


@pytest.mark.slow
def test_an_empty_shard_succeeds_with_workers_too(suite: Path) -> None:
    run = run_pytest(suite, "--shard=4/4", "-n", "2", "--out=out")
    check_empty_shard(suite, run.returncode, run.stdout)


def test_a_selection_without_any_tests_ends_as_pytest_ends_it(run_shard: RunHere) -> None:
    assert run_shard("--shard=1/2", "-k", "nonsense").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_an_invalid_shard_is_reported_before_collection(run_shard: RunHere) -> None:
    run = run_shard("--shard=5/4")
    assert run.ret == 4
    assert (
        "ERROR: --shard: '5/4' is not a shard; write I/N, from 1/N to N/N: 2/4 is the second of four shards"
        in run.stderr.str()
    )


@pytest.mark.slow
def test_a_shard_with_tests_but_no_flows_is_on_record(suite: Path) -> None:
    run = run_pytest(suite, "--shard=3/3", "--out=out")
    assert "test_own.py ." in run.stdout
    head, _end = read_folder(suite / "out").records
    assert isinstance(head, RunRecord)
    assert head.shard == (3, 3)
