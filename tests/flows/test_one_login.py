"""Within a run an account's password is typed once: later logins carry on with the session of before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import Account
from config.court import load_court, move_to_port
from config.court_selection import STAGED
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.ledger import Credential
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.courts.stage import Control, start_stage
from ecfcheck.flowfile.flow import Flow
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import PartRecord, StepRecord
from ecfcheck.runner.session_cache import SessionCache
from ecfcheck.runner.session_reuse import SESSION_REUSED
from ecfcheck.runner.setup import RunEnvironment
from pages.safe_typing import format_origin
from tests.flows.carried_out import FLOWS, Only, carry_out

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
class Visits:
    """A staged court, and what a run's flows share there."""

    host: RunEnvironment
    courts: tuple[CourtSession, ...]
    control: Control
    folder: Path
    events_before: int = 0

    def account(self, persona: str) -> Account:
        return StageAccounts(self.control, "ctd").of(persona)

    def run(self, flow: Flow | str, account: Account) -> list[StepRecord]:
        if isinstance(flow, str):
            path = self.folder / f"{flow.split()[1]}.yaml"
            path.write_text(flow, encoding="utf-8")
            flow = load_flow(path)
        courts = {
            one.court.release: CourtSession(one.court, Only(account), EVERYTHING) for one in self.courts
        }
        return carry_out(flow, replace(self.host, courts=courts))

    @property
    def tried(self) -> list[str]:
        """Who was typed at a login since the test began, in order."""
        events = self.control.events()[self.events_before :]
        return [event["who"] for event in events if event["kind"] == "login_tried"]

    def let_sessions_end(self) -> None:
        self.control.set_clock((datetime.now(UTC) + timedelta(hours=1)).isoformat())


def visits_to(control: Control, port: int | None, browser: Browser, folder: Path) -> Iterator[Visits]:
    assert port is not None
    with Records(folder, Redactor()) as records:
        courts = [move_to_port(load_court(name), port) for name in STAGED.values()]
        ready = tuple(
            CourtSession(court, StageAccounts(control, court.host_id), EVERYTHING) for court in courts
        )
        host = RunEnvironment(
            browser=browser,
            courts={},
            folder=folder,
            keep="none",
            records=records,
            session_cache=SessionCache(),
        )
        yield Visits(host, ready, control, folder, events_before=len(control.events()))


@pytest.fixture
def visits(browser: Browser, court: CourtSession, control: Control, tmp_path: Path) -> Iterator[Visits]:
    """The session's NextGen court."""
    yield from visits_to(control, court.court.port, browser, tmp_path)


@pytest.fixture
def visits_to_own_stage(browser: Browser, tmp_path: Path) -> Iterator[Visits]:
    """A NextGen court of the test's own, whose clock it may set."""
    with start_stage() as stage:
        yield from visits_to(stage.control, stage.port, browser, tmp_path)


@pytest.fixture
def earlier_visits(browser: Browser, legacy_court: CourtSession, tmp_path: Path) -> Iterator[Visits]:
    """The session's court of before go-live."""
    assert isinstance(legacy_court.accounts, StageAccounts)
    yield from visits_to(legacy_court.accounts.control, legacy_court.court.port, browser, tmp_path)


def login(steps: list[StepRecord]) -> PartRecord:
    """Return the part of a flow at whose end it logs in."""
    return next(part for step in steps for part in step.parts if part.action == "log_in")


def held(steps: list[StepRecord]) -> bool:
    assert [step.message for step in steps if step.outcome is not Outcome.OK] == []
    return True


def test_a_second_flow_sees_the_documented_login_whole_and_types_nothing(visits: Visits) -> None:
    account = visits.account("linked_filer")
    first, second = visits.run(STAYS, account), visits.run(STAYS, account)
    assert held(first)
    assert held(second)
    assert visits.tried == [account.pacer.user_name]
    assert login(first).checks == login(second).checks
    assert [check.check for check in login(second).checks] == ["screen", "fields", "buttons"]
    assert [login(steps).carried_on for steps in (first, second)] == [False, True]
    assert SESSION_REUSED in login(second).notes
    assert SESSION_REUSED not in login(first).notes


