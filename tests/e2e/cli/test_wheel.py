"""An installed ecfcheck has all that it needs at run time, without a checkout."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from config.project import INCLUDED_FLOWS

ROOT = Path(__file__).parents[3]
Run = Callable[..., str]


@pytest.fixture(scope="module")
def run_installed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that runs a module of an unpacked wheel in a folder, and returns its output."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    ZipFile(wheel).extractall(folder / "site")

    def run(where: Path, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=where,
            env={**os.environ, "PYTHONPATH": str(folder / "site")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.mark.slow
def test_the_included_flows_are_in_the_wheel_and_run(run_installed: Run, tmp_path: Path) -> None:
    listed = run_installed(tmp_path, "ecfcheck", "lint").splitlines()
    assert len(listed) == len([*INCLUDED_FLOWS.glob("*.yaml")])
    assert not any(line.startswith(str(ROOT)) for line in listed)
    assert "steps OK" in run_installed(tmp_path, "ecfcheck", "run", "verify_linked")


@pytest.mark.slow
def test_a_project_works_with_the_wheel(run_installed: Run, tmp_path: Path) -> None:
    run_installed(tmp_path, "ecfcheck", "init", "mine")
    assert "2 of 2 steps OK" in run_installed(tmp_path / "mine", "ecfcheck", "run")
    assert "2 passed" in run_installed(tmp_path / "mine" / "flows", "pytest", "-q", "-n", "0")
