"""The flow that changes the assigned password does so once, and no file has a secret."""

from pathlib import Path

from playwright.sync_api import Browser

from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.flow_runs import FLOWS, RecordedAccounts, find_files_with_secrets, run_flow


def test_the_password_is_changed_once_and_neither_password_is_in_any_file(
    tmp_path: Path, browser: Browser, legacy_court: CourtSession
) -> None:
    assert isinstance(legacy_court.accounts, StageAccounts)
    accounts = RecordedAccounts(legacy_court.accounts)
    watched = CourtSession(legacy_court.court, accounts, legacy_court.allowed)
    with Records(tmp_path, Redactor()) as records:
        environment = RunEnvironment(
            browser=browser, courts={"legacy": watched}, folder=tmp_path, keep="all", records=records
        )
        steps = run_flow(load_flow(FLOWS / "change_password.yaml"), environment)
    assert [step.message for step in steps if step.outcome is not Outcome.OK] == []
    (account,) = accounts.provided
    assert account.ecf is not None
    assert account.ecf.new_password is not None
    events = legacy_court.accounts.control.events()
    kinds = [event["kind"] for event in events if event["who"] == account.ecf.login]
    assert [kind for kind in kinds if kind != "login_tried"] == [
        "login_accepted",
        "password_changed",
        "logged_out",
        "login_refused",
        "login_accepted",
    ]
    assert len(list(tmp_path.rglob("*.jpg"))) > len(steps)
    assert find_files_with_secrets(account, tmp_path) == []
