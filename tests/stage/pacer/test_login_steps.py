"""The steps of PACER's login after the password: passcode and redaction notice."""

from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage import clock
from stage.pacer import wording
from tests.helpers.page_text import list_pacer_errors
from tests.helpers.stage_fixture_types import Click, LogIn, Mint, OpenLogin

TICKED = {wording.REDACTION_TICK_INPUT: "on"}


@pytest.fixture
def log_in_to_passcode(client: FlaskClient, open_login: OpenLogin, log_in: LogIn) -> Callable[..., str]:
    """Return a function that logs in up to the passcode and returns the ViewState."""

    def go(pacer: dict[str, Any]) -> str:
        view_state = open_login(client)
        assert wording.PASSCODE in log_in(client, pacer, view_state)
        return view_state

    return go


def make_passcode(pacer: dict[str, Any], *, steps_ago: int = 0) -> dict[str, str]:
    at = int(clock.now()) - 30 * steps_ago
    return {wording.PASSCODE: pyotp.TOTP(pacer["totp_secret"]).at(at)}


def test_an_unlinked_account_does_not_get_the_redaction_notice(
    client: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    assert wording.REDACTION_DIALOG not in log_in(client, mint()["pacer"])


def test_a_linked_account_without_filing_rights_does_not_get_the_redaction_notice(
    client: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    pacer = mint(ecf={"linked": True, "may_file": False})["pacer"]
    assert wording.REDACTION_DIALOG not in log_in(client, pacer)


def test_a_linked_filer_must_tick_the_redaction_notice(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(ecf={"linked": True})["pacer"]
    view_state = open_login(client)
    answer = log_in(client, pacer, view_state)
    assert wording.REDACTION_DIALOG in answer
    assert "<redirect" not in answer
    refused = click(client, view_state, wording.REDACTION_BUTTON)
    assert 'disabled aria-disabled="true"' in refused
    assert "<redirect" not in refused
    assert "disabled" not in click(client, view_state, wording.REDACTION_TICK, TICKED)
    assert 'disabled aria-disabled="true"' in click(client, view_state, wording.REDACTION_TICK)
    assert "<redirect" in click(client, view_state, wording.REDACTION_BUTTON, TICKED)


def test_the_right_passcode_completes_the_login(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = open_login(client)
    answer = log_in(client, pacer, view_state)
    assert wording.ENTER_PASSCODE in answer
    assert "<redirect" not in answer
    assert "<redirect" in click(client, view_state, wording.PASSCODE_BUTTON, make_passcode(pacer))


@pytest.mark.parametrize("code", ["", "000000x", "é" * 6, "12345"])
def test_a_wrong_passcode_is_refused_and_can_be_corrected(
    client: FlaskClient, mint: Mint, log_in_to_passcode: Callable[..., str], click: Click, code: str
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = log_in_to_passcode(pacer)
    refused = click(client, view_state, wording.PASSCODE_BUTTON, {wording.PASSCODE: code})
    assert list_pacer_errors(refused) == [wording.WRONG_PASSCODE]
    assert wording.PASSCODE in refused
    assert "<redirect" in click(client, view_state, wording.PASSCODE_BUTTON, make_passcode(pacer))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_passcode_of_another_time_is_refused(
    client: FlaskClient, mint: Mint, log_in_to_passcode: Callable[..., str], click: Click, minutes: int
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = log_in_to_passcode(pacer)
    code = make_passcode(pacer, steps_ago=2 * minutes)
    assert list_pacer_errors(click(client, view_state, wording.PASSCODE_BUTTON, code)) == [
        wording.WRONG_PASSCODE
    ]


def test_a_passcode_works_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    code = make_passcode(pacer)
    answers = []
    for visitor in (app.test_client(), app.test_client()):
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        answers.append(click(visitor, view_state, wording.PASSCODE_BUTTON, code))
    assert "<redirect" in answers[0]
    assert list_pacer_errors(answers[1]) == [wording.WRONG_PASSCODE]


def test_a_passcode_can_be_skipped_three_times(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        assert wording.SKIP_BUTTON in log_in(visitor, pacer, view_state)
        assert "<redirect" in click(visitor, view_state, wording.SKIP_BUTTON)
    visitor = app.test_client()
    view_state = open_login(visitor)
    last = log_in(visitor, pacer, view_state)
    assert wording.USER_UPDATE_REQUIRED in last
    assert wording.SKIP_BUTTON not in last
    assert "<redirect" not in click(visitor, view_state, wording.SKIP_BUTTON)
    assert "<redirect" in click(visitor, view_state, wording.PASSCODE_BUTTON, make_passcode(pacer))


def test_a_double_click_on_skip_counts_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        assert "<redirect" in click(visitor, view_state, wording.SKIP_BUTTON)
        assert wording.TIMEOUT in click(visitor, view_state, wording.SKIP_BUTTON)


def test_a_linked_filer_with_a_passcode_needs_both(
    client: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, click: Click
) -> None:
    pacer = mint(pacer={"totp": True}, ecf={"linked": True})["pacer"]
    view_state = open_login(client)
    assert wording.PASSCODE in log_in(client, pacer, view_state)
    answer = click(client, view_state, wording.PASSCODE_BUTTON, make_passcode(pacer))
    assert wording.REDACTION_DIALOG in answer
    assert "<redirect" in click(client, view_state, wording.REDACTION_BUTTON, TICKED)
