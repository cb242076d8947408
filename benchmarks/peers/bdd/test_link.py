"""Carries out the procedure with pytest-bdd: each of the feature's steps performs one of the procedure's.

The feature's examples are written for the number of accounts that there are.
"""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_bdd import given, parsers, scenarios, step

from benchmarks.peers.arguments import get_browser, read_procedures
from benchmarks.peers.sync_driver import perform

PROCEDURES = read_procedures()


def write_feature() -> Path:
    """Write the feature with a row for each account; return its path."""
    rows = ["      | number |", *(f"      | {number} |" for number in range(len(PROCEDURES)))]
    feature = (Path(__file__).parent / "link.feature").read_text(encoding="utf-8")
    path = Path(mkdtemp()) / "link.feature"
    path.write_text(feature + "\n".join(rows) + "\n", encoding="utf-8")
    return path


scenarios(str(write_feature()))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return the launch options: the browser that all peers use."""
    return {"executable_path": get_browser()}


@given(parsers.parse("a new page for account {number:d}"), target_fixture="state")
def open_page(page: Page, number: int) -> dict[str, Any]:
    """Return the state of the scenario: its page, and its procedure."""
    return {"page": page, "procedure": PROCEDURES[number]}


@step(parsers.parse("I {name}"))
def perform_step(state: dict[str, Any], name: str) -> None:
    """Perform one step of the procedure."""
    for operation in state["procedure"][name]:
        state["page"] = perform(state["page"], operation)
