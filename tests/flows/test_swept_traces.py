"""Traces of every screen on which a secret is typed hold it until they pass the gate, and none afterwards."""

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
from tests.ecfcheck.redaction.searcher import count_occurrences
from tests.flows.carried_out import FLOWS, Remembering, carry_out
from tests.flows.cases import mark_names

# Between them they come to every screen on which a secret is typed: the logins of both releases, accepted and
# refused, the passcode, the link form, and the legacy password page.
TYPING = ("link_account", "passcode", "wrong_pacer_password", "change_password")


@pytest.fixture
def accounts(court: CourtSession, legacy_court: CourtSession) -> dict[str, Remembering]:
    return {"nextgen": Remembering(court.accounts), "legacy": Remembering(legacy_court.accounts)}


def run_recorded(
    name: str, folder: Path, browser: Browser, watched: dict[str, CourtSession]
) -> tuple[Redactor, list[Outcome]]:
    flow, redactor = load_flow(FLOWS / f"{name}.yaml"), Redactor()
    with Records(folder, redactor) as records:
        host = RunEnvironment(
            browser=browser,
            courts={flow.release: watched[flow.release]},
            folder=folder,
            keep="all",
            records=records,
            recordings=frozenset({"trace"}),
        )
        steps = carry_out(flow, host)
    return redactor, [step.outcome for step in steps]


@pytest.fixture
def watched(
    accounts: dict[str, Remembering], court: CourtSession, legacy_court: CourtSession
) -> dict[str, CourtSession]:
    courts = {"nextgen": court, "legacy": legacy_court}
    return {release: CourtSession(c.court, accounts[release], c.allowed) for release, c in courts.items()}


@pytest.mark.parametrize("name", mark_names(TYPING, quick={"passcode"}))
def test_a_trace_holds_secrets_until_it_is_swept_and_none_afterwards(
    name: str,
    tmp_path: Path,
    browser: Browser,
    watched: dict[str, CourtSession],
    accounts: dict[str, Remembering],
) -> None:
    redactor, outcomes = run_recorded(name, tmp_path, browser, watched)
    assert set(outcomes) == {Outcome.OK}
    (account,) = (given for remembering in accounts.values() for given in remembering.given)
    secrets = [secret.get_secret_value() for secret in list_secrets(account)]
    assert sum(sum(count_occurrences(tmp_path, secret)[0].values()) for secret in secrets) > 0
    result = redact_folder(tmp_path, redactor)
    assert (result.deleted, result.not_deleted) == ((), ())
    assert [count_occurrences(tmp_path, secret)[1] for secret in secrets] == [set()] * len(secrets)
