"""A court that is not staged is asked for one login an account by a command, whatever it runs there."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.ecfcheck.host.suite import copied
from tests.flows.changed import (
    LINK,
    ROOT,
    SHOW_FORM,
    Break,
    court_file,
    run_against,
    settings_of,
    stage_with,
    surroundings,
)

REAL = ("staged: yes", "staged: no")
UNCHANGED = Break(LINK, SHOW_FORM, SHOW_FORM, "", "")
FAILS_ONCE = f"""    if not hasattr(Site, 'failed'):
        Site.failed = True
        return page.error_page(user, "The database is not available.")
{SHOW_FORM}"""


def control_of(ready: dict[str, str]) -> Control:
    return Control(ready["control"], Secret(ready["token"]))


def tried(ready: dict[str, str]) -> list[str]:
    """Return who was typed at a login, in order."""
    return [event["who"] for event in control_of(ready).events() if event["kind"] == "login_tried"]


def steps(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("records-*.jsonl"))
    records = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [record for record in records if record["record"] == "step"]


def carried_on(folder: Path) -> int:
    """Return at how many logins nothing was typed."""
    return sum(part["carried_on"] for step in steps(folder) for part in step["parts"])


def test_two_flows_of_an_account_log_in_once_and_the_report_says_so(tmp_path: Path) -> None:
    with stage_with(UNCHANGED, tmp_path) as ready:
        account = control_of(ready).mint({"ecf": {"linked": True}})
        run = run_against(
            ready,
            tmp_path,
            REAL,
            settings=settings_of(account, "linked_filer"),
            flow=ROOT / "flows" / "verify_linked.yaml",
            options=[str(ROOT / "flows" / "already_linked.yaml"), "--runs", "2", "--evidence", "none"],
        )
        logins = tried(ready)
    assert run.returncode == 0, run.stdout
    assert logins == [account["pacer"]["user_name"]]
    assert carried_on(tmp_path / "out") == 3
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "not typed again: the session of before led on" in report
    assert "the login of before was carried on with; the password was not typed again" in report


def test_a_flow_that_is_tried_again_does_not_log_in_again(tmp_path: Path) -> None:
    with stage_with(Break(LINK, SHOW_FORM, FAILS_ONCE, "3", ""), tmp_path) as ready:
        account = control_of(ready).mint({})
        run = run_against(ready, tmp_path, REAL, settings=settings_of(account))
        logins = tried(ready)
    assert run.returncode == 0, run.stdout
    assert [bool(step["earlier"]) for step in steps(tmp_path / "out") if step["step"] == "3"] == [True]
    assert logins == [account["pacer"]["user_name"]]


def test_workers_of_pytest_share_out_the_accounts_so_that_each_logs_in_once(tmp_path: Path) -> None:
    personas = {"linked_filer": {"ecf": {"linked": True}}, "unlinked_filer": {}}
    suite = copied(tmp_path, "verify_linked", "already_linked", "link_account", "submit_twice")
    with stage_with(UNCHANGED, tmp_path) as ready:
        accounts = {persona: control_of(ready).mint(traits) for persona, traits in personas.items()}
        settings: dict[str, str] = {}
        for persona, account in accounts.items():
            settings |= settings_of(account, persona)
        court = court_file(ready, tmp_path, REAL)
        # Without `--dist`: it is the court that decides.
        command = [sys.executable, "-m", "pytest", "flows", "-n", "2", "--out=out", "--evidence=none"]
        run = subprocess.run(
            [*command, f"--court={court}", "--live"],
            cwd=suite,
            env={**os.environ, **surroundings(ready, tmp_path), **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        logins = tried(ready)
    assert run.returncode == 0, run.stdout
    assert sorted(logins) == sorted(account["pacer"]["user_name"] for account in accounts.values())
    assert {step["flow"] for step in steps(suite / "out")} == {
        "verify_linked",
        "already_linked",
        "link_account",
        "submit_twice",
    }
    assert len(list((suite / "out").glob("records-gw*.jsonl"))) == 2
