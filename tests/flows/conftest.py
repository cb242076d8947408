"""What the tests of flows share: a runner within the test's own process."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.flows.faulty_stage import FaultyStage
from tests.flows.in_process import Runner


@pytest.fixture
def runner(browser: Browser, stage: FaultyStage, tmp_path: Path) -> Runner:
    """Runs flows against the staged court that the test makes fail."""
    return Runner(browser, stage, tmp_path)
