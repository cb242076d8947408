"""A refused password is not typed again, neither in the same run nor in a later one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from ecfcheck.audit.probe import FixedAccount
from ecfcheck.cli import main
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.ledger import Credential, Ledger
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment, start_flow_run
from pages.safe_typing import format_origin
from tests.helpers.faulty_stage import LINK_FORM_FAILS, FaultyStage
from tests.helpers.flow_runner import FlowRunner
from tests.helpers.run_files import LINK_FLOW, NOT_STAGED, build_settings, read_failure

REFUSED_FIRST = """
flow: refused_first
title: A login that is refused as documented, and a court that fails later
document: ctd-link-pacer-account
release: nextgen
persona: unlinked_filer
steps:
  - step: "2"
    says: Log in with the old login, then with the new one.
    open: court_cmecf_page
    do: click_logo
    then:
      - screen: pacer_login
        do: {log_in: {user_name: "{ecf.login}", password: "{ecf.password}"}}
      - screen: pacer_login
        sees: {messages: [Invalid username or password]}
        do: log_in
      - screen: cmecf_home
        do: open_utilities
      - screen: utilities
        do: open_link_account
      - screen: link_account
"""


def test_a_refused_password_is_not_typed_again_until_the_refusal_is_forgotten(
    stage: FaultyStage, runner: FlowRunner
) -> None:
    outcomes, messages, logins = [], [], []
    account = stage.mint(pacer={"password": "wrong"})
    settings = {**build_settings(account), "ECFCHECK_STATE": str(runner.folder / "state")}
    for name in ("first", "second", "third"):
        folder = runner.folder / name
        folder.mkdir()
        # Each run is separate and shares only the state folder with the others.
        run = replace(runner, folder=folder).run(NOT_STAGED, settings=settings)
        outcomes.append((run.status, read_failure(folder)["outcome"]))
        messages.append((read_failure(folder)["message"], read_failure(folder)["next"]))
        logins.append(stage.count("login_tried"))
        if name == "second":
            assert CliRunner().invoke(main, ["forget-refusals"], env=settings).exit_code == 0
    assert outcomes == [(2, "ACCOUNT")] * 3
    assert logins == [1, 1, 2]
    message, next_ = messages[1]
    assert message.startswith(
        "pacer_login log_in: nothing was typed; this user name and password were refused on 20"
    )
    assert message.endswith(': "Invalid username or password"')
    assert next_ == (
        "accounts get locked: update the password in your settings; if this password is right now, run"
        " `ecfcheck forget-refusals` to try it again"
    )
    assert messages[0] == messages[2]


def test_a_flow_is_not_retried_after_a_refused_login(stage: FaultyStage, runner: FlowRunner) -> None:
    flow = runner.folder / "refused_first.yaml"
    flow.write_text(REFUSED_FIRST, encoding="utf-8")
    stage.fail(LINK_FORM_FAILS)
    run = runner.run(flow=flow)
    failed = read_failure(runner.folder)
    assert (run.status, failed["outcome"], failed["earlier_tries"]) == (1, "COURT_ERROR", [])
    assert stage.count("login_tried") == 2


@pytest.fixture
def court_with_ledger(court: CourtSession, tmp_path: Path) -> CourtSession:
    """The staged court with a ledger and one account."""
    account = court.accounts.provide("unlinked_filer")
    return replace(court, accounts=FixedAccount(account), ledger=Ledger(tmp_path / "refusals.json"))


def run_steps(flow: Flow, browser: Browser, court: CourtSession, folder: Path) -> Iterator[StepRecord]:
    with Records(folder, Redactor()) as records:
        environment = RunEnvironment(
            browser=browser, courts={"nextgen": court}, folder=folder, keep="none", records=records
        )
        with start_flow_run(flow, 1, environment) as run:
            for step in flow.steps:
                yield records.write(run.run(step))


def test_a_documented_refusal_is_in_the_ledger(
    tmp_path: Path, browser: Browser, court_with_ledger: CourtSession
) -> None:
    for record in run_steps(load_flow(LINK_FLOW), browser, court_with_ledger, tmp_path):
        assert record.outcome is Outcome.OK, record.message
    account, ledger = court_with_ledger.accounts.provide("unlinked_filer"), court_with_ledger.ledger
    assert account.ecf
    assert ledger
    origin = format_origin(court_with_ledger.court.pacer_login)
    refusal = ledger.find(Credential(origin, account.ecf.login, account.ecf.password))
    assert refusal
    assert refusal.words == "Invalid username or password"
    assert ledger.find(Credential(origin, account.pacer.user_name, account.pacer.password)) is None


def test_a_damaged_ledger_is_noted_and_the_flow_continues(
    tmp_path: Path, browser: Browser, court_with_ledger: CourtSession
) -> None:
    assert court_with_ledger.ledger
    court_with_ledger.ledger.path.write_text("{", encoding="utf-8")
    records = list(run_steps(load_flow(LINK_FLOW), browser, court_with_ledger, tmp_path))
    assert {record.outcome for record in records} == {Outcome.OK}
    (note, *_) = [note for record in records for part in record.parts for note in part.notes]
    assert note.endswith("is damaged and was not used; run `ecfcheck forget-refusals` to begin a new one")
    assert note in (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
