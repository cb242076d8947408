"""Each persona that is refused, or is not as it must be, ends at once in an outcome of its own."""

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
from ecfcheck.runner.outcome import Outcome, exit_status
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.flows.carried_out import FLOWS, Remembering, carry_out
from tests.flows.cases import mark_cases, mark_names

INVALID = 'log_in: pacer_login says "Invalid username or password"; documented: cmecf_home'
DISABLED = 'log_in: pacer_login says "Your PACER account has been disabled"'
UPDATE = 'pacer_login says "Account update required! current account access has been restricted."'
UNSUITABLE = "A PACER Administrative Account may not be linked to a CM/ECF account."
NOT_UPGRADED = "Your PACER account has not been upgraded. Upgrade it before you link it to a CM/ECF account."


@dataclass(frozen=True)
class Refused:
    """A flow carried out as another persona than its own, and how it must end."""

    flow: str
    persona: str
    step: str
    told: str
    outcome: Outcome = Outcome.ACCOUNT
    status: int = 2


REFUSED = [
    Refused("link_account", "wrong_pacer_password", "2", INVALID),
    Refused("link_account", "disabled_account", "2", DISABLED),
    Refused("link_account", "update_required", "2", UPDATE),
    Refused("link_account", "linked_filer", "one-time", "documented [may not file]; seen [may file]"),
    Refused("link_account", "not_entitled", "3", "documented [not linked]; seen [not entitled]"),
    Refused("link_account", "wrong_ecf_password", "4", 'submit: error_page says "Invalid CM/ECF login or'),
    Refused("link_account", "not_upgraded", "4", f'error_page says "{NOT_UPGRADED}"'),
    Refused("link_account", "admin_account", "4", f'error_page says "{UNSUITABLE}"'),
    Refused("link_account", "name_mismatch", "5", "[the names agree]; seen [the names differ]"),
    Refused("link_account", "shared_firm", "5", "[the names agree]; seen [the names differ]"),
    Refused(
        "link_account",
        "walks_away",
        "5",
        "confirm should lead to link_success",
        Outcome.UNKNOWN_STATE,
        5,
    ),
    Refused("verify_linked", "unlinked_filer", "6", "documented [may file]; seen [not linked]"),
    Refused("verify_linked", "pacer_only", "6", "documented [may file]; seen [not linked]"),
    Refused("verify_linked", "not_entitled", "6", "documented [may file]; seen [not entitled]"),
    Refused("verify_linked", "wrong_pacer_password", "one-login", INVALID),
    Refused("verify_linked", "disabled_account", "one-login", DISABLED),
    Refused("verify_linked", "update_required", "one-login", UPDATE),
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
def accounts(court: CourtSession) -> Remembering:
    return Remembering(court.accounts)


@pytest.fixture
def host(
    browser: Browser, court: CourtSession, accounts: Remembering, tmp_path: Path
) -> Iterator[RunEnvironment]:
    watched = CourtSession(court.court, accounts, court.allowed)
    with Records(tmp_path, Redactor()) as records:
        yield RunEnvironment(
            browser=browser, courts={"nextgen": watched}, folder=tmp_path, keep="none", records=records
        )


def links_of(control: Control, accounts: Remembering) -> int:
    names = {account.pacer.user_name for account in accounts.given}
    return len(
        [event for event in control.events() if event["kind"] == "link_made" and event["who"] in names]
    )


@pytest.mark.parametrize("case", mark_cases(REFUSED_BY_NAME, quick=QUICK))
def test_a_refused_persona_ends_at_once_in_its_own_outcome_and_links_nothing(
    case: Refused, host: RunEnvironment, court: CourtSession, control: Control, accounts: Remembering
) -> None:
    (flow,) = assign_persona([load_flow(FLOWS / f"{case.flow}.yaml")], case.persona)
    steps = carry_out(flow, host)
    (failed,) = (step for step in steps if step.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    assert (failed.step, failed.outcome) == (case.step, case.outcome)
    assert exit_status(step.outcome for step in steps) == case.status
    assert case.told in str(failed.message)
    # What waits for anything but the refusal waits for all of one limit.
    assert failed.milliseconds < court.court.limits.arrive * 1000 / 2
    assert links_of(control, accounts) == 0


@pytest.mark.parametrize(
    "persona",
    mark_names(["linked_filer", "passcode_filer", "passcode_skipped_out"], quick={"passcode_filer"}),
)
def test_who_may_file_is_verified_whatever_pacer_asks_for_on_the_way(
    persona: str, host: RunEnvironment
) -> None:
    (flow,) = assign_persona([load_flow(FLOWS / "verify_linked.yaml")], persona)
    assert [step.message for step in carry_out(flow, host)] == [None, None]


@pytest.mark.parametrize(
    "name", mark_names(["submit_twice", "linked_in_two_windows"], quick={"submit_twice"})
)
def test_the_accounts_are_linked_once(
    name: str, host: RunEnvironment, control: Control, accounts: Remembering
) -> None:
    steps = carry_out(load_flow(FLOWS / f"{name}.yaml"), host)
    assert [step.message for step in steps if step.outcome is not Outcome.OK] == []
    assert links_of(control, accounts) == 1
