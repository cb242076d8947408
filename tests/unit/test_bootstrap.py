"""Setup does nothing if it is up to date, and its lock file works on every machine."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def list_locked() -> dict[str, str]:
    """Return the lock file's entries by package name."""
    entries = re.split(r"(?m)^(?=[a-z0-9][a-z0-9._-]*==)", LOCK)[1:]
    return {entry.split("==", maxsplit=1)[0]: entry for entry in entries}


def list_names(requirements: list[str]) -> set[str]:
    return {
        re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0].lower().replace("_", "-") for text in requirements
    }


def test_the_lock_contains_no_urls_and_no_local_paths() -> None:
    assert re.findall(r"\S*://\S*|(?m:^-\S.*)|\S*/(?:opt|home|root|work)/\S*", LOCK) == []


def test_every_locked_package_has_hashes() -> None:
    assert [name for name, entry in list_locked().items() if "--hash=sha256:" not in entry] == []


def test_the_lock_contains_all_dependencies_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = list_names([*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])
    assert required - set(list_locked()) == set()


def test_the_lock_has_playwright_for_every_platform() -> None:
    # One hash per wheel: two architectures each for Linux, macOS and Windows.
    assert list_locked()["playwright"].count("--hash=sha256:") >= 6


@pytest.mark.skipif(
    bootstrap.read_stamp().get("key") != bootstrap.compute_key(),
    reason="this checkout is not set up; run make setup",
)
def test_a_second_setup_does_nothing() -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "bootstrap.py"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    command = Path(".venv", "Scripts/ecfcheck.exe" if sys.platform == "win32" else "bin/ecfcheck")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"ready: {command}\n", "")
