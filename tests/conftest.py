"""What tests of several rooms share: a staged court of before go-live."""

from collections.abc import Iterator

import pytest

from config.court import load_court
from config.selection import STAGED
from ecfcheck.court.allowed import EVERYTHING
from ecfcheck.court.ready import ReadyCourt, ready


@pytest.fixture(scope="session")
def legacy_court() -> Iterator[ReadyCourt]:
    """A staged court on legacy CM/ECF, for tests of a page or a flow by itself."""
    with ready(load_court(STAGED["legacy"]), {}, EVERYTHING) as court:
        yield court
