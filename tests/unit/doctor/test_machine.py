"""The machine's browser, display and folders are examined as a run would use them."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from ecfcheck.doctor.diagnosis import Diagnosis, Level
from ecfcheck.doctor.machine import Machine


def examine(folder: Path, **environ: str) -> Mapping[str, Diagnosis]:
    variables = {"HOME": str(folder), "ECFCHECK_STATE": str(folder / "state"), **environ}
    return {finding.subject: finding for finding in Machine(variables, folder).examine("chromium")}


def create_browser(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot run a script")
def test_the_browsers_version_is_told_with_why_it_is_this_one(tmp_path: Path) -> None:
    program = create_browser(tmp_path / "chrome", "echo Chromium 1.2.3")
    finding = examine(tmp_path, ECFCHECK_BROWSER=program)["browser"]
    assert finding.level is Level.OK
    assert finding.text == f"Chromium 1.2.3, {program} (named by ECFCHECK_BROWSER)"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot run a script")
def test_a_browser_that_does_not_start_is_a_problem_in_its_own_words(tmp_path: Path) -> None:
    program = create_browser(tmp_path / "chrome", "echo libnss3.so is missing >&2; exit 127")
    finding = examine(tmp_path, ECFCHECK_BROWSER=program)["browser"]
    assert finding.level is Level.PROBLEM
    assert finding.text == f"{program} (named by ECFCHECK_BROWSER) does not start: libnss3.so is missing"
    assert "ECFCHECK_BROWSER" in finding.remedy


def test_a_browser_that_is_not_there_is_a_problem_with_its_remedy(tmp_path: Path) -> None:
    finding = examine(tmp_path, ECFCHECK_BROWSER=str(tmp_path / "missing"))["browser"]
    assert finding.level is Level.PROBLEM
    assert finding.text == f"ECFCHECK_BROWSER names {tmp_path / 'missing'}, which does not exist"
    assert finding.remedy.startswith("name a browser's program")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_a_machine_without_a_display_is_noted_for_headed_runs(tmp_path: Path) -> None:
    program = create_browser(tmp_path / "chrome", "echo Chromium 1.2.3")
    without = examine(tmp_path, ECFCHECK_BROWSER=program)["--headed"]
    text = "this machine has no display: neither DISPLAY nor WAYLAND_DISPLAY is set"
    assert (without.level, without.text) == (Level.NOTE, text), "the subject has its own column"
    assert "xvfb-run" in without.remedy
    assert examine(tmp_path, ECFCHECK_BROWSER=program, DISPLAY=":0")["--headed"].level is Level.OK


def test_a_folder_that_does_not_exist_yet_is_examined_by_its_parent(tmp_path: Path) -> None:
    finding = examine(tmp_path)["state folder"]
    assert finding.level is Level.OK
    assert not (tmp_path / "state").exists()


def test_a_folder_that_cannot_be_written_to_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ecfcheck.doctor.machine.TemporaryFile", refuse)
    finding = examine(tmp_path)["state folder"]
    assert finding.level is Level.PROBLEM
    assert finding.text == f"{tmp_path / 'state'} cannot be written to: Permission denied"
    assert finding.remedy == "set ECFCHECK_STATE to a folder that can be written to"
