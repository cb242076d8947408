"""`ecfcheck prove`: its tables, its records and its exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ecfcheck.cli import main

Prove = Callable[..., Result]


@pytest.fixture
def prove(lend_browser: Callable[[str], None]) -> Prove:
    """Return a function that runs the command in the tests' browser."""
    lend_browser("prove")
    return lambda *arguments: CliRunner().invoke(main, ["prove", *map(str, arguments)])


def read_records(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "mutants.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_all_mutants_killed_end_with_0_and_a_table(prove: Prove, tmp_path: Path) -> None:
    result = prove("verify_linked", "--operator", "remove", "--step", "6", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "flow and step    mutants   killed\nverify_linked 6" in result.stdout
    head, *mutants = read_records(tmp_path / "out")
    assert (head["record"], head["mutants"]) == ("proof", len(mutants))
    assert {mutant["verdict"] for mutant in mutants} == {"killed"}


def test_a_survivor_ends_with_1_unless_the_reviewed_file_argues_for_it(prove: Prove, tmp_path: Path) -> None:
    chosen = ("verify_linked", "--operator", "drift_front_page")
    empty = tmp_path / "mutants.yaml"
    empty.write_text("equivalents: []\n", encoding="utf-8")
    result = prove(*chosen, "--equivalents", empty, "--out", tmp_path / "without")
    assert result.exit_code == 1, result.output
    assert "survived: verify_linked one-login pacer_login screen: drift_front_page\n" in result.stdout
    assert prove(*chosen, "--out", tmp_path / "with").exit_code == 0
    assert [one["argument"][:20] for one in read_records(tmp_path / "with")[1:]] == ["CM/ECF's public fron"]


def test_a_list_judges_nothing_and_writes_nothing(prove: Prove, tmp_path: Path) -> None:
    result = prove("verify_linked", "--operator", "remove", "--list", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert 'verify_linked 6 utilities standing "Civil": remove (the item is not there)\n' in result.stdout
    assert not (tmp_path / "out").exists()


def test_operators_that_change_nothing_there_are_a_mistake(prove: Prove) -> None:
    result = prove("verify_linked", "--operator", "drift_disabled_prompt")
    assert result.exit_code == 4
    assert "prove: no mutant is left: these operators change nothing there" in result.stderr


@pytest.mark.slow
def test_a_sample_of_a_flow_that_links_is_judged_without_a_hang_or_a_failure_of_its_own(
    prove: Prove, tmp_path: Path
) -> None:
    result = prove("link_account", "--sample", "60", "--seed", "11", "--out", tmp_path / "out")
    assert result.exit_code in {0, 1}, result.output
    mutants = read_records(tmp_path / "out")[1:]
    assert len(mutants) == 60
    assert not [one for one in mutants if one["verdict"] == "hung" or "ecfcheck failed" in str(one["cause"])]
    removed = [one for one in mutants if one["operator"] in {"remove", "empty", "reword", "hide_display"}]
    # An item can be at a second place too, which no check reads: that is argued for.
    assert {one["verdict"] for one in removed} - {"argued"} == {"killed"}
