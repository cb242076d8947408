"""The stage's clock: the holder of the token can set it to a valid time."""

import time

import pytest
from flask import Flask

from stage import clock
from stage.courts import COURTS
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import CallControl, Post

WANTED = "must be a time from 2000 to 2999 in ISO 8601 such as 2017-12-01T09:00-05:00"


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2017-12-01 09:00", "2017-12-01T09:00:"),
        ("2017-12-01T09:00-05:00", "2017-12-01T14:00:"),
        ("2999-12-31", "2999-12-31T00:00:"),
    ],
)
def test_a_time_without_a_zone_is_utc(set_clock: Post, at: str, utc: str) -> None:
    answer = set_clock({"at": at})
    assert answer.status_code == 200
    assert answer.get_json()["at"].startswith(utc)


def test_the_clock_continues_from_the_time_it_was_set_to(call_control: CallControl, set_clock: Post) -> None:
    set_clock({"at": "2017-12-01T09:00"})
    ahead = clock.now() - time.time()
    at = call_control("GET", "clock").get_json()["at"]
    assert "2017-12-01T09:00:00" <= at < "2017-12-01T09:01:00"
    assert clock.now() - time.time() == pytest.approx(ahead, abs=0.1)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ([], "the body: input should be an object, not []"),
        ({}, "at: field required"),
        ({"at": "2017-12-01", "zone": "x"}, "zone: unknown key; known keys are at"),
        ({"at": "tomorrow"}, f"at: {WANTED}, not 'tomorrow'"),
        ({"at": 1512118800}, f"at: {WANTED}, not 1512118800"),
        ({"at": "1999-12-31"}, f"at: {WANTED}, not '1999-12-31'"),
    ],
)
def test_an_invalid_time_is_refused_and_changes_nothing(set_clock: Post, body: object, problem: str) -> None:
    set_clock({"at": "2017-12-01"})
    answer = set_clock(body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": [problem]})
    assert clock.format_iso(clock.now()).startswith("2017-12-01T00:0")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_clock_needs_the_token(app: Flask, settings: StageSettings, method: str) -> None:
    answer = app.test_client().open(f"{settings.control}/clock", method=method, json={"at": "2017-12-01"})
    assert answer.status_code == 401
    assert clock.now() > COURTS[0].go_live.timestamp()
