"""Tests which status follows from the records of `verify_linked`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ecfcheck.audit.status import Status, classify_steps
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.records import CheckRecord, PartRecord, StepRecord

SEEN = PartRecord(
    screen="utilities",
    url="http://ecf.ctd.localhost/",
    checks=(
        CheckRecord(check="screen", documented="utilities", seen="utilities"),
        CheckRecord(check="standing", documented=("may file",), seen=("may file",)),
    ),
    picture="evidence/a.jpg",
)


def create_step(outcome: Outcome = Outcome.OK, **more: Any) -> StepRecord:
    return StepRecord(
        flow="verify_linked",
        title="",
        document="",
        persona="linked_filer",
        step="6",
        says="",
        path=Path("a.yaml").as_posix(),
        line=1,
        outcome=outcome,
        started=datetime(2026, 11, 25, tzinfo=UTC),
        milliseconds=1,
        parts=(SEEN,),
        **more,
    )


def test_an_account_is_linked_if_every_step_passes() -> None:
    account_status = classify_steps([create_step(), create_step()])
    assert (account_status.status, account_status.evidence) == (
        Status.LINKED,
        "the menu bar has the entries for filing",
    )
    assert account_status.picture == "evidence/a.jpg"


@pytest.mark.parametrize(
    "standing",
    [
        "not linked",
        "not entitled",
        "not upgraded",
        "refused",
        "locked",
        "passcode needed",
        "update required",
        "client code needed",
    ],
)
def test_the_standing_that_a_step_recorded_is_the_status(standing: str) -> None:
    account_status = classify_steps(
        [create_step(), create_step(Outcome.ACCOUNT, standing=standing, message="the court's words")]
    )
    assert (account_status.status.value, account_status.evidence) == (standing, "the court's words")


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.UNAVAILABLE, Status.COURT_UNAVAILABLE),
        (Outcome.COURT_ERROR, Status.COURT_UNAVAILABLE),
        (Outcome.NOT_RUN, Status.NOT_TRIED),
        (Outcome.DRIFT, Status.NOT_KNOWN),
        (Outcome.ACCOUNT, Status.NOT_KNOWN),
    ],
)
def test_an_outcome_without_a_standing_leads_to_a_status_about_the_audit(
    outcome: Outcome, status: Status
) -> None:
    account_status = classify_steps(
        [create_step(outcome, message="why"), create_step(Outcome.NOT_RUN, message="step 1 failed")]
    )
    assert (account_status.status, account_status.evidence) == (status, "why")


@pytest.mark.parametrize(
    ("check", "seen", "evidence"),
    [
        ("standing", "not linked", "Utilities still offers the link"),
        (
            "standing",
            "not entitled",
            "Utilities does not offer the link, and the menu bar has no entries for filing",
        ),
        ("account_type", "not upgraded", "PACER's account page shows a legacy account"),
    ],
)
def test_the_evidence_is_the_sign_by_which_a_screen_shows_the_standing(
    check: str, seen: str, evidence: str
) -> None:
    differs = CheckRecord(check=check, documented=("may file",), seen=(seen,), difference="differs")
    part = PartRecord(screen="utilities", url="", checks=(differs,))
    step = create_step(Outcome.ACCOUNT, standing=seen, message="utilities standing: ...")
    account_status = classify_steps([step.model_copy(update={"parts": (part,)})])
    assert (account_status.status.value, account_status.evidence) == (seen, evidence)


def test_the_evidence_of_a_refusal_is_where_it_was_and_its_words() -> None:
    message = 'log_in: pacer_login says "Invalid username or password"; documented: cmecf_home'
    step = create_step(Outcome.ACCOUNT, standing="refused", message=message)
    account_status = classify_steps([step.model_copy(update={"parts": ()})])
    assert account_status.evidence == 'pacer login says "Invalid username or password"'


def test_what_to_do_about_a_passcode_covers_a_roster_that_names_the_secret_already() -> None:
    assert Status.PASSCODE_NEEDED.next == (
        "If the roster names no setting with the TOTP secret, enroll an authenticator at PACER for the audit,"
        " and write the setting's name into the roster; if it names one already, check the secret and the"
        " clock of this machine, wait half a minute, because a code that was just used is refused too, and"
        " start a new audit."
    )
