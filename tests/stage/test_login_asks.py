"""What PACER's login asks after the password: the redaction notice and the one-time passcode."""

import re
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from stage import clock
from stage.pacer import wording

Mint = Callable[..., dict[str, Any]]
LogIn = Callable[..., str]
Press = Callable[..., str]
OpenLogin = Callable[..., str]
TICKED = {wording.REDACTION_TICK_INPUT: "on"}


@pytest.fixture
def asked_for_passcode(visitor: FlaskClient, open_login: OpenLogin, log_in: LogIn) -> Callable[..., str]:
    """Log in as far as the passcode; answers the page's ViewState."""

    def go(pacer: dict[str, Any]) -> str:
        view_state = open_login(visitor)
        assert wording.PASSCODE in log_in(visitor, pacer, view_state)
        return view_state

    return go


def errors(answer: str) -> list[str]:
    return re.findall(r'<span class="ui-messages-error-detail">([^<]*)</span>', answer)


def passcode(pacer: dict[str, Any], *, steps_ago: int = 0) -> dict[str, str]:
    at = int(clock.now()) - 30 * steps_ago
    return {wording.PASSCODE: pyotp.TOTP(pacer["totp_secret"]).at(at)}


def test_the_redaction_notice_is_not_shown_before_the_accounts_are_linked(
    visitor: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    assert wording.REDACTION_DIALOG not in log_in(visitor, mint()["pacer"])


def test_the_redaction_notice_is_not_shown_to_who_is_linked_but_may_not_file(
    visitor: FlaskClient, mint: Mint, log_in: LogIn
) -> None:
    pacer = mint(ecf={"linked": True, "may_file": False})["pacer"]
    assert wording.REDACTION_DIALOG not in log_in(visitor, pacer)


def test_a_linked_filer_must_tick_the_redaction_notice_before_continue_works(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(ecf={"linked": True})["pacer"]
    view_state = open_login(visitor)
    answer = log_in(visitor, pacer, view_state)
    assert wording.REDACTION_DIALOG in answer
    assert "<redirect" not in answer
    refused = press(visitor, view_state, wording.REDACTION_BUTTON)
    assert 'disabled aria-disabled="true"' in refused
    assert "<redirect" not in refused
    assert "disabled" not in press(visitor, view_state, wording.REDACTION_TICK, TICKED)
    assert 'disabled aria-disabled="true"' in press(visitor, view_state, wording.REDACTION_TICK)
    assert "<redirect" in press(visitor, view_state, wording.REDACTION_BUTTON, TICKED)


def test_a_passcode_is_asked_for_and_the_right_one_lets_in(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = open_login(visitor)
    asked = log_in(visitor, pacer, view_state)
    assert wording.ENTER_PASSCODE in asked
    assert "<redirect" not in asked
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


@pytest.mark.parametrize("code", ["", "000000x", "é" * 6, "12345"])
def test_a_wrong_passcode_is_refused_and_may_be_tried_again(
    visitor: FlaskClient, mint: Mint, asked_for_passcode: Callable[..., str], press: Press, code: str
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = asked_for_passcode(pacer)
    refused = press(visitor, view_state, wording.PASSCODE_BUTTON, {wording.PASSCODE: code})
    assert errors(refused) == [wording.WRONG_PASSCODE]
    assert wording.PASSCODE in refused
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_passcode_of_another_time_is_refused(
    visitor: FlaskClient, mint: Mint, asked_for_passcode: Callable[..., str], press: Press, minutes: int
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    view_state = asked_for_passcode(pacer)
    code = passcode(pacer, steps_ago=2 * minutes)
    assert errors(press(visitor, view_state, wording.PASSCODE_BUTTON, code)) == [wording.WRONG_PASSCODE]


def test_a_passcode_works_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    code = passcode(pacer)
    answers = []
    for visitor in (app.test_client(), app.test_client()):
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        answers.append(press(visitor, view_state, wording.PASSCODE_BUTTON, code))
    assert "<redirect" in answers[0]
    assert errors(answers[1]) == [wording.WRONG_PASSCODE]


def test_a_passcode_can_be_skipped_three_times_and_never_after(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        assert wording.SKIP_BUTTON in log_in(visitor, pacer, view_state)
        assert "<redirect" in press(visitor, view_state, wording.SKIP_BUTTON)
    visitor = app.test_client()
    view_state = open_login(visitor)
    last = log_in(visitor, pacer, view_state)
    assert wording.USER_UPDATE_REQUIRED in last
    assert wording.SKIP_BUTTON not in last
    assert "<redirect" not in press(visitor, view_state, wording.SKIP_BUTTON)
    assert "<redirect" in press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))


def test_a_double_press_of_skip_counts_once(
    app: Flask, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True})["pacer"]
    for _ in range(3):
        visitor = app.test_client()
        view_state = open_login(visitor)
        log_in(visitor, pacer, view_state)
        assert "<redirect" in press(visitor, view_state, wording.SKIP_BUTTON)
        assert wording.TIMEOUT in press(visitor, view_state, wording.SKIP_BUTTON)


def test_a_linked_filer_with_a_passcode_is_asked_for_both(
    visitor: FlaskClient, mint: Mint, open_login: OpenLogin, log_in: LogIn, press: Press
) -> None:
    pacer = mint(pacer={"totp": True}, ecf={"linked": True})["pacer"]
    view_state = open_login(visitor)
    assert wording.PASSCODE in log_in(visitor, pacer, view_state)
    shown = press(visitor, view_state, wording.PASSCODE_BUTTON, passcode(pacer))
    assert wording.REDACTION_DIALOG in shown
    assert "<redirect" in press(visitor, view_state, wording.REDACTION_BUTTON, TICKED)
