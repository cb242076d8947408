"""What differs by the kind of court, and by court, is data: a flow runs at a bankruptcy court as it is."""

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
from tests.flows.carried_out import FLOWS, carry_out


@pytest.fixture(scope="module")
def bankruptcy_court() -> Iterator[CourtSession]:
    """The staged Bankruptcy Court."""
    with open_court(load_court("staged_bankruptcy"), {}, EVERYTHING) as court:
        yield court


def verify(court: CourtSession, persona: str, browser: Browser, folder: Path) -> list[StepRecord]:
    (flow,) = assign_persona([load_flow(FLOWS / "verify_linked.yaml")], persona)
    with Records(folder, Redactor()) as records:
        return carry_out(
            flow,
            RunEnvironment(
                browser=browser, courts={"nextgen": court}, folder=folder, keep="none", records=records
            ),
        )


def test_a_filer_of_a_bankruptcy_court_is_seen_to_be_one(
    bankruptcy_court: CourtSession, browser: Browser, tmp_path: Path
) -> None:
    steps = verify(bankruptcy_court, "linked_filer", browser, tmp_path)
    assert {step.outcome for step in steps} == {Outcome.OK}, steps


@pytest.mark.parametrize(
    ("persona", "standing"),
    [("unlinked_filer", "not linked"), pytest.param("not_entitled", "not entitled", marks=pytest.mark.slow)],
)
def test_who_is_no_filer_of_a_bankruptcy_court_is_told_why(
    persona: str, standing: str, bankruptcy_court: CourtSession, browser: Browser, tmp_path: Path
) -> None:
    *_, last = verify(bankruptcy_court, persona, browser, tmp_path)
    assert last.outcome is Outcome.ACCOUNT
    assert standing in str(last.message)


@pytest.mark.parametrize(
    ("persona", "wrong", "standing"),
    [
        ("linked_filer", {"kind": "district"}, "not entitled"),
        ("unlinked_filer", {"link_entry": "Link a CM/ECF account to my PACER account"}, "not entitled"),
    ],
    ids=["kind", "link_entry"],
)
def test_a_court_described_as_another_is_misread(  # noqa: PLR0913 - one for each thing that differs
    persona: str,
    wrong: dict[str, Kind | str],
    standing: str,
    bankruptcy_court: CourtSession,
    browser: Browser,
    tmp_path: Path,
) -> None:
    misdescribed = replace(bankruptcy_court, court=bankruptcy_court.court.model_copy(update=wrong))
    *_, last = verify(misdescribed, persona, browser, tmp_path)
    assert last.outcome is Outcome.ACCOUNT
    assert standing in str(last.message)