@pytest.mark.slow
def test_each_account_logs_in_for_itself(visits: Visits) -> None:
    one, other = visits.account("linked_filer"), visits.account("linked_filer")
    assert all(held(visits.run(STAYS, account)) for account in (one, other, one, other))
    assert visits.tried == [one.pacer.user_name, other.pacer.user_name]


def test_a_session_that_has_ended_is_told_and_the_password_typed_again(visits_to_own_stage: Visits) -> None:
    visits = visits_to_own_stage
    account = visits.account("linked_filer")
    assert held(visits.run(STAYS, account))
    visits.let_sessions_end()
    again = visits.run(STAYS, account)
    assert held(again)
    assert held(visits.run(STAYS, account))
    assert len(visits.tried) == 2
    assert login(again).carried_on is False
    assert login(again).notes[0] == "the session of before did not lead on, so the password is typed again"


def test_who_has_logged_out_logs_in_again(visits: Visits) -> None:
    account = visits.account("linked_filer")
    assert all(held(visits.run(flow, account)) for flow in (STAYS, LEAVES, STAYS, STAYS))
    assert len(visits.tried) == 2


def test_a_wrong_password_leads_to_no_session(visits: Visits) -> None:
    account = visits.account("wrong_pacer_password")
    for _ in range(2):
        (step,) = visits.run(STAYS, account)
        assert step.outcome is Outcome.ACCOUNT
        assert not login([step]).carried_on
    assert len(visits.tried) == 2


@pytest.mark.slow
def test_what_a_login_asks_is_seen_by_a_flow_that_documents_it_and_the_session_serves_the_next(
    visits: Visits,
) -> None:
    account = visits.account("passcode_filer")
    assert held(visits.run(load_flow(FLOWS / "passcode.yaml"), account))
    assert held(visits.run(STAYS, account))
    assert len(visits.tried) == 1
    assert held(visits.run(load_flow(FLOWS / "redaction_notice.yaml"), visits.account("linked_filer")))


@pytest.mark.slow
def test_a_second_window_carries_on_with_the_login_of_the_first(visits: Visits) -> None:
    account = visits.account("unlinked_filer")
    assert held(visits.run(load_flow(FLOWS / "linked_in_two_windows.yaml"), account))
    assert visits.tried == [account.pacer.user_name]


def test_the_keys_to_a_session_are_secrets_as_soon_as_it_is_remembered(visits: Visits) -> None:
    account = visits.account("linked_filer")
    visits.run(STAYS, account)
    known = {secret.get_secret_value() for secret in visits.host.records.redactor.known}
    assert visits.host.session_cache
    there = format_origin(visits.courts[0].court.pacer_login)
    session = visits.host.session_cache.find(
        Credential(there, account.pacer.user_name, account.pacer.password)
    )
    assert session
    assert session.values
    assert {value for value in session.values if len(value) > 16} <= known
    assert not any(value in repr(session) for value in session.values)


def test_a_legacy_login_is_carried_on_with_until_another_joins_its_session(earlier_visits: Visits) -> None:
    account = earlier_visits.account("ct_login")
    assert account.ecf
    alone = VIEWS[: VIEWS.index("        do: open_query")].replace("views", "alone")
    assert all(held(earlier_visits.run(flow, account)) for flow in (alone, alone, VIEWS))
    assert earlier_visits.tried == [account.ecf.login, account.pacer.user_name]
    # By now the session is both's: a flow that has the PACER login asked for could not use it.
    assert held(earlier_visits.run(VIEWS, account))
    assert earlier_visits.tried == [account.ecf.login, account.pacer.user_name] * 2
