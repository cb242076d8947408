"""Every seeded change of the staged court is found, once, in its class, with the notice's sentence."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ecfcheck.compare.comparison import Comparison
from ecfcheck.courts.court_session import CourtSession
from tests.helpers.cases import mark_cases
from tests.helpers.compared_runs import ComparedRuns, compare
from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.seed import Seed
from tests.helpers.seeded_changes import LINK, SEEDS

QUICK = {"menu: renamed", "other text: website", "target: Utilities", "order: policies", "layout: query"}


@pytest.fixture(scope="module")
def baseline(
    browser: Browser,
    court: CourtSession,
    legacy_court: CourtSession,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """A run of each flow against the unchanged courts."""
    runs = ComparedRuns(browser, (court, legacy_court), tmp_path_factory.mktemp("baseline"))
    return {flow: runs.run(flow, flow) for flow in dict.fromkeys(seed.flow for seed in SEEDS.values())}


@pytest.fixture
def compared_runs(
    browser: Browser, court: CourtSession, legacy_court: CourtSession, tmp_path: Path
) -> ComparedRuns:
    """Runs flows against the courts as the test has changed them."""
    return ComparedRuns(browser, (settle_soon(court), settle_soon(legacy_court)), tmp_path)


def settle_soon(session: CourtSession) -> CourtSession:
    """Return the court with a short time to settle: most changes fail a step."""
    limits = session.court.limits.model_copy(update={"settle": 0.5})
    return replace(session, court=session.court.model_copy(update={"limits": limits}))


@pytest.mark.parametrize("seed", mark_cases(SEEDS, quick=QUICK))
def test_a_seeded_change_is_found_once_in_its_class(
    seed: Seed,
    baseline: dict[str, Path],
    compared_runs: ComparedRuns,
    stage: FaultyStage,
    legacy_stage: FaultyStage,
) -> None:
    (stage if seed.flow == LINK else legacy_stage).fail(seed.fault)
    comparison = compare(baseline[seed.flow], compared_runs.run("changed", seed.flow))
    assert describe(comparison) == [(seed.kind.value, seed.subject, {seed.entry} - {""})]


def describe(comparison: Comparison) -> list[tuple[str, str, set[str]]]:
    """Return the class, the subject and the broken entries of each difference."""
    return [
        (one.kind.value, one.subject, {sentence.entry for sentence in one.sentences})
        for one in comparison.differences
    ]
