"""Who may not do what a flow does is told in the court's own words, as soon as it says them."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import Limits
from ecfcheck.cli.flow_selection import assign_persona
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.flows.carried_out import FLOWS, carry_out
from tests.flows.cases import mark_names

PATIENT = Limits(arrive=600, act=600, settle=600)
"""A run that waited where the court has said no would not end in a test's time."""

REFUSED = {
    "locked_out": (
        "change_password",
        "a",
        "Your login is locked because a wrong password was entered 5 times.",
    ),
    "wrong_ecf_password": ("change_password", "a", "Your ECF or PACER login attempt failed."),
    "not_counsel": (
        "social_security_counsel",
        "social-security",
        "You do not have permission to view this document.",
    ),
    "no_e_filing": ("e_filing_order", "e-filing", "No E-Filing Order has been entered in case 3:17-cv-"),
}


@pytest.mark.parametrize("persona", mark_names(REFUSED, quick={"locked_out", "no_e_filing"}))
def test_who_may_not_is_told_in_the_courts_words(
    persona: str, tmp_path: Path, browser: Browser, legacy_court: CourtSession
) -> None:
    name, step, words = REFUSED[persona]
    (flow,) = assign_persona([load_flow(FLOWS / f"{name}.yaml")], persona)
    patient = legacy_court.court.model_copy(update={"limits": PATIENT})
    court = CourtSession(patient, legacy_court.accounts, legacy_court.allowed)
    with Records(tmp_path, Redactor()) as records:
        steps = carry_out(
            flow,
            RunEnvironment(
                browser=browser, courts={"legacy": court}, folder=tmp_path, keep="none", records=records
            ),
        )
    (stopped,) = (one for one in steps if one.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    assert (stopped.step, stopped.outcome) == (step, Outcome.ACCOUNT)
    assert words in str(stopped.message)
