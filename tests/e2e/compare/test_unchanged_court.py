"""Runs of an unchanged court differ in nothing: not at another time or port, nor for another account."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.court import load_court
from ecfcheck.courts.court_session import CourtSession, open_court
from ecfcheck.courts.permissions import EVERYTHING
from tests.helpers.compared_runs import ComparedRuns, compare

FLOWS = ("link_account", "court_website_pages", "e_filing_order", "change_password", "both_logins")


def test_two_runs_of_an_unchanged_court_differ_in_nothing(
    browser: Browser, court: CourtSession, tmp_path: Path
) -> None:
    runs = ComparedRuns(browser, (court,), tmp_path)
    assert compare(runs.run("a", "link_account"), runs.run("b", "link_account")).differences == ()


def test_a_run_as_another_persona_differs_in_nothing(
    browser: Browser, legacy_court: CourtSession, tmp_path: Path
) -> None:
    runs = ComparedRuns(browser, (legacy_court,), tmp_path)
    first = runs.run("a", "change_password")
    assert compare(first, runs.run("b", "change_password", persona="counsel_of_record")).differences == ()


@pytest.mark.slow
def test_runs_at_another_time_and_port_differ_in_nothing(
    browser: Browser, court: CourtSession, legacy_court: CourtSession, tmp_path: Path
) -> None:
    first = ComparedRuns(browser, (court, legacy_court), tmp_path).run("first", *FLOWS)
    for year in (2019, 2021, 2024):
        at = datetime(year, 10, 30, 23, 5, tzinfo=UTC)
        later = load_court("staged").model_copy(update={"at": at})
        with (
            open_court(later, {}, EVERYTHING) as other,
            open_court(load_court("staged_legacy"), {}, EVERYTHING) as other_legacy,
        ):
            runs = ComparedRuns(browser, (other, other_legacy), tmp_path)
            comparison = compare(first, runs.run(str(year), *FLOWS))
        assert comparison.differences == ()
        assert comparison.notes == ()
