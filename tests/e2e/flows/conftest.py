"""The fixture that runs flows in the test's own process."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.faulty_stage import FaultyStage
from tests.helpers.flow_runner import FlowRunner


@pytest.fixture
def runner(browser: Browser, stage: FaultyStage, tmp_path: Path) -> FlowRunner:
    """Runs flows against the staged court, with the faults that the test sets."""
    return FlowRunner(browser, stage, tmp_path)
