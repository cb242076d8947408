"""In a run an account's password is typed once: later logins reuse the session."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.court import load_court, move_to_port
from config.court_selection import STAGED
from ecfcheck.audit.probe import FixedAccount
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.ledger import Credential
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.stage import Control, start_stage
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction.redactor import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import PartRecord, StepRecord
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.session_reuse import SESSION_REUSED
from ecfcheck.runner.setup import RunEnvironment
from pages.safe_typing import format_origin
from tests.helpers.flow_runs import FLOWS, run_flow

LEAVES = """
flow: leaves
title: Somebody who logs out in the end
document: ctd-link-pacer-account
release: nextgen
persona: linked_filer
steps:
  - step: "2"
    says: Log in, and out.
    open: court_cmecf_page
    do: click_logo
    then:
      - screen: pacer_login
        sees: {fields: [Username *, Password *, Client Code], buttons: [Login, Clear, Cancel]}
        do: log_in
      - screen: cmecf_home
        do: log_out
      - screen: logged_out
"""
STAYS = LEAVES.replace("        do: log_out\n      - screen: logged_out\n", "").replace("leaves", "stays")
VIEWS = """
flow: views
title: Somebody who looks at a document, for which it takes both logins
document: ctd-password-notice
release: legacy
persona: ct_login
steps:
  - step: a
    says: Log in with the court's own ("ct") login.
    open: legacy_login
    do: log_in
    then:
      - screen: cmecf_home
        do: open_query
      - screen: legacy_login
        do: {log_in: {login: "{pacer.user_name}", password: "{pacer.password}"}}
      - screen: query
"""


@dataclass(frozen=True)
class SharedRun:
    """Runs flows at a staged court with one session cache."""

    environment: RunEnvironment
    courts: tuple[CourtSession, ...]
    control: Control
    folder: Path
    events_before: int = 0

    def mint(self, persona: str) -> Account:
        return StageAccounts(self.control, "ctd").provide(persona)

    def run(self, flow: Flow | str, account: Account) -> list[StepRecord]:
        if isinstance(flow, str):
            path = self.folder / f"{flow.split()[1]}.yaml"
            path.write_text(flow, encoding="utf-8")
            flow = load_flow(path)
        courts = {
            one.court.release: CourtSession(one.court, FixedAccount(account), EVERYTHING)
            for one in self.courts
        }
        return run_flow(flow, replace(self.environment, courts=courts))

    @property
    def typed_logins(self) -> list[str]:
        """The user names that were typed at a login since the test began, in order."""
        events = self.control.events()[self.events_before :]
        return [event["who"] for event in events if event["kind"] == "login_tried"]

    def expire_sessions(self) -> None:
        self.control.set_clock((datetime.now(UTC) + timedelta(hours=1)).isoformat())


def open_shared_run(
    control: Control, port: int | None, browser: Browser, folder: Path
) -> Iterator[SharedRun]:
    assert port is not None
    with Records(folder, Redactor()) as records:
        courts = [move_to_port(load_court(name), port) for name in STAGED.values()]
        ready = tuple(
            CourtSession(court, StageAccounts(control, court.host_id), EVERYTHING) for court in courts
        )
        environment = RunEnvironment(
            browser=browser,
            courts={},
            folder=folder,
            keep="none",
            records=records,
            session_cache=SessionCache(),
        )
        yield SharedRun(environment, ready, control, folder, events_before=len(control.events()))


@pytest.fixture
def shared_run(
    browser: Browser, court: CourtSession, control: Control, tmp_path: Path
) -> Iterator[SharedRun]:
    """A run at the shared NextGen court."""
    yield from open_shared_run(control, court.court.port, browser, tmp_path)


@pytest.fixture
def run_at_own_stage(browser: Browser, tmp_path: Path) -> Iterator[SharedRun]:
    """A run at the test's own NextGen court, so that the test may set its clock."""
    with start_stage() as stage:
        yield from open_shared_run(stage.control, stage.port, browser, tmp_path)


@pytest.fixture
def legacy_run(browser: Browser, legacy_court: CourtSession, tmp_path: Path) -> Iterator[SharedRun]:
    """A run at the shared legacy court."""
    assert isinstance(legacy_court.accounts, StageAccounts)
    yield from open_shared_run(legacy_court.accounts.control, legacy_court.court.port, browser, tmp_path)


def login(steps: list[StepRecord]) -> PartRecord:
    """Return the part of a flow that logs in."""
    return next(part for step in steps for part in step.parts if part.action == "log_in")


def has_passed(steps: list[StepRecord]) -> bool:
    """Return True; fail the test with the messages of steps that are not OK."""
    assert [step.message for step in steps if step.outcome is not Outcome.OK] == []
    return True


