"""Parameters of a test of which some are enough for `make test`."""

from collections.abc import Collection, Iterable, Mapping

import pytest


def mark_cases(cases: Mapping[str, object], *, quick: Collection[str]) -> list[object]:
    """Return a parameter for each case; mark the cases that are not in `quick` as slow."""
    assert set(quick) <= cases.keys(), "a name in quick is not a case"
    return [
        pytest.param(case, id=name, marks=() if name in quick else pytest.mark.slow)
        for name, case in cases.items()
    ]


def mark_names(names: Iterable[str], *, quick: Collection[str]) -> list[object]:
    """Return a parameter for each name, as `mark_cases` does."""
    return mark_cases({name: name for name in names}, quick=quick)
