"""Kinds of courts differ only in data: the same flow runs at a bankruptcy court."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import load_court
from config.court_kind import Kind
from ecfcheck.cli.flow_selection import assign_persona
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.permissions import EVERYTHING
from ecfcheck.flowfile.loader import load_flow
from ecfcheck.redaction import Redactor
from ecfcheck.runner.outcome import Outcome
from ecfcheck.runner.record_writer import Records
from ecfcheck.runner.records import StepRecord
from ecfcheck.runner.setup import RunEnvironment
from tests.helpers.flow_runs import FLOWS, run_flow


@pytest.fixture(scope="module")
def bankruptcy_court() -> Iterator[CourtSession]:
    """The staged Bankruptcy Court."""
    with open_court(load_court("staged_bankruptcy"), {}, EVERYTHING) as court:
        yield court


def verify(court: CourtSession, persona: str, browser: Browser, folder: Path) -> list[StepRecord]:
    (flow,) = assign_persona([load_flow(FLOWS / "verify_linked.yaml")], persona)
    with Records(folder, Redactor()) as records:
        return run_flow(
            flow,
            RunEnvironment(
                browser=browser, courts={"nextgen": court}, folder=folder, keep="none", records=records
            ),
        )


def test_a_linked_filer_of_a_bankruptcy_court_passes(
    bankruptcy_court: CourtSession, browser: Browser, tmp_path: Path
) -> None:
    steps = verify(bankruptcy_court, "linked_filer", browser, tmp_path)
    assert {step.outcome for step in steps} == {Outcome.OK}, steps


@pytest.mark.parametrize(
    ("persona", "standing"),
    [("unlinked_filer", "not linked"), pytest.param("not_entitled", "not entitled", marks=pytest.mark.slow)],
)
def test_a_user_who_may_not_file_at_a_bankruptcy_court_learns_why(
    persona: str, standing: str, bankruptcy_court: CourtSession, browser: Browser, tmp_path: Path
) -> None:
    *_, last = verify(bankruptcy_court, persona, browser, tmp_path)
    assert last.outcome is Outcome.ACCOUNT
    assert standing in str(last.message)


@pytest.mark.parametrize(
    ("persona", "wrong", "standing", "outcome"),
    [
        ("linked_filer", {"kind": "district"}, "not entitled", Outcome.ACCOUNT),
        # A link with other words can be the right one: nothing is said about the account.
        (
            "unlinked_filer",
            {"link_entry": "Link a CM/ECF account to my PACER account"},
            "unknown",
            Outcome.DRIFT,
        ),
    ],
    ids=["kind", "link_entry"],
)
def test_a_wrong_court_file_gives_a_wrong_standing(  # noqa: PLR0913 - one for each thing that differs
    persona: str,
    wrong: dict[str, Kind | str],
    standing: str,
    outcome: Outcome,
    bankruptcy_court: CourtSession,
    browser: Browser,
    tmp_path: Path,
) -> None:
    misdescribed = replace(bankruptcy_court, court=bankruptcy_court.court.model_copy(update=wrong))
    *_, last = verify(misdescribed, persona, browser, tmp_path)
    assert last.outcome is outcome
    assert standing in str(last.message)
