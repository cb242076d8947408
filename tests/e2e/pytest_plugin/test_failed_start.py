"""A flow that cannot start under pytest is one short message, whatever the reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import build_environ, write_court_file
from tests.helpers.suite import copy_suite


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Create a suite with two flows of two steps."""
    return copy_suite(tmp_path, "verify_linked", "pacer_only")


def run_pytest(suite: Path, environ: dict[str, str], *options: str) -> str:
    # Not as in CI, where pytest repeats messages in its summary.
    command = [sys.executable, "-m", "pytest", "flows", "-p", "no:randomly", "--evidence=none", *options]
    run = subprocess.run(
        command,
        cwd=suite,
        env={**os.environ, "CI": "", "BUILD_NUMBER": "", **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout
    return run.stdout


def assert_one_message_for_each_flow(printed: str, message: str) -> None:
    details, summary = printed.split("short test summary info")
    assert details.count(message) == 2, printed
    assert "2 skipped, 2 errors" in summary
    for noise in ("During handling", "Traceback", "direct cause", "fixtures.py"):
        assert noise not in printed


@pytest.mark.slow
def test_a_stage_without_its_token_is_one_message_for_each_flow(suite: Path, stage: FaultyStage) -> None:
    court = write_court_file(stage, suite).name
    environ = build_environ(stage, suite) | {"ECFCHECK_STAGE_TOKEN": ""}
    printed = run_pytest(suite, environ, f"--court={court}", "--out=out")
    assert_one_message_for_each_flow(printed, "ECFCHECK_STAGE_TOKEN")


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_to_is_one_message_for_each_flow(suite: Path) -> None:
    (suite / "runs").touch()
    printed = run_pytest(suite, {})
    assert_one_message_for_each_flow(
        printed, "cannot be written to: Not a directory; name another folder as --out"
    )
