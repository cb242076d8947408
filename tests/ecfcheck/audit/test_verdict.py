"""What the records of `verify_linked` tell of an account."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ecfcheck.audit.status import Status
from ecfcheck.audit.verdict import verdict
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


def step(outcome: Outcome = Outcome.OK, **more: Any) -> StepRecord:
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


def test_an_account_is_linked_if_every_step_holds() -> None:
    found = verdict([step(), step()])
    assert (found.status, found.evidence) == (Status.LINKED, "utilities standing: may file")
    assert found.picture == "evidence/a.jpg"


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
def test_how_it_stands_by_the_courts_words_is_its_status(standing: str) -> None:
    found = verdict([step(), step(Outcome.ACCOUNT, standing=standing, message="the court's words")])
    assert (found.status.value, found.evidence) == (standing, "the court's words")


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
def test_what_says_nothing_of_the_account_is_told_as_such(outcome: Outcome, status: Status) -> None:
    found = verdict([step(outcome, message="why"), step(Outcome.NOT_RUN, message="step 1 failed")])
    assert (found.status, found.evidence) == (status, "why")
