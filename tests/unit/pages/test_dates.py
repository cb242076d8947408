"""A date is today's if it is at most a day from that of the court's clock."""

import pytest

from pages.dates import replace_today


@pytest.mark.parametrize("text", ["11/27/2026", "11/26/2026", "11/28/2026"])
def test_todays_date_is_named_as_such(text: str) -> None:
    assert replace_today(f"filed on {text}.", ["11/27/2026 09:00:00"]) == "filed on (today)."


@pytest.mark.parametrize("text", ["01/01/1999", "11/25/2026", "11/27/2027", "13/45/2026", "1/2"])
def test_any_other_date_stays(text: str) -> None:
    assert replace_today(f"filed on {text}.", ["11/27/2026 09:00:00"]) == f"filed on {text}."


def test_without_a_clock_no_date_is_todays() -> None:
    assert replace_today("11/27/2026", []) == "11/27/2026"
