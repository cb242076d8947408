"""Settings come from the environment, then from `.env` with values read verbatim."""

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


def explain_failure(folder: Path) -> str:
    with pytest.raises(ProblemsError) as error:
        read_environment(folder)
    return str(error.value)


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "ECFCHECK_A=file\nECFCHECK_B=file\nECFCHECK_C=\n")
    monkeypatch.setenv("ECFCHECK_A", "environment")
    settings = read_environment(tmp_path)
    assert (settings["ECFCHECK_A"], settings["ECFCHECK_B"]) == ("environment", "file")
    assert "ECFCHECK_C" not in settings


def test_a_password_is_read_verbatim(tmp_path: Path) -> None:
    write(tmp_path, "ECFCHECK_A='p${HOME}x #y'\n")
    assert read_environment(tmp_path)["ECFCHECK_A"] == "p${HOME}x #y"


def test_an_invalid_line_is_reported_by_number_but_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "# accounts\nECFCHECK_A=a\n\n\nhunter2 hunter2\nexport ECFCHECK_B=b\nhunter3\n")
    problem = "is not NAME=VALUE; put the value in single quotes, or start the line with # to ignore it"
    assert explain_failure(tmp_path) == f".env:5:1: {problem}\n.env:7:1: {problem}"


def test_an_unclosed_quote_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "ECFCHECK_A=a\nECFCHECK_B='hunter2\nECFCHECK_C=c\n")
    assert explain_failure(tmp_path) == ".env:2:12: this quote is not closed; end the value with '"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows files have no mode")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_accessible_to_others_is_rejected_with_the_command_that_fixes_it(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "ECFCHECK_A=a\n").chmod(mode)
    assert explain_failure(tmp_path) == (
        f".env: is accessible to other users (mode {mode:o}); make it private: chmod 600 .env"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other file owners")
def test_a_file_of_another_user_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    owner = write(tmp_path, "ECFCHECK_A=a\n").stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert explain_failure(tmp_path) == (
        ".env: belongs to another user, who can read it; take ownership: sudo chown $(id -u) .env"
    )


def test_a_folder_named_env_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert read_environment(tmp_path) == dict(os.environ)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows restricts symbolic links")
def test_a_dangling_link_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").symlink_to("moved-away")
    assert explain_failure(tmp_path) == ".env: cannot be read: No such file or directory"
