"""If the browser does not show the named screen, the message says what it shows and what to do."""

from types import SimpleNamespace
from typing import cast

import pytest

from ecfcheck.browser.arrival import Arrival
from ecfcheck.browser.window import Window
from ecfcheck.flowfile.registry import load_screens
from ecfcheck.redaction import Redactor
from ecfcheck.screen.watch import ScreenNotShownError, watch_and_read
from tests.helpers.fake_window import COURT


def test_two_landmarks_that_match_one_page_are_named_with_their_files() -> None:
    arrival = Arrival("utilities", ("query", "utilities"))
    window = SimpleNamespace(
        court=COURT,
        page_objects={"utilities": SimpleNamespace(address="http://ecf.ctd.localhost/")},
        load=lambda _address, _seconds: None,
        follow_user=lambda: None,
        wait_for_screen=lambda _name, _seconds: arrival,
    )
    with pytest.raises(ScreenNotShownError) as error:
        watch_and_read(
            load_screens()["utilities"], cast(Window, window), None, Redactor(), lambda _window: None
        )
    assert str(error.value) == (
        "the landmarks of query and utilities match this page; only one may\n"
        "next  make one of the landmarks narrower: query in pages/cases.py, utilities in pages/utilities.py"
        " (several `says` are alternatives: one is enough)"
    )
