"""`ecfcheck run --skip-missing` runs the flows that have an account, and says what it left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import NOT_STAGED, build_environ, build_settings, read_steps, write_court_file


@pytest.mark.slow
def test_flows_with_an_account_run_and_the_others_are_named(tmp_path: Path, stage: FaultyStage) -> None:
    court = write_court_file(stage, tmp_path, NOT_STAGED)
    settings = build_settings(stage.mint(ecf={"linked": True}), "linked_filer")
    flows = ("pacer_only", "verify_linked")
    command = [sys.executable, "-m", "ecfcheck", "run", *flows, "--court", str(court), "--live"]
    run = subprocess.run(
        [*command, "--skip-missing", "--out", "out", "--evidence", "none"],
        cwd=tmp_path,
        env={**os.environ, **build_environ(stage, tmp_path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    pacer_only = "ECFCHECK_PACER_ONLY_PACER_"
    assert f"left out: pacer_only needs {pacer_only}USER_NAME, {pacer_only}PASSWORD\n" in run.stdout
    assert run.stdout.endswith("left out  1 flow without an account, named at the start\n")
    report = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert (
        f"because it has no account: pacer_only needs {pacer_only}USER_NAME, {pacer_only}PASSWORD</p>"
        in report
    )
    assert {step["flow"] for step in read_steps(tmp_path)} == {"verify_linked"}
