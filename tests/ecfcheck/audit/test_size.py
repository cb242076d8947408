"""How many accounts an audit takes at once by itself."""

import pytest

from ecfcheck.audit.size import accounts_at_once, patience


@pytest.mark.parametrize(
    ("cores", "answer", "per_minute", "at_once"),
    [
        (2, 0.02, 6000, 5),  # as was measured to be best on the staged court
        (2, 0.5, 6000, 16),  # a slow court leaves the processor time for more
        (2, 5.0, 6000, 16),
        (8, 0.02, 6000, 19),
        (8, 0.02, 30, 2),  # more could not log in
        (1, 0.0, 1, 2),
    ],
)
def test_it_follows_the_cores_the_court_and_the_limit(
    cores: int, answer: float, per_minute: int, at_once: int
) -> None:
    assert accounts_at_once(cores, answer, per_minute) == at_once


def test_who_has_less_of_a_core_is_waited_for_longer() -> None:
    assert patience(2, 4) == 1
    assert patience(2, 16) == 4
