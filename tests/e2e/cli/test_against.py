"""`ecfcheck run --against` compares a run with an earlier one when it has ended."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main
from stage.faults.model import Fault
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.run_files import build_environ, write_court_file
from tests.helpers.seeded_changes import SEEDS

Run = Callable[..., Result]


@pytest.fixture
def run(
    lend_browser: Callable[[str], None],
    stage: FaultyStage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Return a function that runs a flow against the stage, in the tests' browser."""
    lend_browser("run")
    for name, value in build_environ(stage, tmp_path).items():
        monkeypatch.setenv(name, value)
    court = write_court_file(stage, tmp_path)

    def run_flow(name: str, *options: str | Path) -> Result:
        arguments = ["run", "verify_linked", "--court", court, "--out", tmp_path / name, *options]
        return CliRunner().invoke(main, list(map(str, arguments)))

    return run_flow


def test_an_unchanged_court_is_exit_status_0(run: Run, tmp_path: Path) -> None:
    assert run("before").exit_code == 0
    result = run("after", "--against", tmp_path / "before")
    assert result.exit_code == 0, result.output
    assert "no difference in " in result.stdout
    assert (tmp_path / "after" / "comparison" / "comparison.html").is_file()


def test_a_good_run_that_differs_is_exit_status_1(run: Run, stage: FaultyStage, tmp_path: Path) -> None:
    assert run("before").exit_code == 0
    stage.fail(SEEDS["heading: login"].fault)
    result = run("after", "--against", tmp_path / "before")
    assert result.exit_code == 1, result.output
    assert "- visible: heading · verify_linked" in result.stdout


def test_a_difference_that_is_allowed_is_exit_status_0(run: Run, stage: FaultyStage, tmp_path: Path) -> None:
    assert run("before").exit_code == 0
    stage.fail(SEEDS["heading: login"].fault)
    assert run("after", "--against", tmp_path / "before", "--fail-on", "notice").exit_code == 0


def test_a_failed_run_keeps_its_exit_status(run: Run, stage: FaultyStage, tmp_path: Path) -> None:
    assert run("before").exit_code == 0
    stage.fail(Fault(rule="accounts_in_good_standing"))
    result = run("after", "--against", tmp_path / "before")
    assert result.exit_code == 2, "ACCOUNT"
    assert "ends differently: outcome · verify_linked" in result.stdout
