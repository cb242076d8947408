"""How many accounts are audited at once."""

import pytest

from ecfcheck.audit.concurrency import choose_concurrency


@pytest.mark.parametrize(
    ("cores", "first_screen", "per_minute", "at_once"),
    [
        (2, 0.25, 6000, 4),  # the best measured number for a court that answers at once
        (2, 0.5, 6000, 11),  # a slower court leaves the processor time for more
        (2, 5.0, 6000, 16),
        (8, 0.25, 6000, 16),
        (8, 0.25, 30, 2),  # more could not log in
        (1, 0.0, 1, 2),
    ],
)
def test_concurrency_depends_on_the_cores_the_court_and_the_login_limit(
    cores: int, first_screen: float, per_minute: int, at_once: int
) -> None:
    assert choose_concurrency(cores, first_screen, per_minute) == at_once
