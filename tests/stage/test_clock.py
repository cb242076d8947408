"""The stage's clock: it can be set, by the holder of the token, to a moment that it understands."""

import time
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from stage import clock
from stage.courts import COURTS
from stage.settings import StageSettings

SetClock = Callable[[object], TestResponse]

NO_MOMENT = "must be a time from 2000 to 2999 in ISO 8601 such as 2017-12-01T09:00-05:00"


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2017-12-01 09:00", "2017-12-01T09:00:"),
        ("2017-12-01T09:00-05:00", "2017-12-01T14:00:"),
        ("2999-12-31", "2999-12-31T00:00:"),
    ],
)
def test_a_moment_without_a_zone_is_utc(set_clock: SetClock, at: str, utc: str) -> None:
    answer = set_clock({"at": at})
    assert answer.status_code == 200
    assert answer.get_json()["at"].startswith(utc)


def test_the_clock_runs_on_from_where_it_was_set(
    app: Flask, settings: StageSettings, set_clock: SetClock
) -> None:
    set_clock({"at": "2017-12-01T09:00"})
    ahead = clock.now() - time.time()
    headers = {"Authorization": f"Bearer {settings.token}"}
    told = app.test_client().get(f"{settings.control}/clock", headers=headers).get_json()["at"]
    assert "2017-12-01T09:00:00" <= told < "2017-12-01T09:01:00"
    assert clock.now() - time.time() == pytest.approx(ahead, abs=0.1)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ([], "the body: input should be an object, not []"),
        ({}, "at: field required"),
        ({"at": "2017-12-01", "zone": "x"}, "zone: unknown key; known keys are at"),
        ({"at": "tomorrow"}, f"at: {NO_MOMENT}, not 'tomorrow'"),
        ({"at": 1512118800}, f"at: {NO_MOMENT}, not 1512118800"),
        ({"at": "1999-12-31"}, f"at: {NO_MOMENT}, not '1999-12-31'"),
    ],
)
def test_what_is_no_moment_is_refused_and_changes_nothing(
    set_clock: SetClock, body: object, problem: str
) -> None:
    set_clock({"at": "2017-12-01"})
    answer = set_clock(body)
    assert (answer.status_code, answer.get_json()) == (422, {"problems": [problem]})
    assert clock.format_iso(clock.now()).startswith("2017-12-01T00:0")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_without_the_token_reads_or_sets_the_clock(
    app: Flask, settings: StageSettings, method: str
) -> None:
    answer = app.test_client().open(f"{settings.control}/clock", method=method, json={"at": "2017-12-01"})
    assert answer.status_code == 401
    assert clock.now() > COURTS[0].go_live.timestamp()


@pytest.mark.parametrize(
    ("at", "live"),
    [("2017-12-11T04:58Z", False), ("2017-12-11T05:00Z", True), ("2017-12-11T00:00-05:00", True)],
)
def test_a_court_is_live_on_nextgen_from_its_go_live_moment_on(
    set_clock: SetClock, at: str, *, live: bool
) -> None:
    set_clock({"at": at})
    assert COURTS[0].is_live is live
