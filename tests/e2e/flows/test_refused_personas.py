"""A persona that a court refuses ends the flow at once, with the court's own words."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.limits import Limits
from ecfcheck.cli.flow_selection import assign_persona
from ecfcheck.courts.court_session import CourtSession
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.cases import mark_names
from tests.helpers.flow_runs import FLOWS, run_flow

PATIENT = Limits(arrive=600, act=600, settle=600)
"""Limits so long that a run that waits after a refusal exceeds the test's time limit."""

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
def test_a_refused_persona_fails_with_the_courts_words(
    persona: str, tmp_path: Path, browser: Browser, legacy_court: CourtSession
) -> None:
    name, step, words = REFUSED[persona]
    (flow,) = assign_persona([load_flow(FLOWS / f"{name}.yaml")], persona)
    patient = legacy_court.court.model_copy(update={"limits": PATIENT})
    court = CourtSession(patient, legacy_court.accounts, legacy_court.allowed)
    with Records(tmp_path, Redactor()) as records:
        steps = run_flow(
            flow,
            RunEnvironment(
                browser=browser, courts={"legacy": court}, folder=tmp_path, keep="none", records=records
            ),
        )
    (stopped,) = (one for one in steps if one.outcome not in {Outcome.OK, Outcome.NOT_RUN})
    assert (stopped.step, stopped.outcome) == (step, Outcome.ACCOUNT)
    assert words in str(stopped.message)
