"""A comparison of staged runs names no person and no case, also where a check with such values fails."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.account import list_personal_details
from ecfcheck.compare.model import Kind
from ecfcheck.compare.read import read_run
from ecfcheck.compare.write import write_comparison
from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from stage.faults.model import Fault, Requests
from tests.helpers.compared_runs import ComparedRuns, compare
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.flow_runs import RecordedAccounts
from tests.helpers.seeded_changes import MOTION_FORM_SENT, MOTION_SENT, ORDER


@pytest.mark.parametrize(
    ("requests", "old", "new"),
    [
        (MOTION_SENT, "The following transaction was entered by", "This transaction was made by"),
        (MOTION_FORM_SENT, "Attention!!", "Note:"),
    ],
)
def test_no_personal_value_is_in_a_comparison(  # noqa: PLR0913 - fixtures and a case
    requests: Requests,
    old: str,
    new: str,
    browser: Browser,
    legacy_court: CourtSession,
    legacy_stage: FaultyStage,
    tmp_path: Path,
) -> None:
    assert isinstance(legacy_court.accounts, StageAccounts)
    recorded = RecordedAccounts(legacy_court.accounts)
    runs = ComparedRuns(
        browser, (CourtSession(legacy_court.court, recorded, legacy_court.allowed),), tmp_path
    )
    before = runs.run("a", ORDER)
    legacy_stage.fail(Fault(on=requests, replace=(old, new)))
    after = runs.run("b", ORDER)
    comparison = compare(before, after)
    write_comparison(comparison, tmp_path / "out", Kind.VISIBLE, (before, after))
    texts = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    personal = {value for account in recorded.provided for value in list_personal_details(account).values()}
    assert [one.kind for one in comparison.differences] == [Kind.NOTICE]
    assert {value for value in personal if value in read_records(after)}, "the records of a stage have names"
    assert {value for value in personal if value in texts} == set()


def read_records(folder: Path) -> str:
    return "".join(record.model_dump_json() for record in read_run(folder).report.steps)
