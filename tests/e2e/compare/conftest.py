"""What the tests of comparisons share."""

from collections.abc import Iterator

import pytest

from ecfcheck.courts.accounts import StageAccounts
from ecfcheck.courts.court_session import CourtSession
from tests.helpers.faulty_stage import FaultyStage


@pytest.fixture
def legacy_stage(legacy_court: CourtSession) -> Iterator[FaultyStage]:
    """The staged court before NextGen, for a test that changes it."""
    assert isinstance(legacy_court.accounts, StageAccounts)
    assert legacy_court.court.port is not None
    changed = FaultyStage(legacy_court.accounts.control, legacy_court.court.port)
    yield changed
    changed.restore()
