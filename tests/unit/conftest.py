"""Unit tests decide without a browser and without a court: asking for one is an error."""

import pytest


@pytest.fixture
def browser() -> None:
    """Fail the test that asks for a browser: its place is tests/e2e."""
    pytest.fail("a unit test asks for a browser; move it to tests/e2e")


@pytest.fixture
def court() -> None:
    """Fail the test that asks for a staged court: its place is tests/e2e."""
    pytest.fail("a unit test asks for a staged court; move it to tests/e2e")
