"""How many accounts an audit takes at once by itself."""

import pytest

from ecfcheck.audit.concurrency import accounts_at_once, timeout_factor


@pytest.mark.parametrize(
    ("cores", "first_screen", "per_minute", "at_once"),
    [
        (2, 0.25, 6000, 4),  # as was measured to be best on a court that answers at once
        (2, 0.5, 6000, 11),  # a slower one leaves the processor time for more
        (2, 5.0, 6000, 16),
        (8, 0.25, 6000, 16),
        (8, 0.25, 30, 2),  # more could not log in
        (1, 0.0, 1, 2),
    ],
)
def test_it_follows_the_cores_the_court_and_the_limit(
    cores: int, first_screen: float, per_minute: int, at_once: int
) -> None:
    assert accounts_at_once(cores, first_screen, per_minute) == at_once


def test_who_has_less_of_a_core_is_waited_for_longer() -> None:
    assert timeout_factor(2, 4) == 1
    assert timeout_factor(2, 16) == 4
