"""The link procedure on the staged court as users run it, and its output."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.cases import mark_names
from tests.helpers.flow_runs import RecordedAccounts, find_files_with_secrets, run_flow

FLOW = Path(__file__).parents[3] / "flows" / "link_account.yaml"
ECFCHECK = [sys.executable, "-m", "ecfcheck"]


def read_records(folder: Path) -> list[dict[str, object]]:
    """Return the records without the provisional ones."""
    lines = (folder / "records-main.jsonl").read_text(encoding="utf-8").splitlines()
    return [record for line in lines if not (record := json.loads(line)).get("provisional")]


def test_the_command_runs_each_documented_step_and_writes_a_report(tmp_path: Path) -> None:
    command = [*ECFCHECK, "run", str(FLOW), "--out", "out", "--report", "report.html"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    for number in ("1", "2", "3", "4", "5", "6", "one-login"):
        assert f"✓ {number} " in run.stdout
    assert "10 of 10 steps OK" in run.stdout
    kinds = [record["record"] for record in read_records(tmp_path / "out")]
    # The head is written again when the last step reads the release on the court's front page.
    assert kinds == ["run", *["step"] * 9, "run", "step", "end"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8").count("data:image/jpeg") >= 7


ENDING = (
    "\nfinishing and recording what is in progress, then stopping; {} again stops at once\n"
    "\ninterrupted: no further step was run\n"
)


@pytest.fixture
def default_hangup() -> Iterator[None]:
    """Have this process's children end on SIGHUP, even if `nohup` started the tests."""
    if not hasattr(signal, "SIGHUP"):
        yield
        return
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("default_hangup")
@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
@pytest.mark.parametrize("name", mark_names(["SIGINT", "SIGTERM", "SIGHUP"], quick={"SIGINT"}))
def test_each_signal_to_end_lets_the_current_step_end(name: str, tmp_path: Path) -> None:
    command = [*ECFCHECK, "run", str(FLOW), "--runs", "50", "--out", "out"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        while "✓ 3" not in run.stdout.readline():
            assert run.poll() is None
        # A terminal sends the signal to the browser and the staged court too.
        os.killpg(run.pid, getattr(signal, name))
        out, err = run.communicate()
    assert run.returncode == 130
    assert err.startswith(ENDING.format("Ctrl-C" if name == "SIGINT" else name).rstrip())
    assert re.search(r"; \d+ of 50 flows did not end: link_account(, run \d+)?; .* and \d+ more\n$", err)
    assert "report  " in out
    records = read_records(tmp_path / "out")
    assert [record["record"] for record in records][:4] == ["run", "step", "step", "step"]
    assert (records[-1]["record"], records[-1]["interrupted"]) == ("end", True)
    report = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert "The run was interrupted by Ctrl-C. This report is complete up to there" in report


def test_no_password_is_in_any_file_of_a_run(tmp_path: Path, browser: Browser, court: CourtSession) -> None:
    accounts = RecordedAccounts(court.accounts)
    watched = CourtSession(court.court, accounts, court.allowed)
    with Records(tmp_path, Redactor()) as records:
        for record in run_flow(
            load_flow(FLOW),
            RunEnvironment(
                browser=browser, courts={"nextgen": watched}, folder=tmp_path, keep="all", records=records
            ),
        ):
            assert record.outcome is Outcome.OK, record.message
    (account,) = accounts.provided
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 7
    assert account.pacer.user_name in (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
    assert find_files_with_secrets(account, tmp_path) == []