def test_a_second_flow_checks_the_whole_login_and_types_nothing(shared_run: SharedRun) -> None:
    account = shared_run.mint("linked_filer")
    first, second = shared_run.run(STAYS, account), shared_run.run(STAYS, account)
    assert has_passed(first)
    assert has_passed(second)
    assert shared_run.typed_logins == [account.pacer.user_name]
    assert login(first).checks == login(second).checks
    assert [check.check for check in login(second).checks] == ["screen", "fields", "buttons"]
    assert [login(steps).session_reused for steps in (first, second)] == [False, True]
    assert SESSION_REUSED in login(second).notes
    assert SESSION_REUSED not in login(first).notes


@pytest.mark.slow
def test_each_account_has_its_own_session(shared_run: SharedRun) -> None:
    one, other = shared_run.mint("linked_filer"), shared_run.mint("linked_filer")
    assert all(has_passed(shared_run.run(STAYS, account)) for account in (one, other, one, other))
    assert shared_run.typed_logins == [one.pacer.user_name, other.pacer.user_name]


def test_a_session_that_has_ended_is_noted_and_the_password_typed_again(run_at_own_stage: SharedRun) -> None:
    shared_run = run_at_own_stage
    account = shared_run.mint("linked_filer")
    assert has_passed(shared_run.run(STAYS, account))
    shared_run.expire_sessions()
    again = shared_run.run(STAYS, account)
    assert has_passed(again)
    assert has_passed(shared_run.run(STAYS, account))
    assert len(shared_run.typed_logins) == 2
    assert login(again).session_reused is False
    assert (
        login(again).notes[0] == "the session of an earlier login had ended, so the password is typed again"
    )


def test_a_user_who_logged_out_logs_in_again(shared_run: SharedRun) -> None:
    account = shared_run.mint("linked_filer")
    assert all(has_passed(shared_run.run(flow, account)) for flow in (STAYS, LEAVES, STAYS, STAYS))
    assert len(shared_run.typed_logins) == 2


def test_a_wrong_password_leaves_no_session(shared_run: SharedRun) -> None:
    account = shared_run.mint("wrong_pacer_password")
    for _ in range(2):
        (step,) = shared_run.run(STAYS, account)
        assert step.outcome is Outcome.ACCOUNT
        assert not login([step]).session_reused
    assert len(shared_run.typed_logins) == 2


@pytest.mark.slow
def test_a_flow_about_a_login_question_types_the_login_and_the_next_flow_reuses_the_session(
    shared_run: SharedRun,
) -> None:
    account = shared_run.mint("passcode_filer")
    assert has_passed(shared_run.run(load_flow(FLOWS / "passcode.yaml"), account))
    assert has_passed(shared_run.run(STAYS, account))
    assert len(shared_run.typed_logins) == 1
    assert has_passed(
        shared_run.run(load_flow(FLOWS / "redaction_notice.yaml"), shared_run.mint("linked_filer"))
    )


@pytest.mark.slow
def test_a_second_window_reuses_the_session_of_the_first(shared_run: SharedRun) -> None:
    account = shared_run.mint("unlinked_filer")
    assert has_passed(shared_run.run(load_flow(FLOWS / "linked_in_two_windows.yaml"), account))
    assert shared_run.typed_logins == [account.pacer.user_name]


def test_the_keys_to_a_cached_session_are_redacted(shared_run: SharedRun) -> None:
    account = shared_run.mint("linked_filer")
    shared_run.run(STAYS, account)
    known = {secret.get_secret_value() for secret in shared_run.environment.records.redactor.known}
    assert shared_run.environment.session_cache
    there = format_origin(shared_run.courts[0].court.pacer_login)
    session = shared_run.environment.session_cache.find(
        Credential(there, account.pacer.user_name, account.pacer.password)
    )
    assert session
    assert session.values
    assert {value for value in session.values if len(value) > 16} <= known
    assert not any(value in repr(session) for value in session.values)


def test_a_legacy_session_is_reused_until_another_user_shares_it(legacy_run: SharedRun) -> None:
    account = legacy_run.mint("ct_login")
    assert account.ecf
    alone = VIEWS[: VIEWS.index("        do: open_query")].replace("views", "alone")
    assert all(has_passed(legacy_run.run(flow, account)) for flow in (alone, alone, VIEWS))
    assert legacy_run.typed_logins == [account.ecf.login, account.pacer.user_name]
    # Both users share the session now, so a flow that expects the PACER login cannot reuse it.
    assert has_passed(legacy_run.run(VIEWS, account))
    assert legacy_run.typed_logins == [account.ecf.login, account.pacer.user_name] * 2
