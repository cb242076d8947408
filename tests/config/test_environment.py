"""Settings come from the environment, and from `.env` where it says nothing; a password stays as it is."""

from pathlib import Path

import pytest

from config.environment import environment


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("ECFCHECK_A=file\nECFCHECK_B=file\nECFCHECK_C=\n", encoding="utf-8")
    monkeypatch.setenv("ECFCHECK_A", "environment")
    settings = environment(tmp_path)
    assert (settings["ECFCHECK_A"], settings["ECFCHECK_B"]) == ("environment", "file")
    assert "ECFCHECK_C" not in settings


def test_a_password_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ECFCHECK_A='p${HOME}x #y'\n", encoding="utf-8")
    assert environment(tmp_path)["ECFCHECK_A"] == "p${HOME}x #y"
