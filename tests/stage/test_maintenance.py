"""The stage's third court is in maintenance: its CM/ECF says so to whatever it is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from stage.courts import BY_ID
from stage.settings import StageSettings

COURT = BY_ID["ctm"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path", ["/", "/cgi-bin/ShowIndex.pl", "/cgi-bin/login.pl?logout", "/no/such/page", "/favicon.ico"]
)
def test_whatever_is_asked_of_it_is_answered_that_it_is_in_maintenance(
    app: Flask, settings: StageSettings, method: str, path: str
) -> None:
    answer = app.test_client().open(settings.ecf(COURT) + path, method=method)
    assert answer.status_code == 503
    assert "CM/ECF is not available: scheduled maintenance is being done. Try again later." in answer.text


def test_its_website_is_open_and_leads_to_its_cmecf(app: Flask, settings: StageSettings) -> None:
    answer = app.test_client().get(settings.website(COURT) + "/cmecf")
    assert answer.status_code == 200
    assert settings.ecf(COURT) in answer.text


def test_its_neighbours_and_pacer_go_on(
    app: Flask,
    settings: StageSettings,
    mint: Callable[..., dict[str, Any]],
    enter: Callable[..., Any],
    menu: Callable[[Any], list[str]],
) -> None:
    filer = mint(ecf={"linked": True}, also={"ctm": {"linked": True}})["pacer"]
    assert "Civil" in menu(enter(filer))
    assert app.test_client().get(settings.ecf(BY_ID["ctd"]) + "/no/such/page").status_code == 404
