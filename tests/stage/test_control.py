"""The control interface: who may use it, its log, and its host."""

import pytest
from flask import Flask

from stage.courts import COURTS
from stage.settings import StageSettings
from tests.helpers.stage_fixture_types import LogIn, Mint, ReadEvents, ReadRows


@pytest.mark.parametrize("given", [None, "", "Bearer ", "Bearer wrong", "Basic dTpw", "Bearer \xe9"])
def test_the_mint_and_the_log_need_the_token(
    app: Flask, settings: StageSettings, read_rows: ReadRows, given: str | None
) -> None:
    headers = {} if given is None else {"Authorization": given}
    client = app.test_client()
    for answer in (
        client.post(f"{settings.control}/accounts", json={}, headers=headers),
        client.get(f"{settings.control}/events", headers=headers),
    ):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert read_rows("pacer_account") == []


def test_the_log_has_user_names_but_no_passwords(
    app: Flask, mint: Mint, log_in: LogIn, read_events: ReadEvents
) -> None:
    pacer = mint()["pacer"]
    log_in(app.test_client(), pacer, password="not-the-password")
    log_in(app.test_client(), pacer)
    log = read_events()
    assert [event["kind"] for event in log] == [
        "login_tried",
        "login_refused",
        "login_tried",
        "login_accepted",
    ]
    assert {event["who"] for event in log} == {pacer["user_name"]}
    assert not any(word in str(log) for word in (pacer["password"], "not-the-password"))


def test_the_control_interface_is_not_on_a_host_with_pages(app: Flask, settings: StageSettings) -> None:
    headers = {"Authorization": f"Bearer {settings.token}"}
    client = app.test_client()
    origins = (settings.pacer, settings.website(COURTS[0]), settings.ecf(COURTS[0]), "http://localhost:8080")
    for origin in origins:
        assert client.post(f"{origin}/control/accounts", json={}, headers=headers).status_code == 404
        assert client.get(f"{origin}/control/events", headers=headers).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/cmecf", "/csologin/login.jsf", "/cgi-bin/ShowIndex.pl", "/cgi-bin/login.pl"]
)
def test_a_page_is_not_on_the_control_interfaces_host(app: Flask, settings: StageSettings, path: str) -> None:
    assert app.test_client().get(settings.origin("127.0.0.1") + path).status_code == 404


@pytest.mark.parametrize("host", ["www.nowhere.localhost", "ecf.nowhere.localhost", "pacer.example.com"])
def test_an_unknown_court_has_no_pages(app: Flask, settings: StageSettings, host: str) -> None:
    assert app.test_client().get(settings.origin(host) + "/").status_code == 404
