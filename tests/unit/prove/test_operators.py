"""Operators are chosen by their names or by patterns."""

import pytest

from config.yaml_file import ProblemsError
from ecfcheck.prove.operators import OPERATORS, select_operators


def test_all_operators_are_chosen_without_a_pattern() -> None:
    assert [operator.name for operator in select_operators(())] == list(OPERATORS)


def test_a_pattern_chooses_all_that_match() -> None:
    chosen = {operator.name for operator in select_operators(["hide_*", "remove"])}
    assert {name for name in OPERATORS if name.startswith("hide_")} | {"remove"} == chosen


def test_an_unknown_operator_is_reported_with_the_closest_name() -> None:
    with pytest.raises(ProblemsError) as caught:
        select_operators(["remov", "hide_*", "nothing_like_it"])
    assert str(caught.value).splitlines()[1] == "--operator: unknown operator 'remov'; did you mean 'remove'?"


def test_the_same_screen_with_an_error_status_is_not_just_drift() -> None:
    statuses = [operator for operator in OPERATORS.values() if operator.status >= 500]
    assert [operator.status for operator in statuses] == [500, 503]
    assert not any("DRIFT" in operator.outcomes for operator in statuses)
