"""`ecfcheck doctor` prints what it found; it exits with 4 only if no run can work."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ecfcheck.cli import main


@pytest.fixture(autouse=True)
def empty_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examine an empty folder, with a browser that only says its version."""
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\necho Chromium 1.2.3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECFCHECK_BROWSER", str(program))
    monkeypatch.setenv("ECFCHECK_STATE", str(tmp_path / "state"))


def test_a_machine_that_can_run_flows_exits_with_0() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "ok       browser" in result.output


def test_a_bad_env_file_is_a_problem_and_the_rest_is_examined_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ECFCHECK_LINKED_FILER_PACER_NAME\n", encoding="utf-8")
    file.chmod(0o600)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 4
    assert ".env:1:1: is not NAME=VALUE" in result.output
    assert "ok       clock" in result.output


def test_the_settings_of_a_court_are_counted() -> None:
    result = CliRunner().invoke(main, ["doctor", "--court", "ctd"])
    assert result.exit_code == 0, result.output
    assert "settings are missing or not valid for all" in result.output
    assert "`ecfcheck settings --court ctd FLOW` lists what a flow needs" in result.output


def test_a_court_given_as_a_file_is_named_by_it_in_the_next_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ECFCHECK_STAGE_TOKEN", raising=False)
    Path("practice_district.yaml").write_text(
        "name: Practice Court\nkind: district\nstaged: yes\nrelease: nextgen\n"
        "website: http://www.ctd.localhost:1\necf: http://ecf.ctd.localhost:1\n"
        "pacer_login: http://pacer.localhost:1/csologin/login.jsf\n"
        "pacer_account: http://psc.localhost:1/pscof/login.xhtml\n",
        encoding="utf-8",
    )
    output = CliRunner().invoke(main, ["doctor", "--court", "practice_district.yaml"]).output
    assert "1 setting is missing or not valid for all" in output
    assert "`ecfcheck settings --court practice_district.yaml FLOW` lists what a flow needs" in output
    named = CliRunner().invoke(main, ["settings", "--court", "practice_district.yaml", "verify_linked"])
    assert named.exit_code == 0, named.output
    unnamed = CliRunner().invoke(main, ["settings", "--court", "practice_district", "verify_linked"])
    assert "did you mean the file practice_district.yaml?" in unnamed.stderr


def test_live_courts_are_not_asked_without_live(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        pytest.fail("an origin was asked")

    monkeypatch.setattr("ecfcheck.doctor.network.urlopen", fail)
    assert CliRunner().invoke(main, ["doctor", "--court", "ctd"]).exit_code == 0


def test_an_unknown_court_is_told_as_elsewhere() -> None:
    result = CliRunner().invoke(main, ["doctor", "--court", "ctdd"])
    assert result.exit_code == 4
    assert "did you mean" in result.stderr
