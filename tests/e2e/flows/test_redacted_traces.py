"""Traces of every screen that takes a secret contain it before redaction and not afterwards."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import list_secrets
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor, redact_folder
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.cases import mark_names
from tests.helpers.flow_runs import FLOWS, RecordedAccounts, run_flow
from tests.helpers.secret_searcher import count_occurrences

# Together these flows reach every screen that takes a secret: the logins of both releases, accepted and
# refused, the passcode, the link form, and the legacy password page.
TYPING = ("link_account", "passcode", "wrong_pacer_password", "change_password")


@pytest.fixture
def accounts(court: CourtSession, legacy_court: CourtSession) -> dict[str, RecordedAccounts]:
    return {"nextgen": RecordedAccounts(court.accounts), "legacy": RecordedAccounts(legacy_court.accounts)}


def run_recorded(
    name: str, folder: Path, browser: Browser, watched: dict[str, CourtSession]
) -> tuple[Redactor, list[Outcome]]:
    flow, redactor = load_flow(FLOWS / f"{name}.yaml"), Redactor()
    with Records(folder, redactor) as records:
        environment = RunEnvironment(
            browser=browser,
            courts={flow.release: watched[flow.release]},
            folder=folder,
            keep="all",
            records=records,
            recordings=frozenset({"trace"}),
        )
        steps = run_flow(flow, environment)
    return redactor, [step.outcome for step in steps]


@pytest.fixture
def watched(
    accounts: dict[str, RecordedAccounts], court: CourtSession, legacy_court: CourtSession
) -> dict[str, CourtSession]:
    courts = {"nextgen": court, "legacy": legacy_court}
    return {release: CourtSession(c.court, accounts[release], c.allowed) for release, c in courts.items()}


@pytest.mark.parametrize("name", mark_names(TYPING, quick={"passcode"}))
def test_a_trace_has_secrets_before_redaction_and_none_afterwards(
    name: str,
    tmp_path: Path,
    browser: Browser,
    watched: dict[str, CourtSession],
    accounts: dict[str, RecordedAccounts],
) -> None:
    redactor, outcomes = run_recorded(name, tmp_path, browser, watched)
    assert set(outcomes) == {Outcome.OK}
    (account,) = (account for recorded in accounts.values() for account in recorded.provided)
    secrets = [secret.get_secret_value() for secret in list_secrets(account)]
    assert sum(sum(count_occurrences(tmp_path, secret)[0].values()) for secret in secrets) > 0
    result = redact_folder(tmp_path, redactor)
    assert (result.deleted, result.not_deleted) == ((), ())
    assert [count_occurrences(tmp_path, secret)[1] for secret in secrets] == [set()] * len(secrets)
