"""A password that a court refused is not typed again: not in the run, and not in any later one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from config.account import Account
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
from tests.flows.command import LINK_FLOW, NOT_STAGED, build_settings, failure
from tests.flows.faulty_stage import LINK_FORM_FAILS, FaultyStage
from tests.flows.in_process import Runner

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


def test_a_real_court_is_not_asked_again_with_a_refused_password_until_that_is_forgotten(
    stage: FaultyStage, runner: Runner
) -> None:
    outcomes, messages, logins = [], [], []
    account = stage.mint(pacer={"password": "wrong"})
    settings = {**build_settings(account), "ECFCHECK_STATE": str(runner.folder / "state")}
    for name in ("first", "second", "third"):
        folder = runner.folder / name
        folder.mkdir()
        # Each time as a run of its own: all that it can know of the last one is in the state folder.
        run = replace(runner, folder=folder).run(NOT_STAGED, settings=settings)
        outcomes.append((run.status, failure(folder)["outcome"]))
        messages.append((failure(folder)["message"], failure(folder)["next"]))
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
        "accounts get locked: put the current password into the settings; if this one is right by now,"
        " `ecfcheck forget-refusals` lets it be tried again"
    )
    assert messages[0] == messages[2]


def test_a_flow_in_which_a_login_was_refused_is_not_tried_again(stage: FaultyStage, runner: Runner) -> None:
    flow = runner.folder / "refused_first.yaml"
    flow.write_text(REFUSED_FIRST, encoding="utf-8")
    stage.fail(LINK_FORM_FAILS)
    run = runner.run(flow=flow)
    failed = failure(runner.folder)
    assert (run.status, failed["outcome"], failed["earlier"]) == (1, "COURT_ERROR", [])
    assert stage.count("login_tried") == 2


@dataclass(frozen=True)
class Same:
    """Accounts that are always the same one, as those are that are configured."""

    account: Account

    def prove(self, flows: Sequence[Flow]) -> None:
        pass

    def of(self, persona: str) -> Account:
        assert persona
        return self.account


@pytest.fixture
def heeding(court: CourtSession, tmp_path: Path) -> CourtSession:
    """The staged court, with a ledger, and with one account."""
    account = court.accounts.of("unlinked_filer")
    return replace(court, accounts=Same(account), ledger=Ledger(tmp_path / "refusals.json"))


def steps(flow: Flow, browser: Browser, court: CourtSession, folder: Path) -> Iterator[StepRecord]:
    with Records(folder, Redactor()) as records:
        host = RunEnvironment(
            browser=browser, courts={"nextgen": court}, folder=folder, keep="none", records=records
        )
        with start_flow_run(flow, 1, host) as run:
            for step in flow.steps:
                yield records.write(run.run(step))


def test_a_refusal_that_is_documented_counts(tmp_path: Path, browser: Browser, heeding: CourtSession) -> None:
    for record in steps(load_flow(LINK_FLOW), browser, heeding, tmp_path):
        assert record.outcome is Outcome.OK, record.message
    account, ledger = heeding.accounts.of("unlinked_filer"), heeding.ledger
    assert account.ecf
    assert ledger
    there = format_origin(heeding.court.pacer_login)
    refusal = ledger.find(Credential(there, account.ecf.login, account.ecf.password))
    assert refusal
    assert refusal.words == "Invalid username or password"
    assert ledger.find(Credential(there, account.pacer.user_name, account.pacer.password)) is None


def test_a_damaged_ledger_is_told_and_the_flow_goes_on(
    tmp_path: Path, browser: Browser, heeding: CourtSession
) -> None:
    assert heeding.ledger
    heeding.ledger.path.write_text("{", encoding="utf-8")
    records = list(steps(load_flow(LINK_FLOW), browser, heeding, tmp_path))
    assert {record.outcome for record in records} == {Outcome.OK}
    (note, *_) = [note for record in records for part in record.parts for note in part.notes]
    assert note.endswith("is damaged and was not heeded; `ecfcheck forget-refusals` begins a new one")
    assert note in (tmp_path / "records-main.jsonl").read_text(encoding="utf-8")
