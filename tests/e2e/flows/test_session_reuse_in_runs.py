"""A command logs in once per account at a court that is not staged, in all flows and runs."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stage.faults.model import Fault
from tests.helpers.faulty_stage import DATABASE_IS_DOWN, LINK_FORM, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.flow_runs import FLOWS
from tests.helpers.run_files import NOT_STAGED, build_environ, build_settings, write_court_file
from tests.helpers.suite import copy_suite


def list_typed_logins(stage: FaultyStage) -> list[str]:
    """Return the user names that were typed at a login, in order."""
    return [event["who"] for event in stage.events() if event["kind"] == "login_tried"]


def read_steps(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("records-*.jsonl"))
    records = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if record["record"] == "step"]


def count_reused_sessions(folder: Path) -> int:
    """Return the number of logins at which nothing was typed."""
    return sum(part["session_reused"] for step in read_steps(folder) for part in step["parts"])


def test_two_flows_of_an_account_log_in_once_and_the_report_says_so(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    account = stage.mint(ecf={"linked": True})
    run = runner.run(
        NOT_STAGED,
        settings=build_settings(account, "linked_filer"),
        flow=[FLOWS / "verify_linked.yaml", FLOWS / "already_linked.yaml"],
        runs=2,
    )
    assert run.status == 0, run.output
    assert list_typed_logins(stage) == [account["pacer"]["user_name"]]
    assert count_reused_sessions(runner.folder / "out") == 3
    report = (runner.folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "not typed again: the previous session was still valid" in report
    assert "the session of an earlier login was reused; the password was not typed again" in report


def test_a_retried_flow_does_not_log_in_again(stage: FaultyStage, runner: FlowRunner) -> None:
    stage.fail(Fault(on=LINK_FORM, error_page=DATABASE_IS_DOWN, times=1))
    account = stage.mint()
    run = runner.run(NOT_STAGED, settings=build_settings(account))
    assert run.status == 0, run.output
    assert [
        bool(step["earlier_tries"]) for step in read_steps(runner.folder / "out") if step["step"] == "3"
    ] == [True]
    assert list_typed_logins(stage) == [account["pacer"]["user_name"]]


@pytest.mark.slow
def test_pytest_workers_divide_the_accounts_so_that_each_logs_in_once(
    tmp_path: Path, stage: FaultyStage
) -> None:
    personas = {"linked_filer": {"ecf": {"linked": True}}, "unlinked_filer": {}}
    suite = copy_suite(tmp_path, "verify_linked", "already_linked", "link_account", "submit_twice")
    accounts = {persona: stage.mint(**traits) for persona, traits in personas.items()}
    settings: dict[str, str] = {}
    for persona, account in accounts.items():
        settings |= build_settings(account, persona)
    court = write_court_file(stage, tmp_path, NOT_STAGED)
    # `--dist` is not needed: the plug-in groups flows by account at a real court.
    command = [sys.executable, "-m", "pytest", "flows", "-n", "2", "--out=out", "--evidence=none"]
    run = subprocess.run(
        [*command, f"--court={court}", "--live"],
        cwd=suite,
        env={**os.environ, **build_environ(stage, tmp_path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert sorted(list_typed_logins(stage)) == sorted(
        account["pacer"]["user_name"] for account in accounts.values()
    )
    assert {step["flow"] for step in read_steps(suite / "out")} == {
        "verify_linked",
        "already_linked",
        "link_account",
        "submit_twice",
    }
    assert len(list((suite / "out").glob("records-gw*.jsonl"))) == 2
