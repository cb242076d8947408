"""Each persona that a court refuses ends the flow at once, with its own outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.cli.flow_selection import assign_persona
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.courts.stage import Control
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome, find_worst_exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.cases import mark_cases, mark_names
from tests.helpers.flow_runs import FLOWS, RecordedAccounts, run_flow

INVALID = 'log_in: pacer_login says "Invalid username or password"; documented: cmecf_home'
DISABLED = 'log_in: pacer_login says "Your PACER account has been disabled"'
UPDATE = 'pacer_login says "Account update required! current account access has been restricted."'
UNSUITABLE = "A PACER Administrative Account may not be linked to a CM/ECF account."
NOT_UPGRADED = "Your PACER account has not been upgraded. Upgrade it before you link it to a CM/ECF account."


@dataclass(frozen=True)
class RefusedPersona:
    """A flow that is run as another persona, and how it must end."""

    flow: str
    persona: str
    step: str
    message: str
    outcome: Outcome = Outcome.ACCOUNT
    status: int = 2


REFUSED = [
    RefusedPersona("link_account", "wrong_pacer_password", "2", INVALID),
    RefusedPersona("link_account", "disabled_account", "2", DISABLED),
    RefusedPersona("link_account", "update_required", "2", UPDATE),
    # By the menu and the missing link alone: no words of the court refuse the account.
    RefusedPersona(
        "link_account",
        "linked_filer",
        "one-time",
        "documented [may not file]; seen [may file]",
        Outcome.DRIFT,
        1,
    ),
    RefusedPersona(
        "link_account",
        "not_entitled",
        "3",
        "documented [not linked]; seen [not entitled]",
        Outcome.DRIFT,
        1,
    ),
    RefusedPersona(
        "link_account", "wrong_ecf_password", "4", 'submit: error_page says "Invalid CM/ECF login or'
    ),
    RefusedPersona("link_account", "not_upgraded", "4", f'error_page says "{NOT_UPGRADED}"'),
    RefusedPersona("link_account", "admin_account", "4", f'error_page says "{UNSUITABLE}"'),
    RefusedPersona("link_account", "name_mismatch", "5", "[the names agree]; seen [the names differ]"),
    RefusedPersona("link_account", "shared_firm", "5", "[the names agree]; seen [the names differ]"),
    RefusedPersona(
        "link_account",
        "walks_away",
        "5",
        "confirm should lead to link_success",
        Outcome.UNKNOWN_STATE,
        5,
    ),
    RefusedPersona("verify_linked", "unlinked_filer", "6", "documented [may file]; seen [not linked]"),
    RefusedPersona("verify_linked", "pacer_only", "6", "documented [may file]; seen [not linked]"),
    RefusedPersona("verify_linked", "not_entitled", "6", "documented [may file]; seen [not entitled]"),
    RefusedPersona("verify_linked", "wrong_pacer_password", "one-login", INVALID),
    RefusedPersona("verify_linked", "disabled_account", "one-login", DISABLED),
    RefusedPersona("verify_linked", "update_required", "one-login", UPDATE),
]

REFUSED_BY_NAME = {f"{case.flow}-{case.persona}": case for case in REFUSED}
QUICK = {
    "link_account-wrong_pacer_password",
    "link_account-disabled_account",
    "link_account-not_entitled",
    "link_account-not_upgraded",
    "link_account-name_mismatch",
    "link_account-walks_away",
    "verify_linked-unlinked_filer",
    "verify_linked-update_required",
}


@pytest.fixture
def accounts(court: CourtSession) -> RecordedAccounts:
    return RecordedAccounts(court.accounts)


@pytest.fixture
def environment(
    browser: Browser, court: CourtSession, accounts: RecordedAccounts, tmp_path: Path
) -> Iterator[RunEnvironment]:
    watched = CourtSession(court.court, accounts, court.allowed)
    with Records(tmp_path, Redactor()) as records:
        yield RunEnvironment(
            browser=browser, courts={"nextgen": watched}, folder=tmp_path, keep="none", records=records
        )


def count_links(control: Control, accounts: RecordedAccounts) -> int:
    names = {account.pacer.user_name for account in accounts.provided}
    return len(
        [event for event in control.events() if event["kind"] == "link_made" and event["who"] in names]
    )


@pytest.mark.parametrize("case", mark_cases(REFUSED_BY_NAME, quick=QUICK))
def test_a_refused_persona_ends_at_once_with_its_own_outcome_and_links_nothing(
    case: RefusedPersona,
    environment: RunEnvironment,
    court: CourtSession,
    control: Control,
    accounts: RecordedAccounts,
) -> None:
    (flow,) = assign_persona([load_flow(FLOWS / f"{case.flow}.yaml")], case.persona)
    steps = run_flow(flow, environment)
    (failed,) = (step for step in steps if step.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    assert (failed.step, failed.outcome) == (case.step, case.outcome)
    assert find_worst_exit_status(step.outcome for step in steps) == case.status
    assert case.message in str(failed.message)
    # A run that waits for anything but the refusal takes at least one whole limit.
    assert failed.milliseconds < court.court.limits.arrive * 1000 / 2
    assert count_links(control, accounts) == 0


@pytest.mark.parametrize(
    "persona",
    mark_names(["linked_filer", "passcode_filer", "passcode_skipped_out"], quick={"passcode_filer"}),
)
def test_verify_linked_passes_with_any_question_of_pacer(persona: str, environment: RunEnvironment) -> None:
    (flow,) = assign_persona([load_flow(FLOWS / "verify_linked.yaml")], persona)
    assert [step.message for step in run_flow(flow, environment)] == [None, None]


@pytest.mark.parametrize(
    "name", mark_names(["submit_twice", "linked_in_two_windows"], quick={"submit_twice"})
)
def test_the_accounts_are_linked_once(
    name: str, environment: RunEnvironment, control: Control, accounts: RecordedAccounts
) -> None:
    steps = run_flow(load_flow(FLOWS / f"{name}.yaml"), environment)
    assert [step.message for step in steps if step.outcome is not Outcome.OK] == []
    assert count_links(control, accounts) == 1
