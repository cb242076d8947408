"""`--shard` under pytest: whole modules, each in one shard; one without any says so and ends well."""

import subprocess
import sys
from pathlib import Path

import pytest

from ecfcheck.report.read import read_folder
from ecfcheck.run.record import RunRecord, StepRecord
from tests.ecfcheck.host.suite import copied


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Two flows and a test."""
    folder = copied(tmp_path, "pacer_only", "wrong_pacer_password")
    (folder / "test_own.py").write_text("def test_own() -> None:\n    pass\n", encoding="utf-8")
    return folder


def run_pytest(suite: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "flows", "test_own.py", "-p", "no:randomly", *arguments]
    return subprocess.run(command, cwd=suite, capture_output=True, text=True, check=False)


def test_a_flow_is_never_split_and_all_its_runs_are_in_one_shard(suite: Path) -> None:
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


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_shard_with_nothing_to_run_says_so_ends_well_and_is_on_record(suite: Path, processes: str) -> None:
    run = run_pytest(suite, "--shard=4/4", "-n", processes, "--out=out")
    assert run.returncode == 0, run.stdout
    assert "shard 4/4: nothing to run; none of what was collected falls to it" in run.stdout
    head, _end = read_folder(suite / "out").records
    assert isinstance(head, RunRecord)
    assert head.shard == (4, 4)


def test_what_selects_nothing_at_all_still_ends_as_pytest_has_it(suite: Path) -> None:
    assert run_pytest(suite, "--shard=1/2", "-k", "nonsense").returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_what_is_no_shard_is_told_before_anything_is_collected(suite: Path) -> None:
    run = run_pytest(suite, "--shard=5/4")
    assert run.returncode == 4
    assert (
        "ERROR: --shard: '5/4' is no shard; write I/N, from 1/N to N/N: 2/4 is the second part of four"
        in run.stderr
    )


def test_a_shard_with_tests_and_no_flow_is_on_record_too(suite: Path) -> None:
    run = run_pytest(suite, "--shard=3/3", "--out=out")
    assert "test_own.py ." in run.stdout
    head, _end = read_folder(suite / "out").records
    assert isinstance(head, RunRecord)
    assert head.shard == (3, 3)
