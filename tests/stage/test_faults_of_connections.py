"""Faults of connections: answers that are not sent, that break off, or that come drop by drop."""

import http.client
import sys
from typing import Any

import pytest

from stage.faults.model import Fault
from tests.helpers.faulty_stage import PACER_LOGIN, FaultyStage


def send_request(stage: FaultyStage, host: str, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", stage.port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{stage.port}", "Connection": "close"})
    return connection.getresponse()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_is_closed_without_an_answer(when: Any, stage: FaultyStage) -> None:
    stage.fail(Fault(on=PACER_LOGIN, drop=when))
    with pytest.raises(http.client.RemoteDisconnected):
        send_request(stage, "pacer.localhost", "/csologin/login.jsf")


def test_a_connection_is_closed_in_the_middle_of_the_answer(stage: FaultyStage) -> None:
    stage.fail(Fault(on=PACER_LOGIN, drop="during"))
    answer = send_request(stage, "pacer.localhost", "/csologin/login.jsf")
    with pytest.raises(http.client.IncompleteRead) as error:
        answer.read()
    assert b"PACER: Login" in error.value.partial
    assert b"</html>" not in error.value.partial


@pytest.mark.skipif(sys.platform == "win32", reason="connections end differently there")
def test_a_connection_is_reset_without_an_answer(stage: FaultyStage) -> None:
    stage.fail(Fault(on=PACER_LOGIN, reset="before"))
    with pytest.raises(ConnectionResetError):
        send_request(stage, "pacer.localhost", "/csologin/login.jsf")


@pytest.mark.skipif(sys.platform == "win32", reason="connections end differently there")
def test_a_connection_is_reset_in_the_middle_of_the_answer(stage: FaultyStage) -> None:
    stage.fail(Fault(on=PACER_LOGIN, reset="during"))
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        send_request(stage, "pacer.localhost", "/csologin/login.jsf").read()


def test_an_answer_drips_and_is_whole_in_the_end(stage: FaultyStage) -> None:
    stage.fail(Fault(on=PACER_LOGIN, drip=0.01))
    assert b"</html>" in send_request(stage, "pacer.localhost", "/csologin/login.jsf").read()
