"""Set-up installs what is missing, is immediate when nothing is, and its lock can be used anywhere."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    """Return each locked package with its entry."""
    entries = re.split(r"(?m)^(?=[a-z0-9][a-z0-9._-]*==)", LOCK)[1:]
    return {entry.split("==", maxsplit=1)[0]: entry for entry in entries}


def named(requirements: list[str]) -> set[str]:
    return {
        re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0].lower().replace("_", "-") for one in requirements
    }


def test_the_lock_names_no_address_and_no_place_on_a_disk() -> None:
    assert re.findall(r"\S*://\S*|(?m:^-\S.*)|\S*/(?:opt|home|root|work)/\S*", LOCK) == []


def test_every_locked_package_is_held_by_its_hashes() -> None:
    assert [name for name, entry in locked().items() if "--hash=sha256:" not in entry] == []


def test_the_lock_has_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = named([*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])
    assert asked - set(locked()) == set()


def test_the_lock_holds_playwright_for_every_system() -> None:
    # One hash a wheel: Linux on two processors, macOS on two, Windows on two.
    assert locked()["playwright"].count("--hash=sha256:") >= 6


@pytest.mark.skipif(
    bootstrap.read_stamp().get("key") != bootstrap.key(), reason="this checkout is not set up: make setup"
)
def test_a_second_set_up_does_nothing() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bootstrap.py"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    command = Path(".venv", "Scripts/ecfcheck.exe" if sys.platform == "win32" else "bin/ecfcheck")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"ready: {command}\n", "")
