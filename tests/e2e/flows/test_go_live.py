"""One account before and after a staged court's go-live: the changed password links it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.court import load_court, move_to_port
from ecfcheck.audit.probe import FixedAccount
from ecfcheck.courts.accounts import Accounts, StageAccounts
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.stage import start_stage
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.flow_runs import FLOWS, run_flow


def change_password(account: Account) -> Account:
    """Return the account with its new password."""
    assert account.ecf is not None
    assert account.ecf.new_password is not None
    ecf = account.ecf.model_copy(update={"password": account.ecf.new_password, "new_password": None})
    return account.model_copy(update={"ecf": ecf})


@pytest.mark.slow
def test_the_password_changed_before_go_live_links_the_account_after_it(
    tmp_path: Path, browser: Browser
) -> None:
    with start_stage("--at", "2017-12-10T09:00-05:00") as stage, Records(tmp_path, Redactor()) as records:
        legacy, nextgen = (move_to_port(load_court(name), stage.port) for name in ("staged_legacy", "staged"))
        account = StageAccounts(stage.control, nextgen.host_id).provide("ct_login")

        def run(flow: str, accounts: Accounts) -> list[str | None]:
            courts = {court.release: CourtSession(court, accounts, EVERYTHING) for court in (legacy, nextgen)}
            environment = RunEnvironment(
                browser=browser, courts=courts, folder=tmp_path, keep="none", records=records
            )
            return [
                step.message
                for step in run_flow(load_flow(FLOWS / f"{flow}.yaml"), environment)
                if step.message
            ]

        assert run("change_password", FixedAccount(account)) == []
        assert run("link_before_go_live", FixedAccount(change_password(account))) == []
        stage.control.set_clock("2017-12-11T00:00:01-05:00")
        assert run("link_account", FixedAccount(change_password(account))) == []
        (linked,) = (event for event in stage.control.events() if event["kind"] == "link_made")
        assert linked["who"] == account.pacer.user_name
