"""Carries out the procedure under pytest with pytest-playwright's fixtures, one test for each account."""

from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.peers.arguments import get_browser, read_procedures
from benchmarks.peers.sync_driver import perform


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return the launch options: the browser that all peers use."""
    return {"executable_path": get_browser()}


@pytest.mark.parametrize("procedure", read_procedures())
def test_link_procedure(page: Page, procedure: dict[str, list[dict[str, Any]]]) -> None:
    """Carry out one procedure."""
    for operations in procedure.values():
        for operation in operations:
            page = perform(page, operation)
