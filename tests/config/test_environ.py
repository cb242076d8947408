"""Settings come from the environment, and from `.env` where it says nothing; a password stays as it is."""

import os
import sys
from pathlib import Path

import pytest

from config.environ import read_environment
from config.yaml_file import ProblemsError


def write(folder: Path, text: str) -> Path:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


def refused(folder: Path) -> str:
    with pytest.raises(ProblemsError) as told:
        read_environment(folder)
    return str(told.value)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "ECFCHECK_A=file\nECFCHECK_B=file\nECFCHECK_C=\n")
    monkeypatch.setenv("ECFCHECK_A", "environment")
    settings = read_environment(tmp_path)
    assert (settings["ECFCHECK_A"], settings["ECFCHECK_B"]) == ("environment", "file")
    assert "ECFCHECK_C" not in settings


def test_a_password_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, "ECFCHECK_A='p${HOME}x #y'\n")
    assert read_environment(tmp_path)["ECFCHECK_A"] == "p${HOME}x #y"


def test_a_line_that_sets_nothing_is_told_by_its_number_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "# accounts\nECFCHECK_A=a\n\n\nhunter2 hunter2\nexport ECFCHECK_B=b\nhunter3\n")
    how = "is not NAME=VALUE; write the value in single quotes, or begin the line with # to leave it out"
    assert refused(tmp_path) == f".env:5:1: {how}\n.env:7:1: {how}"


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "ECFCHECK_A=a\nECFCHECK_B='hunter2\nECFCHECK_C=c\n")
    assert refused(tmp_path).startswith(".env:2:1: is not NAME=VALUE; ")


@pytest.mark.skipif(sys.platform == "win32", reason="a file has no mode there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_that_others_can_read_is_refused_with_the_command_that_mends_it(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "ECFCHECK_A=a\n").chmod(mode)
    assert refused(tmp_path) == (
        f".env: is open to others (mode {mode:o}); keep it to yourself: chmod 600 .env"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a file has another kind of owner there")
def test_a_file_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    owner = write(tmp_path, "ECFCHECK_A=a\n").stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert refused(tmp_path) == (
        ".env: belongs to another user, who can read it; make it yours: sudo chown $(id -u) .env"
    )


def test_a_folder_of_that_name_is_no_file_of_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert read_environment(tmp_path) == dict(os.environ)


@pytest.mark.skipif(sys.platform == "win32", reason="who may make links there is another matter")
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").symlink_to("moved-away")
    assert refused(tmp_path) == ".env: cannot be read: No such file or directory"
